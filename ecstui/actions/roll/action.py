"""Give a service a new revision of what it runs, or a new deployment of the same."""

from collections.abc import Mapping

from ecstui.actions.action import Action, Refused, Site
from ecstui.actions.checks.controller import obstacle
from ecstui.actions.plan import Step
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.roll import fields, forced, revised
from ecstui.actions.roll.edits import edited
from ecstui.actions.roll.form import form
from ecstui.actions.roll.look import look
from ecstui.actions.roll.premise import premise
from ecstui.actions.roll.registration import checked, registration
from ecstui.actions.roll.running import Running, running


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """What the inputs would do; without any, or if they change nothing, the same is deployed anew.

    :raises Refused: the service is not ECS's to deploy, or an input does not fit.
    :raises AwsFailure: service or task definition could not be read.
    """
    now = await running(site, target)
    _check_revision(now, inputs)
    if not any(text.strip() for name, text in inputs.items() if name != fields.REVISION):
        return await forced.step(site, target, now)
    before = await registration(now.answer)
    after = await checked(edited(before, inputs))
    if after == before:
        return await forced.step(site, target, now)
    return await revised.step(site, target, now, before, after)


def _check_revision(now: Running, inputs: Mapping[str, str]) -> None:
    """A form that was filled from something else would take back what was rolled meanwhile."""
    name = now.definition.name
    if inputs.get(fields.REVISION, name) != name:
        raise Refused(
            f"{name} runs now, and the form was filled from {inputs[fields.REVISION]}: "
            "open it again."
        )


def title(request: Request) -> str:
    """`Roll checkout`, `Roll 3 services`."""
    targets = request.targets
    return f"Roll {targets[0].name}" if len(targets) == 1 else f"Roll {len(targets)} services"


ROLL = Action(
    id="roll",
    name="Roll",
    does="register a new revision and deploy it, or deploy the same anew",
    key="R",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=obstacle,
    many=True,
)
