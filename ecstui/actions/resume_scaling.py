"""Resume: let autoscaling change a service's desired count again.

Source: Application Auto Scaling User Guide, "Suspend and resume scaling".
"""

from collections.abc import Mapping

from ecstui.actions.action import Action, Form, Refused, Site
from ecstui.actions.plan import Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.scaling_limits_look import look
from ecstui.actions.scaling_limits_registration import premise, read, step, unavailable
from ecstui.actions.suspend_scaling_flags import WHAT, all_of, asked, chosen, flags, named, wish

ID, INVERSE = "resume", "suspend"


async def form(site: Site, target: Target) -> Form:
    """What is to be resumed; at first all of it."""
    choices = (
        (all_of(), "all that is suspended"),
        ("in", "scaling in"),
        ("out", "scaling out: what was scaled out stays"),
        ("scheduled", "scheduled actions"),
    )
    return await asked(site, target, "Resume", choices)


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """RegisterScalableTarget with the flags, and without limits."""
    less = chosen(inputs)
    found = await read(site, target)
    before = flags(found.known)
    after = before - less
    if after == before:
        now = named(before) or "nothing"
        raise Refused(f"Not suspended for {target.name}: {named(less)}. Suspended is {now}.")
    back = Request(INVERSE, (target,), {WHAT: ",".join(sorted(before - after))})
    undo = Undo(f"suspend {named(before - after)}", back)
    effect = f"{named(before - after)} may change it from now on"
    return await step(site, found, await wish(site, found, after, effect, undo))


def title(request: Request) -> str:
    """`Resume autoscaling of checkout`, `… of 3 services`."""
    return f"Resume autoscaling of {request.whose('services')}"


RESUME = Action(
    id=ID,
    name="Resume",
    does="let autoscaling change the desired count again",
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
