"""A step that stops a service deployment, so that AWS rolls it back."""

import asyncio
from dataclasses import replace

from ecstui.actions import back_premise
from ecstui.actions.action import Site
from ecstui.actions.back_deploy import TASK_DEFINITION, TO_REVISION
from ecstui.actions.back_history import Past
from ecstui.actions.checks import iac_owner, image_exists, permission
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target
from ecstui.actions.roll.running import task_definition_of
from ecstui.actions.stop_deployment_look import BACK_TO, DEPLOYMENT, DEPLOYS, HOOK
from ecstui.analysis.wording import quantity, revision
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Service, ServiceDeployment
from ecstui.model.service_deployment import LifecycleHook

ROLLBACK = "ROLLBACK"
"""The one stop type that AWS documents as valid (API Reference, StopServiceDeployment)."""
NOWHERE = "AWS knows no successful deployment to go back to: this one would only be stopped"
WAY_BACK = "way back"


async def rollback_step(
    site: Site,
    target: Target,
    service: Service,
    deployment: ServiceDeployment,
    past: Past,
    hook: LifecycleHook | None = None,
) -> Step:
    """Roll a service deployment back.

    :param past: with the service revision of what it goes back to, if there is any.
    :param hook: the pause hook at which it waits, if the rollback is to be its answer.
    """
    goes_to, deploys = _last_successful(past), _deploys(past, deployment, service)
    name = deployment.service_deployment_arn
    operation, how = ecs_writes.STOP_SERVICE_DEPLOYMENT, {"stopType": ROLLBACK}
    if hook is not None:
        operation = ecs_writes.CONTINUE_SERVICE_DEPLOYMENT
        how = {"hookId": hook.hook_id or "", "action": ROLLBACK}
    return Step(
        target=target,
        calls=(Call(operation, {"serviceDeploymentArn": name, **how}),),
        changes=_changes(deployment, deploys, goes_to),
        premise=back_premise.of(service, deployment),
        effect=_effect(deployment, deploys, goes_to),
        undo=deploy_forward(target, deploys),
        preflight=await _checks(site, service, deployment, goes_to, f"ecs:{operation.name}"),
        tags={tag.key: tag.value for tag in service.tags},
        mine={DEPLOYMENT: name, DEPLOYS: deploys, BACK_TO: goes_to},
    )


async def continue_step(
    site: Site,
    target: Target,
    service: Service,
    deployment: ServiceDeployment,
    hook: LifecycleHook,
    past: Past,
) -> Step:
    """Let a service deployment go on from the pause hook at which it waits."""
    name, deploys = deployment.service_deployment_arn, _deploys(past, deployment, service)
    parameters = {"serviceDeploymentArn": name, "hookId": hook.hook_id, "action": "CONTINUE"}
    needs = {"ecs:ContinueServiceDeployment": [name]}
    stage = deployment.lifecycle_stage or "the stage"
    undo = Request("stop-deployment", (target,), {"answer": ROLLBACK})
    return Step(
        target=target,
        calls=(Call(ecs_writes.CONTINUE_SERVICE_DEPLOYMENT, parameters),),
        changes=(Change("pause hook", back_premise.AWAITING, "SUCCEEDED"),),
        premise=back_premise.of(service, deployment),
        effect=f"the deployment of {revision(deploys)} goes on from {stage}",
        undo=Undo("rolls it back, as long as it goes on", undo),
        preflight=(await permission.check(site, needs),),
        tags={tag.key: tag.value for tag in service.tags},
        mine={DEPLOYMENT: name, DEPLOYS: deploys, HOOK: hook.hook_id or ""},
    )


def deploy_forward(target: Target, deploys: str) -> Undo:
    """A deployment that was rolled back does not come back; another one can begin."""
    request = Request(TO_REVISION, (target,), {TASK_DEFINITION: deploys})
    return Undo(f"cannot be undone: deploy {revision(deploys)} anew", request)


def _last_successful(past: Past) -> str:
    """The ARN of the task definition that AWS goes back to; empty if there is none."""
    found = past.judged("")
    return found.task_definition


def _deploys(past: Past, deployment: ServiceDeployment, service: Service) -> str:
    target = deployment.target_service_revision
    known = past.deploys.get(target.arn, "") if target is not None else ""
    return known or task_definition_of(service)


def _changes(deployment: ServiceDeployment, deploys: str, goes_to: str) -> tuple[Change, ...]:
    after = revision(goes_to) if goes_to else "none that AWS knows"
    end = "ROLLBACK_SUCCESSFUL" if goes_to else "STOPPED"
    return (
        Change("task definition", revision(deploys), after),
        Change("service deployment", deployment.status, end),
    )


def _effect(deployment: ServiceDeployment, deploys: str, goes_to: str) -> str:
    target = deployment.target_service_revision
    running = target.running_task_count + target.pending_task_count if target is not None else 0
    stopped = f"{quantity(running, 'task')} of {revision(deploys)} replaced"
    if goes_to == deploys:
        return f"{quantity(running, 'task')} replaced, back to what ran of {revision(deploys)}"
    return f"{stopped}, back to {revision(goes_to)}" if goes_to else "the deployment ends"


async def _checks(
    site: Site, service: Service, deployment: ServiceDeployment, goes_to: str, action: str
) -> tuple[Preflight, ...]:
    allowed, images = await asyncio.gather(
        permission.check(site, {action: [deployment.service_deployment_arn]}),
        _images(site, goes_to),
    )
    return (*images, allowed, iac_owner.check(service.tags))


async def _images(site: Site, goes_to: str) -> tuple[Preflight, ...]:
    """Whether the old tasks can be started again; that they cannot keeps nobody from stopping."""
    if not goes_to:
        return (Preflight(WAY_BACK, Result.WARN, NOWHERE),)
    try:
        definition = await ecs.task_definition(site.conn, goes_to)
    except AwsFailure as failure:
        return (unread(WAY_BACK, failure),)
    containers = definition.container_definitions
    found = await asyncio.gather(*(image_exists.check(site, c.name, c.image) for c in containers))
    return tuple(
        replace(each, result=Result.WARN) if each.result is Result.FAIL else each for each in found
    )
