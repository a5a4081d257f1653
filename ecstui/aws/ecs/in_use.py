"""The services of a Region with the task definitions that they run."""

from collections.abc import Mapping
from functools import partial

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.clusters import clusters
from ecstui.aws.ecs.services import services
from ecstui.aws.ecs.task_definitions import task_definition
from ecstui.aws.paging import in_flight
from ecstui.model.ecs import Service
from ecstui.model.task_definition import TaskDefinition


async def all_services(conn: ReadConnection) -> tuple[Service, ...]:
    """Every service of every cluster of the Region.

    :raises AwsFailure: a call did not succeed.
    """
    found = (await clusters(conn)).items
    reads = [partial(services, conn, cluster.cluster_arn) for cluster in found]
    return tuple(service for listing in await in_flight(reads) for service in listing.items)


def definitions_of(service: Service) -> frozenset[str]:
    """The ARNs of what a service runs, also of what a deployment replaces."""
    running = (each.task_definition for each in service.deployments)
    return frozenset(arn for arn in (service.task_definition, *running) if arn)


async def definitions_in_use(
    conn: ReadConnection, found: tuple[Service, ...], most: int
) -> Mapping[str, TaskDefinition] | None:
    """The task definitions of some services, by ARN: one call each; None if they are too many.

    :raises AwsFailure: a call did not succeed.
    """
    arns = sorted({arn for service in found for arn in definitions_of(service)})
    if len(arns) > most:
        return None
    reads = [partial(task_definition, conn, arn) for arn in arns]
    return dict(zip(arns, await in_flight(reads), strict=True))
