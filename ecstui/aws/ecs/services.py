"""Reads of services."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, Progress, described, listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, Failure, Service
from ecstui.model.listing import Listing

INCLUDE = ("TAGS",)
"""What DescribeServices leaves out unless it is asked for."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceArns:
    service_arns: tuple[str, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _Services:
    services: tuple[Service, ...]
    failures: tuple[Failure, ...] = ()


_SERVICE_ARNS = TypeAdapter(_ServiceArns)
_SERVICES = TypeAdapter(_Services)


async def service_arns(conn: ReadConnection, cluster: str) -> list[str]:
    """Which services a cluster has; those that are being deleted (DRAINING) are not listed.

    :param cluster: name or ARN.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """
    return await listed(
        conn,
        ecs_reads.LIST_SERVICES,
        _SERVICE_ARNS,
        lambda page: page.service_arns,
        cluster=cluster,
    )


async def services(
    conn: ReadConnection,
    cluster: str,
    arns: Sequence[str] | None = None,
    progress: Progress[Service] | None = None,
) -> Listing[Service]:
    """Services of a cluster, by name.

    :param cluster: name or ARN.
    :param arns: only these, without listing; None for all.
    :param progress: given the growing listing while it is being read.
    :raises NotFound: there is no such cluster.
    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[Service]:
        answer = await conn.read(
            ecs_reads.DESCRIBE_SERVICES,
            _SERVICES,
            cluster=cluster,
            services=batch,
            include=INCLUDE,
        )
        return answer.services, answer.failures

    wanted = await service_arns(conn, cluster) if arns is None else arns
    return await described(wanted, describe, 10, lambda it: it.service_name, progress)
