"""Drain a container instance, or take it back into use.

Source: Amazon ECS API Reference, UpdateContainerInstancesState, and Developer Guide, "Draining
Amazon ECS container instances": services move their tasks as their percentages allow, standalone
tasks stay until they end or are stopped.
"""

from collections.abc import Mapping
from datetime import timedelta

from ecstui.actions import drain_capacity, drain_tasks
from ecstui.actions.action import Action, Needless, Refused, Site
from ecstui.actions.checks import fresh, permission
from ecstui.actions.drain_form import EITHER, INVERSE, form, form_of_many, title, unavailable
from ecstui.actions.drain_look import ACTIVE, DRAINING, STATUS, look
from ecstui.actions.drain_tasks import Tasks
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.analysis.wording import quantity
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import ContainerInstance

ACTION = "ecs:UpdateContainerInstancesState"


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """Give one container instance the other status.

    :raises Needless: it has that status already.
    :raises Refused: it comes or goes, or ECS alone drains it.
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
    """:raises Refused: it cannot be given the status; Needless, as it has it already."""
    if why := unavailable(instance):
        raise Refused(f"{target.name}: {why}.")
    if instance.status == wanted:
        raise Needless(f"{target.name} is {wanted} already.")


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


DRAIN = Action(
    id="drain",
    name="Drain",
    either=EITHER,
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
