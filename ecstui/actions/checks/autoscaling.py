"""What Application Auto Scaling would make of a desired count that is set by hand.

Sources: Application Auto Scaling User Guide, "Suspend and resume scaling"; Amazon ECS Developer
Guide, "Automatically scale your Amazon ECS service". ECS itself takes any count: it does not know
the limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.aws import application_autoscaling
from ecstui.aws.errors import AwsFailure
from ecstui.model.arn import name_in
from ecstui.model.autoscaling import ScalableTarget, ScalingPolicy

NAME = "autoscaling"
TRACKING = "TargetTrackingScaling"
PREDICTIVE = "PredictiveScaling"
KINDS = {"StepScaling": "step scaling", PREDICTIVE: "predictive scaling"}


@dataclass(frozen=True, slots=True)
class Autoscaling:
    """Between which limits a service is scaled, and by what."""

    target: ScalableTarget
    policies: tuple[ScalingPolicy, ...] = ()

    @property
    def limits(self) -> str:
        """`2 to 10`."""
        return f"{self.target.min_capacity} to {self.target.max_capacity}"

    def within(self, count: int) -> int:
        """The count nearest to this one that the limits allow."""
        return min(max(count, self.target.min_capacity), self.target.max_capacity)


def resource_id(target: Target) -> str:
    """How Application Auto Scaling calls the service."""
    return application_autoscaling.resource_id(name_in(target.cluster), name_in(target.arn))


async def read_target(site: Site, target: Target) -> ScalableTarget | None:
    """The limits of the service; None if it is not autoscaled.

    :raises AwsFailure: they could not be read.
    """
    found = await application_autoscaling.scalable_targets(site.conn, [resource_id(target)])
    return found[0] if found else None


async def read(site: Site, target: Target) -> Autoscaling | None:
    """The limits and the policies of the service; None if it is not autoscaled.

    :raises AwsFailure: they could not be read.
    """
    found = await read_target(site, target)
    if found is None:
        return None
    policies = await application_autoscaling.scaling_policies(site.conn, resource_id(target))
    return Autoscaling(found, policies)


async def check(site: Site, target: Target, count: int) -> Preflight:
    """Whether autoscaling would leave the service at this count."""
    try:
        return judge(await read(site, target), count)
    except AwsFailure as failure:
        return unread(NAME, failure)


def judge(known: Autoscaling | None, count: int) -> Preflight:
    """What would become of the count; what is suspended cannot change it."""
    if known is None:
        return Preflight(NAME, Result.PASS, "the service is not autoscaled")
    said = _outside(known, count) or _predictive(known) or _inside(known)
    if said:
        return Preflight(NAME, Result.WARN, said)
    return Preflight(NAME, Result.PASS, f"suspended: {suspended(known.target)}")


def _outside(known: Autoscaling, count: int) -> str:
    target, state = known.target, known.target.suspended_state
    if count < target.min_capacity and not state.dynamic_scaling_out_suspended:
        least = target.min_capacity
        return f"{count} is below the minimum: the next scale-out jumps to {least} or more"
    if count > target.max_capacity and not state.dynamic_scaling_in_suspended:
        most = target.max_capacity
        return f"{count} is above the maximum: the next scale-in drops to {most} or less"
    return ""


def _predictive(known: Autoscaling) -> str:
    """It has no flag in the registration: only its own mode ends it."""
    names = [it.policy_name for it in known.policies if it.policy_type == PREDICTIVE]
    return f"predictive scaling {', '.join(names)} may raise it, suspended or not" if names else ""


def _inside(known: Autoscaling) -> str:
    state = known.target.suspended_state
    ways = {
        "lower": not state.dynamic_scaling_in_suspended,
        "raise": not state.dynamic_scaling_out_suspended,
    }
    verbs = " or ".join(verb for verb, possible in ways.items() if possible)
    if known.policies and verbs:
        return f"{by(known.policies)} may {verbs} it at once (from {known.limits})"
    if not state.scheduled_scaling_suspended:
        return f"a scheduled action, if there is one, may change it (from {known.limits})"
    return ""


def by(policies: Sequence[ScalingPolicy]) -> str:
    """`target tracking on ECSServiceAverageCPUUtilization 50`, and so on for all policies."""
    return ", ".join(_policy(policy) for policy in policies)


def _policy(policy: ScalingPolicy) -> str:
    tracking = policy.target_tracking_scaling_policy_configuration
    if policy.policy_type == TRACKING and tracking is not None:
        on = tracking.metric or policy.policy_name
        return f"target tracking on {on} {tracking.target_value:g}"
    return f"{KINDS.get(policy.policy_type, policy.policy_type)} {policy.policy_name}"


def suspended(target: ScalableTarget) -> str:
    """What of autoscaling is suspended, e.g. `scaling in, scaling out`; empty if nothing is."""
    state = target.suspended_state
    flags = {
        "scaling in": state.dynamic_scaling_in_suspended,
        "scaling out": state.dynamic_scaling_out_suspended,
        "scheduled actions": state.scheduled_scaling_suspended,
    }
    return ", ".join(name for name, set_ in flags.items() if set_)
