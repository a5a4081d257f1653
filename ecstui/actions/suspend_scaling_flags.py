"""What of autoscaling can be suspended, and a registration with other flags."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from ecstui.actions.action import Field, Form, Refused, Site
from ecstui.actions.checks import autoscaling
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Change, Preflight, Undo
from ecstui.actions.request import Target
from ecstui.actions.scaling_limits_look import registered
from ecstui.actions.scaling_limits_registration import Registration, Wish, read
from ecstui.aws import application_autoscaling
from ecstui.aws.errors import AwsFailure
from ecstui.model.autoscaling import ScalableTarget, SuspendedState

WHAT = "what"
"""The input: some of the names below, with commas."""
MEMBERS: Mapping[str, str] = {
    "in": "DynamicScalingInSuspended",
    "out": "DynamicScalingOutSuspended",
    "scheduled": "ScheduledScalingSuspended",
}


def all_of() -> str:
    """All that can be suspended, as it is typed."""
    return ",".join(MEMBERS)


def chosen(inputs: Mapping[str, str]) -> frozenset[str]:
    """What was chosen; all if nothing was said.

    :raises Refused: there is no such thing.
    """
    found = frozenset(inputs.get(WHAT, all_of()).replace(" ", "").split(","))
    if unknown := sorted(found - set(MEMBERS)):
        raise Refused(f"There is no {unknown[0]!r} to suspend: it is one of {all_of()}.")
    return found


def flags(target: ScalableTarget) -> frozenset[str]:
    """What is suspended."""
    state = target.suspended_state
    by_name = {
        "in": state.dynamic_scaling_in_suspended,
        "out": state.dynamic_scaling_out_suspended,
        "scheduled": state.scheduled_scaling_suspended,
    }
    return frozenset(name for name, suspended in by_name.items() if suspended)


def having(target: ScalableTarget, names: Set[str]) -> ScalableTarget:
    """The same target with exactly these suspended."""
    state = SuspendedState("in" in names, "out" in names, "scheduled" in names)
    return replace(target, suspended_state=state)


def named(names: Set[str]) -> str:
    """`scaling in, scheduled actions`; empty for nothing."""
    return autoscaling.suspended(having(ScalableTarget("", 0, 0), names))


async def asked(site: Site, target: Target, label: str, choices: Sequence[tuple[str, str]]) -> Form:
    """Which of them; the first choice unless another is made."""
    found = await read(site, target)
    now = f"Suspended now: {named(flags(found.known)) or 'nothing'}."
    return Form((Field(WHAT, label, choices[0][0], choices),), (now,))


async def wish(site: Site, found: Registration, after: Set[str], effect: str, undo: Undo) -> Wish:
    """All three flags are sent: one that is left out of the structure counts as false."""
    known, then = found.known, having(found.known, after)
    count = found.within(known.min_capacity, known.max_capacity)
    limits = f"{known.min_capacity} to {known.max_capacity}"
    was, becomes = autoscaling.suspended(known), autoscaling.suspended(then)
    state = {member: name in after for name, member in MEMBERS.items()}
    return Wish(
        parameters={"SuspendedState": state},
        changes=(Change("suspended", was or "nothing", becomes or "nothing"),),
        count=count,
        preflight=(await _policies(site, found, then, count),),
        effect=effect,
        undo=undo,
        mine=registered(limits, becomes, limits, was),
    )


async def _policies(site: Site, found: Registration, then: ScalableTarget, count: int) -> Preflight:
    """What autoscaling can still do, or can do again."""
    try:
        policies = await application_autoscaling.scaling_policies(
            site.conn, autoscaling.resource_id(found.target)
        )
    except AwsFailure as failure:
        return unread(autoscaling.NAME, failure)
    return autoscaling.judge(autoscaling.Autoscaling(then, policies), count)
