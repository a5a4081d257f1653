"""What going back, to a revision or by stopping a deployment, rests on."""

from collections.abc import Mapping

from ecstui.actions import back_history, scale_premise
from ecstui.actions.action import Site
from ecstui.actions.checks import service as reading
from ecstui.actions.request import Target
from ecstui.analysis.wording import short_name
from ecstui.aws.errors import Denied
from ecstui.model.ecs import Service, ServiceDeployment
from ecstui.model.service_deployment import LifecycleHook

AWAITING = "AWAITING_ACTION"
PAUSE = "PAUSE"


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """Read afresh.

    :raises Refused: there is no such service any more.
    :raises AwsFailure: it cannot be read.
    """
    service = await reading.read(site, target)
    try:
        return of(service, await back_history.newest(site, service))
    except Denied:  # Where the plan does without it, so does the premise.
        return scale_premise.of_service(service)


def of(service: Service, newest: ServiceDeployment | None) -> dict[str, str]:
    """The same, of what was read for the plan."""
    found = scale_premise.of_service(service)
    if newest is None:
        return found
    found["service deployment"] = f"{short_name(newest.service_deployment_arn)} {newest.status}"
    if (hook := paused(newest)) is not None:
        found["pause hook"] = f"{hook.hook_id} {hook.status}"
    return found


def paused(deployment: ServiceDeployment) -> LifecycleHook | None:
    """The pause hook at which it waits for a person (Developer Guide, "Pause hooks")."""
    if deployment.status != "IN_PROGRESS":
        return None
    hooks = deployment.lifecycle_hook_details
    waiting = (it for it in hooks if it.target_type == PAUSE and it.status == AWAITING)
    return next((it for it in waiting if it.hook_id is not None), None)
