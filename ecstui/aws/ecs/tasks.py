"""Reads of tasks."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, Progress, described, listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, Failure, Task
from ecstui.model.listing import Listing

DesiredStatus: TypeAlias = Literal["RUNNING", "STOPPED"]
"""ListTasks lists these two separately; PENDING lists nothing."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _TaskArns:
    task_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _Tasks:
    tasks: tuple[Task, ...]
    failures: tuple[Failure, ...] = ()


_TASK_ARNS = TypeAdapter(_TaskArns)
_TASKS = TypeAdapter(_Tasks)


async def tasks(
    conn: ReadConnection,
    cluster: str,
    desired_status: DesiredStatus = "RUNNING",
    known: Mapping[str, Task] = MappingProxyType({}),
    service: str | None = None,
    progress: Progress[Task] | None = None,
) -> Listing[Task]:
    """Tasks of a cluster, by ARN: those that should run, or those that stopped in the last hour.

    :param cluster: name or ARN.
    :param known: tasks by ARN that are listed but not described again: stopped ones never change.
    :param service: only the tasks of the service of this name.
    :param progress: given the growing listing while it is being read.
    :raises NotFound: there is no such cluster, or no such service in it.
    :raises AwsFailure: a call did not succeed.
    """
    arns = dict.fromkeys(await task_arns(conn, cluster, desired_status, service))
    kept = [known[arn] for arn in arns if arn in known]
    wanted = [arn for arn in arns if arn not in known]
    return await _described(conn, cluster, wanted, progress, kept)


async def task_arns(
    conn: ReadConnection,
    cluster: str,
    desired_status: DesiredStatus = "RUNNING",
    service: str | None = None,
    each_page: Callable[[Sequence[str]], Awaitable[None]] | None = None,
) -> list[str]:
    """Which tasks a cluster, or one service in it, has.

    :param each_page: what to do with each page before the next one is asked for.
    :raises NotFound: there is no such cluster, or no such service in it.
    :raises AwsFailure: a call did not succeed.
    """
    return await listed(
        conn,
        ecs_reads.LIST_TASKS,
        _TASK_ARNS,
        lambda page: page.task_arns,
        each_page=each_page,
        cluster=cluster,
        desiredStatus=desired_status,
        serviceName=service,
    )


async def describe_tasks(
    conn: ReadConnection,
    cluster: str,
    arns: Sequence[str],
    progress: Progress[Task] | None = None,
) -> Listing[Task]:
    """The tasks `arns`, by ARN.

    :param progress: given the growing listing while it is being read.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """
    return await _described(conn, cluster, arns, progress, ())


async def _described(
    conn: ReadConnection,
    cluster: str,
    arns: Sequence[str],
    progress: Progress[Task] | None,
    kept: Sequence[Task],
) -> Listing[Task]:
    async def describe(batch: Sequence[str]) -> Described[Task]:
        answer = await conn.read(ecs_reads.DESCRIBE_TASKS, _TASKS, cluster=cluster, tasks=batch)
        return answer.tasks, answer.failures

    return await described(arns, describe, 100, lambda it: it.task_arn, progress, kept)
