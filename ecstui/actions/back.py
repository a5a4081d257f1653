"""Back to the last good revision of a service, in one step and without a question.

A deployment that is under way is stopped, and AWS rolls it back; otherwise the task definition of
the last successful deployment of another one is deployed again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

from ecstui.actions import back_history, back_premise, stop_deployment_look
from ecstui.actions.action import Action, Done, Progress, Refused, Site
from ecstui.actions.back_deploy import look as look_at_revision
from ecstui.actions.back_deploy import step_to
from ecstui.actions.back_history import Past
from ecstui.actions.checks import controller
from ecstui.actions.checks import service as reading
from ecstui.actions.plan import Preflight, Result, Step
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.roll.running import task_definition_of
from ecstui.actions.stop_deployment_step import rollback_step
from ecstui.analysis.last_good import LastGood, Way
from ecstui.analysis.wording import clause, revision
from ecstui.aws import ecs
from ecstui.model.ecs import Service

TO_REVISION = "`:to-revision` goes to one that you name"
SEARCHED = frozenset({Way.GOING_BACK, Way.THERE, Way.DEPLOY})
"""With these the judgement does not change by reading on."""


async def plan(site: Site, target: Target, _: Mapping[str, str]) -> Step:
    """Stop the running deployment, else deploy the last good revision.

    :raises Refused: there is nothing to go back to, or it is there already.
    :raises AwsFailure: the service or its history could not be read.
    """
    service = await reading.deployable(site, target)
    current = task_definition_of(service)
    past = await back_history.past(site, service, lambda known: _enough(known, current))
    found = past.judged(current)
    if found.way is Way.STOP:
        return await _stop(site, target, service, past)
    if found.way is not Way.DEPLOY:
        raise Refused(refusal(target, current, found))
    definition = await ecs.task_definition(site.conn, found.task_definition)
    step = await step_to(site, target, service, definition, past)
    return replace(step, preflight=(_good(found), *step.preflight))


def _enough(past: Past, current: str) -> bool:
    found = past.judged(current)
    return found.way in SEARCHED or (found.way is Way.STOP and bool(found.task_definition))


async def _stop(site: Site, target: Target, service: Service, past: Past) -> Step:
    deployment = await back_history.newest(site, service)
    if deployment is None:
        raise Refused(f"The deployment of {target.name} is over: ask again.")
    return await rollback_step(site, target, service, deployment, past)


def refusal(target: Target, current: str, found: LastGood) -> str:
    """Why there is nothing to do, and what to do instead."""
    name = revision(current)
    match found.way:
        case Way.THERE:
            return (
                f"{target.name} runs {name}, to which its last deployment was rolled back"
                f"{_of(found)}: that is the last good one. {TO_REVISION}."
            )
        case Way.GOING_BACK:
            return f"{target.name} is being rolled back already{_of(found)}."
        case Way.NO_HISTORY:
            return (
                f"AWS knows no deployment of {target.name} of the last 90 days, and none from "
                f"before 25 October 2024: {TO_REVISION}."
            )
    return (
        f"No deployment of {target.name} of the last 90 days was successful with another "
        f"revision than {name}: {TO_REVISION}."
    )


def _of(found: LastGood) -> str:
    deployment = found.deployment
    if deployment is None:
        return ""
    why = f" ({clause(deployment.status_reason)})" if deployment.status_reason else ""
    at = deployment.finished_at
    return f"{f' at {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC' if at else ''}{why}"


def _good(found: LastGood) -> Preflight:
    """When it was deployed successfully, and whether somebody left it for what runs now."""
    name, deployment = revision(found.task_definition), found.deployment
    at = deployment.finished_at if deployment is not None else None
    said = f"{name} was deployed successfully"
    if at is not None:
        said = f"{said} at {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if found.again:
        said = f"{said}; rolling back to it has failed, and may fail again: {TO_REVISION}"
        return Preflight("last good", Result.WARN, said)
    if found.left_at is not None:
        left = f"{found.left_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        said = f"{said}; at {left} somebody went back from it: was it good?"
        return Preflight("last good", Result.WARN, said)
    return Preflight("last good", Result.PASS, said)


async def look(site: Site, done: Done) -> Progress:
    """How the way back goes, whichever it is.

    :raises AwsFailure: it cannot be read.
    """
    if stop_deployment_look.DEPLOYMENT in done.step.mine:
        return await stop_deployment_look.look(site, done)
    return await look_at_revision(site, done)


def title(request: Request) -> str:
    """`Back to last good: checkout`."""
    return f"Back to last good: {request.targets[0].name}"


BACK = Action(
    id="back",
    name="Back to last good",
    does="roll a running deployment back, or deploy the last good revision again",
    key="B",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=back_premise.premise,
    look=look,
    title=title,
    unavailable=controller.obstacle,
)
