"""Reads of service deployments."""

from collections.abc import Sequence
from itertools import pairwise

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, described, listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, Failure, ServiceDeployment, ServiceDeploymentBrief
from ecstui.model.listing import Listing


@dataclass(frozen=True, slots=True, config=WIRE)
class _Briefs:
    service_deployments: tuple[ServiceDeploymentBrief, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceDeployments:
    service_deployments: tuple[ServiceDeployment, ...]
    failures: tuple[Failure, ...] = ()


_BRIEFS = TypeAdapter(_Briefs)
_SERVICE_DEPLOYMENTS = TypeAdapter(_ServiceDeployments)


async def service_deployments(
    conn: ReadConnection, arns: Sequence[str]
) -> Listing[ServiceDeployment]:
    """The service deployments `arns`, newest first.

    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[ServiceDeployment]:
        answer = await conn.read(
            ecs_reads.DESCRIBE_SERVICE_DEPLOYMENTS,
            _SERVICE_DEPLOYMENTS,
            serviceDeploymentArns=batch,
        )
        return answer.service_deployments, answer.failures

    return await described(arns, describe, 20, lambda it: -it.created_at.timestamp())


async def service_history(
    conn: ReadConnection, cluster: str, service: str, most: int | None = None
) -> list[ServiceDeploymentBrief]:
    """The service deployments of a service in the last 90 days, newest first.

    None are known from before 25 October 2024. AWS does not document the order in which it lists
    them. As long as that is newest first, `most` of them take no more pages than they fill; in any
    other order the newest can be on any page, so that all are read.

    :param service: name or ARN.
    :param most: so many of the newest; None for all.
    :raises NotFound: there is no such service.
    :raises AwsFailure: a call did not succeed.
    """

    def enough(found: Sequence[ServiceDeploymentBrief]) -> bool:
        return most is not None and len(found) >= most and _newest_first(found)

    found = await listed(
        conn,
        ecs_reads.LIST_SERVICE_DEPLOYMENTS,
        _BRIEFS,
        lambda page: page.service_deployments,
        enough=enough,
        cluster=cluster,
        service=service,
    )
    return sorted(found, key=lambda it: it.created_at, reverse=True)[:most]


def _newest_first(found: Sequence[ServiceDeploymentBrief]) -> bool:
    return all(it.created_at >= older.created_at for it, older in pairwise(found))
