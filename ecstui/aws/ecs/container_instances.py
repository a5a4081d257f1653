"""Reads of container instances."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, Progress, described, listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, ContainerInstance, Failure
from ecstui.model.listing import Listing

INCLUDE = ("CONTAINER_INSTANCE_HEALTH", "TAGS")
"""What DescribeContainerInstances leaves out unless it is asked for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _ContainerInstanceArns:
    container_instance_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _ContainerInstances:
    container_instances: tuple[ContainerInstance, ...]
    failures: tuple[Failure, ...] = ()


_CONTAINER_INSTANCE_ARNS = TypeAdapter(_ContainerInstanceArns)
_CONTAINER_INSTANCES = TypeAdapter(_ContainerInstances)


async def container_instances(
    conn: ReadConnection, cluster: str, progress: Progress[ContainerInstance] | None = None
) -> Listing[ContainerInstance]:
    """The container instances of a cluster, by ARN, in whatever status.

    :param cluster: name or ARN.
    :param progress: given the growing listing while it is being read.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[ContainerInstance]:
        answer = await conn.read(
            ecs_reads.DESCRIBE_CONTAINER_INSTANCES,
            _CONTAINER_INSTANCES,
            cluster=cluster,
            containerInstances=batch,
            include=INCLUDE,
        )
        return answer.container_instances, answer.failures

    arns = await listed(
        conn,
        ecs_reads.LIST_CONTAINER_INSTANCES,
        _CONTAINER_INSTANCE_ARNS,
        lambda page: page.container_instance_arns,
        cluster=cluster,
    )
    return await described(arns, describe, 100, lambda it: it.container_instance_arn, progress)
