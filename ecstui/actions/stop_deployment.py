"""Stop a running service deployment, or answer the pause hook at which it waits.

Sources: Amazon ECS API Reference, StopServiceDeployment (its only documented stop type is ROLLBACK)
and ContinueServiceDeployment; Developer Guide, "Pause hooks for Amazon ECS service deployments".
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from ecstui.actions import back_history, back_premise
from ecstui.actions.action import Action, Facts, Field, Form, Refused, Site
from ecstui.actions.back_history import Past
from ecstui.actions.checks import controller
from ecstui.actions.checks import service as reading
from ecstui.actions.plan import Step
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.stop_deployment_look import look
from ecstui.actions.stop_deployment_step import ROLLBACK, continue_step, rollback_step
from ecstui.analysis.last_good import GOING_BACK, GOING_ON
from ecstui.analysis.wording import ago
from ecstui.model.ecs import Service, ServiceDeployment
from ecstui.model.service_deployment import LifecycleHook

ID = "stop-deployment"
ANSWER, CONTINUE = "answer", "CONTINUE"
NONE = "no deployment is under way"
CHOICES = ((ROLLBACK, "roll back"), (CONTINUE, "let it go on"))
SETTLED = frozenset({"COMPLETED", "FAILED"})


def unavailable(facts: Facts) -> str:
    """Only what the service itself tells: of some strategies it does not tell that all is over."""
    if why := controller.obstacle(facts):
        return why
    settled = (
        isinstance(facts, Service)
        and len(facts.deployments) == 1
        and facts.deployments[0].rollout_state in SETTLED
    )
    return NONE if settled else ""


async def form(site: Site, target: Target) -> Form:
    """The one choice that a deployment leaves which waits at a pause hook; else there is none."""
    _, deployment = await _running(site, target)
    hook = back_premise.paused(deployment)
    if hook is None:
        return Form(())
    answer = Field(ANSWER, "The deployment", ROLLBACK, CHOICES)
    return Form((answer,), (waits(deployment, hook, site.clock.now()),))


def waits(deployment: ServiceDeployment, hook: LifecycleHook, now: datetime) -> str:
    """`It waits at POST_SCALE_UP until 15:03 UTC, 42m from now.`"""
    where = f"It waits at {deployment.lifecycle_stage or 'a pause hook'}"
    until = hook.expires_at
    if until is None:
        return f"{where} until somebody answers."
    left = f"{ago(until - now)} from now" if until > now else "which has passed"
    at = until.astimezone(UTC)
    return f"{where} until {at:%Y-%m-%d %H:%M:%S} UTC, {left}; then AWS does as the hook says."


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """One call for the service deployment that is under way.

    :raises Refused: none is, or it waits for no answer.
    :raises AwsFailure: it could not be read.
    """
    service, deployment = await _running(site, target)
    past = await back_history.past(site, service, _known)
    hook = back_premise.paused(deployment)
    if inputs.get(ANSWER, ROLLBACK) != CONTINUE:
        return await rollback_step(site, target, service, deployment, past, hook)
    if hook is None:
        raise Refused(f"The deployment of {target.name} waits at no pause hook.")
    if hook.expires_at is not None and hook.expires_at <= site.clock.now():
        raise Refused("The time of the pause hook has run out: AWS has answered it by itself.")
    return await continue_step(site, target, service, deployment, hook, past)


def _known(past: Past) -> bool:
    return bool(past.judged("").task_definition)


async def _running(site: Site, target: Target) -> tuple[Service, ServiceDeployment]:
    service = await reading.deployable(site, target)
    deployment = await back_history.newest(site, service)
    if deployment is None or deployment.status not in GOING_ON | GOING_BACK:
        raise Refused(f"{target.name}: {NONE}. `:back` goes back to the last good one.")
    if deployment.status in GOING_BACK:
        raise Refused(f"The deployment of {target.name} is {deployment.status} already.")
    return service, deployment


def title(request: Request) -> str:
    """`Roll back the deployment of checkout`."""
    goes_on = request.inputs.get(ANSWER) == CONTINUE
    verb = "Continue" if goes_on else "Roll back"
    return f"{verb} the deployment of {request.targets[0].name}"


STOP_DEPLOYMENT = Action(
    id=ID,
    name="Stop deployment",
    does="roll a running deployment back, or answer its pause hook",
    key="X",
    about=(TargetKind.SERVICE,),
    plan=plan,
    premise=back_premise.premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
)
