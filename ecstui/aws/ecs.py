"""Reads of Amazon ECS.

Page and batch sizes are the maxima of the Amazon ECS API Reference. What a list names and a
describe does not know any more is in the listing's `failures`, never silently left out.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.paging import all_pages, batches, in_flight
from ecstui.model.ecs import WIRE, Cluster, Failure, Service, ServiceDeployment, Task
from ecstui.model.listing import Listing

T = TypeVar("T")

Described: TypeAlias = tuple[tuple[T, ...], tuple[Failure, ...]]
"""What one describe call gave: items, and what it could not describe."""
DesiredStatus: TypeAlias = Literal["RUNNING", "STOPPED"]
"""ListTasks lists these two separately; PENDING lists nothing."""
PAGE = 100
"""ListServices gives 10 unless asked for more."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _ClusterArns:
    cluster_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceArns:
    service_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _TaskArns:
    task_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _Clusters:
    clusters: tuple[Cluster, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class _Services:
    services: tuple[Service, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class _Tasks:
    tasks: tuple[Task, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceDeployments:
    service_deployments: tuple[ServiceDeployment, ...]
    failures: tuple[Failure, ...] = ()


_CLUSTER_ARNS = TypeAdapter(_ClusterArns)
_SERVICE_ARNS = TypeAdapter(_ServiceArns)
_TASK_ARNS = TypeAdapter(_TaskArns)
_CLUSTERS = TypeAdapter(_Clusters)
_SERVICES = TypeAdapter(_Services)
_TASKS = TypeAdapter(_Tasks)
_SERVICE_DEPLOYMENTS = TypeAdapter(_ServiceDeployments)


async def clusters(conn: ReadConnection) -> Listing[Cluster]:
    """All clusters of the Region, by name.

    :raises AwsFailure: a call did not succeed.
    """

    async def page(token: str | None) -> tuple[tuple[str, ...], str | None]:
        found = await conn.read(
            operations.LIST_CLUSTERS, _CLUSTER_ARNS, maxResults=PAGE, nextToken=token
        )
        return found.cluster_arns, found.next_token

    async def describe(batch: Sequence[str]) -> Described[Cluster]:
        answer = await conn.read(operations.DESCRIBE_CLUSTERS, _CLUSTERS, clusters=batch)
        return answer.clusters, answer.failures

    return await _described(await all_pages(page), describe, 100, lambda it: it.cluster_name)


async def services(
    conn: ReadConnection, cluster: str, arns: Sequence[str] | None = None
) -> Listing[Service]:
    """Services of a cluster, by name.

    :param cluster: name or ARN.
    :param arns: only these, without listing; None for all.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """

    async def page(token: str | None) -> tuple[tuple[str, ...], str | None]:
        found = await conn.read(
            operations.LIST_SERVICES,
            _SERVICE_ARNS,
            cluster=cluster,
            maxResults=PAGE,
            nextToken=token,
        )
        return found.service_arns, found.next_token

    async def describe(batch: Sequence[str]) -> Described[Service]:
        answer = await conn.read(
            operations.DESCRIBE_SERVICES, _SERVICES, cluster=cluster, services=batch
        )
        return answer.services, answer.failures

    wanted = await all_pages(page) if arns is None else arns
    return await _described(wanted, describe, 10, lambda it: it.service_name)


async def tasks(
    conn: ReadConnection,
    cluster: str,
    desired_status: DesiredStatus = "RUNNING",
    known: Mapping[str, Task] = MappingProxyType({}),
) -> Listing[Task]:
    """Tasks of a cluster, by ARN: those that should run, or those that stopped in the last hour.

    :param cluster: name or ARN.
    :param known: tasks by ARN that are listed but not described again: stopped ones never change.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[Task]:
        answer = await conn.read(operations.DESCRIBE_TASKS, _TASKS, cluster=cluster, tasks=batch)
        return answer.tasks, answer.failures

    listed = await _task_arns(conn, cluster, desired_status)
    kept = [known[arn] for arn in listed if arn in known]
    wanted = [arn for arn in listed if arn not in known]
    read = await _described(wanted, describe, 100, lambda it: it.task_arn)
    items = sorted((*kept, *read.items), key=lambda it: it.task_arn)
    return Listing(tuple(items), len(kept) + read.total, read.failures)


async def _task_arns(
    conn: ReadConnection, cluster: str, desired_status: DesiredStatus
) -> list[str]:
    async def page(token: str | None) -> tuple[tuple[str, ...], str | None]:
        found = await conn.read(
            operations.LIST_TASKS,
            _TASK_ARNS,
            cluster=cluster,
            desiredStatus=desired_status,
            maxResults=PAGE,
            nextToken=token,
        )
        return found.task_arns, found.next_token

    return await all_pages(page)


async def service_deployments(
    conn: ReadConnection, arns: Sequence[str]
) -> Listing[ServiceDeployment]:
    """The service deployments `arns`, newest first.

    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[ServiceDeployment]:
        answer = await conn.read(
            operations.DESCRIBE_SERVICE_DEPLOYMENTS,
            _SERVICE_DEPLOYMENTS,
            serviceDeploymentArns=batch,
        )
        return answer.service_deployments, answer.failures

    return await _described(arns, describe, 20, lambda it: -it.created_at.timestamp())


async def _described(
    arns: Sequence[str],
    describe: Callable[[Sequence[str]], Awaitable[Described[T]]],
    batch_size: int,
    order: Callable[[T], str | float],
) -> Listing[T]:
    """Describe what was listed, batch by batch, and put the batches together."""
    unique = list(dict.fromkeys(arns))
    parts = await in_flight([partial(describe, batch) for batch in batches(unique, batch_size)])
    items = [item for part, _ in parts for item in part]
    failures = tuple(failure for _, part in parts for failure in part)
    return Listing(tuple(sorted(items, key=order)), len(unique), failures)
