"""Drain a container instance, or take it back into use.

Source: Amazon ECS API Reference, UpdateContainerInstancesState, and Developer Guide, "Draining
Amazon ECS container instances": services move their tasks as their percentages allow, standalone
tasks stay until they end or are stopped.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ecstui.actions import drain_capacity, drain_tasks
from ecstui.actions.action import Action, Field, Form, Refused, Site
from ecstui.actions.checks import fresh, permission
from ecstui.actions.drain_look import ACTIVE, DRAINING, STATUS, look
from ecstui.actions.drain_tasks import Tasks
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.analysis.wording import quantity
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import ContainerInstance

ACTION = "ecs:UpdateContainerInstancesState"
INVERSE = {ACTIVE: DRAINING, DRAINING: ACTIVE}
MEANINGS = {
    DRAINING: "services move their tasks away; no new tasks are placed on it",
    ACTIVE: "tasks may be placed on it again",
}


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """Give one container instance the other status.

    :raises Refused: it has that status already, comes or goes, or ECS alone drains it.
    """
    wanted = inputs.get(STATUS, DRAINING)
    if wanted not in INVERSE:
        raise Refused(f"A container instance can be made ACTIVE or DRAINING, not {wanted}.")
    instance = await fresh.instance(site, target)
    _check(target, instance, wanted)
    tasks = await drain_tasks.read(site, target)
    group = await drain_capacity.check(site, target, instance)
    allowed = await permission.check(site, {ACTION: [target.arn]})
    moves = await _moves(site, target, instance, tasks) if wanted == DRAINING else ()
    parameters = {
        "cluster": target.cluster,
        "containerInstances": [target.arn],
        "status": wanted,
    }
    return Step(
        target=target,
        calls=(Call(ecs_writes.UPDATE_CONTAINER_INSTANCES_STATE, parameters),),
        changes=(Change(STATUS, instance.status, wanted),),
        premise=_premise(instance),
        effect=_draining(tasks) if wanted == DRAINING else "tasks may be placed on it again",
        undo=_undo(target, wanted),
        preflight=(*moves, group, allowed),
        tags={tag.key: tag.value for tag in instance.tags},
        mine={STATUS: wanted},
    )


def _check(target: Target, instance: ContainerInstance, wanted: str) -> None:
    """:raises Refused: it cannot be given the status."""
    if why := unavailable(instance):
        raise Refused(f"{target.name}: {why}.")
    if instance.status == wanted:
        raise Refused(f"{target.name} is {wanted} already.")


def unavailable(facts: Any) -> str:
    """Why its status cannot be changed."""
    if isinstance(facts, ContainerInstance) and facts.status not in INVERSE:
        return f"the instance is {facts.status}: only ACTIVE and DRAINING ones can be changed"
    return ""


async def _moves(
    site: Site, target: Target, instance: ContainerInstance, tasks: Tasks
) -> tuple[Preflight, ...]:
    connected = instance.agent_connected
    agent = Preflight(
        "agent",
        Result.PASS if connected else Result.WARN,
        "connected" if connected else "not connected: ECS cannot stop the tasks on it",
    )
    return (await drain_tasks.check(site, target, tasks), _standalone(tasks), agent)


def _standalone(tasks: Tasks) -> Preflight:
    if not tasks.standalone:
        return Preflight("standalone tasks", Result.PASS, "none")
    they = (
        "it stays until it ends or is"
        if tasks.standalone == 1
        else "they stay until they end or are"
    )
    said = f"{quantity(tasks.standalone, 'standalone task')} not moved: {they} stopped (K)"
    return Preflight("standalone tasks", Result.WARN, said)


def _draining(tasks: Tasks) -> str:
    if not tasks.moving:
        return "no new tasks are placed on it; no service has tasks to move"
    verb = "leaves" if tasks.moving == 1 else "leave"
    moved = f"{quantity(tasks.moving, 'task')} of services {verb}: {tasks.by_service}"
    return f"{moved}; no new tasks are placed on it"


def _undo(target: Target, wanted: str) -> Undo:
    inverse = INVERSE[wanted]
    said = f"makes it {inverse} again" + (
        "; what has moved does not come back" if inverse == ACTIVE else ""
    )
    return Undo(said, Request("drain", (target,), {STATUS: inverse}))


def _premise(instance: ContainerInstance) -> dict[str, str]:
    return {STATUS: instance.status}


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return _premise(await fresh.instance(site, target))


async def form(site: Site, target: Target) -> Form:
    """The one status that the instance can be given.

    :raises Refused: there is none.
    """
    instance = await fresh.instance(site, target)
    if why := unavailable(instance):
        raise Refused(f"{target.name}: {why}.")
    other = INVERSE[instance.status]
    return Form((Field(STATUS, "New status", other, ((other, MEANINGS[other]),)),))


def form_of_many(_: Site) -> Form:
    """One status for all; one that has it already is refused."""
    return Form((Field(STATUS, "New status of each", DRAINING, tuple(MEANINGS.items())),))


def title(request: Request) -> str:
    """`Drain i-0a`, `Take 2 instances back into use`."""
    what = request.whose("instances")
    active = request.inputs.get(STATUS) == ACTIVE
    return f"Take {what} back into use" if active else f"Drain {what}"


DRAIN = Action(
    id="drain",
    name="Drain",
    does="move services' tasks off an instance, or use it again",
    key="D",
    about=(TargetKind.INSTANCE,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
    patience=timedelta(hours=1),
    many=True,
    form_of_many=form_of_many,
)
