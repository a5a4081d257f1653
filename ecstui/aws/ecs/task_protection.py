"""Reads of the protection of tasks."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, described
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, Failure
from ecstui.model.listing import Listing
from ecstui.model.protected_task import ProtectedTask

TASKS = 100
"""The most tasks that one call may ask for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _Protection:
    protected_tasks: tuple[ProtectedTask, ...] = ()
    failures: tuple[Failure, ...] = ()


_PROTECTION = TypeAdapter(_Protection)


async def task_protection(
    conn: ReadConnection, cluster: str, task_arns: Sequence[str]
) -> Listing[ProtectedTask]:
    """Which of some tasks of services are protected from being stopped by scaling in.

    :param cluster: name or ARN.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[ProtectedTask]:
        answer = await conn.read(
            ecs_reads.GET_TASK_PROTECTION, _PROTECTION, cluster=cluster, tasks=batch
        )
        return answer.protected_tasks, answer.failures

    return await described(task_arns, describe, TASKS, lambda it: it.task_arn)
