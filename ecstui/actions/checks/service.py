"""The service that a change is about, read afresh."""

from ecstui.actions.action import Refused, Site
from ecstui.actions.checks import controller
from ecstui.actions.request import Target
from ecstui.aws import ecs
from ecstui.model.ecs import Service


async def found(site: Site, target: Target) -> Service | None:
    """The service as it is now; None if ECS does not know it any more.

    :raises AwsFailure: it could not be read.
    """
    listing = await ecs.services(site.conn, target.cluster, [target.arn])
    return listing.items[0] if listing.items else None


async def read(site: Site, target: Target) -> Service:
    """The service as it is now.

    :raises Refused: ECS does not know it any more.
    :raises AwsFailure: it could not be read.
    """
    service = await found(site, target)
    if service is None:
        raise Refused(f"There is no service {target.name} in {target.cluster} any more.")
    return service


async def deployable(site: Site, target: Target) -> Service:
    """The service as it is now, of which ECS may be asked for a deployment.

    :raises Refused: ECS does not know it any more, or may not be asked.
    :raises AwsFailure: it could not be read.
    """
    service = await read(site, target)
    controller.refuse(service)
    return service
