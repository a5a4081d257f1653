"""Limits: between which counts autoscaling may move a service.

Source: Application Auto Scaling API Reference, RegisterScalableTarget.
"""

from collections.abc import Mapping

from ecstui.actions.action import Action, Field, Form, Refused, Site
from ecstui.actions.checks import autoscaling
from ecstui.actions.plan import Change, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scale import wrong
from ecstui.actions.scaling_limits_look import look, registered
from ecstui.actions.scaling_limits_registration import (
    Registration,
    Wish,
    premise,
    read,
    step,
    unavailable,
)

ID = "limits"
LEAST, MOST = "min", "max"


async def form(site: Site, target: Target) -> Form:
    """Both limits, which are at first as they are."""
    found = await read(site, target)
    known, service = found.known, found.service
    off = autoscaling.suspended(known)
    notes = (
        f"Now: {service.desired_count} desired, {service.running_count} running.",
        "A desired count outside the limits is moved into them at once.",
        *((f"Suspended: {off}; `:resume` takes it up again.",) if off else ()),
    )
    fields = (
        Field(LEAST, "Minimum", str(known.min_capacity), check=wrong),
        Field(MOST, "Maximum", str(known.max_capacity), check=wrong),
    )
    return Form(fields, notes)


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """RegisterScalableTarget with the limits that change."""
    least, most = _limits(target, inputs)
    found = await read(site, target)
    known = found.known
    if (least, most) == (known.min_capacity, known.max_capacity):
        raise Refused(f"The limits of {target.name} are {least} to {most} already.")
    return await step(site, found, _wish(found, least, most))


def _limits(target: Target, inputs: Mapping[str, str]) -> tuple[int, int]:
    for typed in (inputs.get(LEAST, ""), inputs.get(MOST, "")):
        if said := wrong(typed):
            raise Refused(f"The limits of {target.name}: {said}")
    least, most = int(inputs[LEAST]), int(inputs[MOST])
    if least > most:
        raise Refused(f"The limits of {target.name}: the minimum {least} is above {most}.")
    return least, most


def _wish(found: Registration, least: int, most: int) -> Wish:
    known, count = found.known, found.within(least, most)
    limits = (
        ("MinCapacity", "minimum", known.min_capacity, least),
        ("MaxCapacity", "maximum", known.max_capacity, most),
    )
    changed = [each for each in limits if each[2] != each[3]]
    old = {LEAST: str(known.min_capacity), MOST: str(known.max_capacity)}
    back = f"limits of {known.min_capacity} to {known.max_capacity} again"
    if count != found.service.desired_count:
        back += f"; the desired count stays {count} unless that is outside of them"
    return Wish(
        parameters={member: after for member, _, _, after in changed},
        changes=tuple(Change(name, str(was), str(after)) for _, name, was, after in changed),
        count=count,
        preflight=(),
        effect=f"autoscaling keeps it from {least} to {most}",
        undo=Undo(back, Request(ID, (found.target,), old)),
        mine=registered(
            f"{least} to {most}", autoscaling.suspended(known),
            f"{known.min_capacity} to {known.max_capacity}", autoscaling.suspended(known),
        ),
    )  # fmt: skip


def title(request: Request) -> str:
    """`Autoscale checkout from 2 to 12`."""
    least, most = (request.inputs.get(each, "?") for each in (LEAST, MOST))
    return f"Autoscale {request.targets[0].name} from {least} to {most}"


LIMITS = Action(
    id=ID,
    name="Limits",
    does="change between which counts a service is autoscaled",
    key="",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
)
