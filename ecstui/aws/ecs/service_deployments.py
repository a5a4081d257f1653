"""Reads of service deployments."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, described
from ecstui.model.ecs import WIRE, Failure, ServiceDeployment
from ecstui.model.listing import Listing


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceDeployments:
    service_deployments: tuple[ServiceDeployment, ...]
    failures: tuple[Failure, ...] = ()


_SERVICE_DEPLOYMENTS = TypeAdapter(_ServiceDeployments)


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

    return await described(arns, describe, 20, lambda it: -it.created_at.timestamp())
