"""Who else decides on a container instance: its capacity provider and Auto Scaling group."""

from ecstui.actions.action import Refused, Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.arn import name_in
from ecstui.model.ecs import CapacityProvider, ContainerInstance

NAME = "Auto Scaling group"
MANAGED = (
    "ECS Managed Instances are drained by ECS alone: change the service or the capacity provider"
)


async def check(site: Site, target: Target, instance: ContainerInstance) -> Preflight:
    """What else may happen to the instance; UNKNOWN if its capacity provider cannot be read.

    :raises Refused: it is one of ECS Managed Instances.
    """
    name = instance.capacity_provider_name
    if name is None:
        said = "no capacity provider: a group that it may be in can still terminate or replace it"
        return Preflight(NAME, Result.UNKNOWN, said)
    try:
        listing = await ecs.capacity_providers(site.conn, target.cluster)
    except AwsFailure as failure:
        return unread(NAME, failure)
    provider = next((it for it in listing.items if it.name == name), None)
    if provider is None:
        return Preflight(NAME, Result.UNKNOWN, f"the capacity provider {name} is not known")
    if provider.kind == "MANAGED_INSTANCES":
        raise Refused(f"{target.name}: {MANAGED}.")
    return _judged(provider)


def _judged(provider: CapacityProvider) -> Preflight:
    group = provider.auto_scaling_group_provider
    if group is None:
        return Preflight(NAME, Result.PASS, f"the capacity provider {provider.name} has none")
    scaled = group.managed_scaling is not None and group.managed_scaling.status == "ENABLED"
    protected = group.managed_termination_protection == "ENABLED"
    said = [f"{name_in(group.auto_scaling_group_arn)} may still terminate it"]
    if scaled:
        said = ["managed scaling may start another instance and terminate this one"]
    said.append(
        "managed termination protection spares it while tasks run on it"
        if protected
        else "no managed termination protection"
    )
    return Preflight(NAME, Result.PASS if protected else Result.WARN, "; ".join(said))
