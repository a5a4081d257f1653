"""Whether a deployment of a service goes on."""

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.wording import ago, revision
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Deployment, Service, ServiceDeployment

NAME = "deployment"
OVER = frozenset({"SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"})
"""The statuses of a service deployment that is at its end."""


async def check(site: Site, service: Service) -> Preflight:
    """Whether one is under way, of whatever strategy, and how far it is."""
    rolling = under_way(service)
    if rolling is not None:
        since = ago(site.clock.now() - rolling.created_at)
        far = f"{rolling.running_count} of {rolling.desired_count} on"
        said = f"one is under way, begun {since} ago: {far} {revision(rolling.task_definition)}"
        return Preflight(NAME, Result.WARN, said)
    try:
        current = await _current(site, service)
    except AwsFailure as failure:
        return unread(NAME, failure)
    if current is not None and current.status not in OVER:
        at = " at ".join(filter(None, (current.status, current.lifecycle_stage)))
        return Preflight(NAME, Result.WARN, f"one is under way: {at}")
    return Preflight(NAME, Result.PASS, "none is under way")


def under_way(service: Service) -> Deployment | None:
    """The rolling update that goes on, as far as the service itself tells of it."""
    primary = next((each for each in service.deployments if each.status == "PRIMARY"), None)
    others = any(each.status == "ACTIVE" for each in service.deployments)
    if primary is not None and (primary.rollout_state == "IN_PROGRESS" or others):
        return primary
    return None


async def _current(site: Site, service: Service) -> ServiceDeployment | None:
    """Of blue/green and the like the service itself does not tell whether they are over."""
    arn = service.current_service_deployment
    if arn is None:
        return None
    found = await ecs.service_deployments(site.conn, [arn])
    return found.items[0] if found.items else None
