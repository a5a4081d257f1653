"""Suspend: keep autoscaling from changing a service's desired count.

Source: Application Auto Scaling User Guide, "Suspend and resume scaling": nothing else of the
registration changes, and metrics and alarms go on.
"""

from collections.abc import Mapping

from ecstui.actions.action import Action, Form, Refused, Site
from ecstui.actions.plan import Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scaling_limits_look import look
from ecstui.actions.scaling_limits_registration import premise, read, step, unavailable
from ecstui.actions.suspend_scaling_flags import WHAT, all_of, asked, chosen, flags, named, wish

ID, INVERSE = "suspend", "resume"


async def form(site: Site, target: Target) -> Form:
    """What is to be suspended; at first all of it."""
    choices = (
        (all_of(), "all: scaling in, scaling out, scheduled actions"),
        ("in", "scaling in: what was scaled out stays"),
        ("out", "scaling out"),
        ("scheduled", "scheduled actions"),
    )
    return await asked(site, target, "Suspend", choices)


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """RegisterScalableTarget with the flags, and without limits."""
    more = chosen(inputs)
    found = await read(site, target)
    before = flags(found.known)
    after = before | more
    if after == before:
        raise Refused(f"Autoscaling of {target.name} is suspended already: {named(before)}.")
    back = Request(INVERSE, (target,), {WHAT: ",".join(sorted(after - before))})
    undo = Undo(f"resume {named(after - before)}", back)
    effect = f"{named(after)} suspended until somebody resumes it"
    return await step(site, found, await wish(site, found, after, effect, undo))


def title(request: Request) -> str:
    """`Suspend autoscaling of checkout`, `… of 3 services`."""
    return f"Suspend autoscaling of {request.whose('services')}"


SUSPEND = Action(
    id=ID,
    name="Suspend",
    does="stop autoscaling from changing the desired count",
    key="",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
    many=True,
)
