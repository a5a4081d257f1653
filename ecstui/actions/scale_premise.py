"""What a change of a service's size rests on, by names for a person."""

from ecstui.actions.action import Site
from ecstui.actions.checks import autoscaling
from ecstui.actions.request import Target
from ecstui.analysis.wording import revision
from ecstui.aws.errors import AwsFailure
from ecstui.model.autoscaling import ScalableTarget
from ecstui.model.ecs import Deployment, Service


def of_service(service: Service) -> dict[str, str]:
    """Its size and what runs, or is to run, in it."""
    return {
        "status": service.status,
        "desired count": str(service.desired_count),
        "task definition": revision(service.task_definition or "none"),
        "deployments": ", ".join(_deployment(each) for each in service.deployments) or "none",
    }


def _deployment(deployment: Deployment) -> str:
    state = f" {deployment.rollout_state}" if deployment.rollout_state else ""
    return f"{deployment.id} {deployment.status}{state}"


def of_autoscaling(target: ScalableTarget | None) -> dict[str, str]:
    """Its limits, and what is suspended."""
    if target is None:
        return {"autoscaling": "none"}
    limits = f"{target.min_capacity} to {target.max_capacity}"
    return {"autoscaling": limits, "suspended": autoscaling.suspended(target) or "nothing"}


async def of_autoscaling_if_told(site: Site, target: Target) -> dict[str, str]:
    """The same, where the change can be made without knowing it."""
    try:
        return of_autoscaling(await autoscaling.read_target(site, target))
    except AwsFailure:  # The preview says that it is not known, and why.
        return {"autoscaling": "not known"}
