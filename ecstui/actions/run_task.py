"""Run a task definition once, in the network and on the capacity of a service.

Source: Amazon ECS API Reference, RunTask; Developer Guide, "Ensuring idempotency": within 24 hours
the same client token gives the same tasks.
"""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from ecstui.actions import run_task_like, run_task_undo
from ecstui.actions.action import Action, Field, Form, Refused, Site
from ecstui.actions.checks import fargate_quota, free_addresses, permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.run_task_like import SERVICE, Like
from ecstui.actions.run_task_look import CLUSTER, COUNT, DEFINITION, ESSENTIAL, STARTED_BY, look
from ecstui.analysis import cost
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Service, TaskDefinition

MOST = 10
"""Tasks of one call (API Reference, RunTask)."""
BY_WHOM = re.compile(r"[A-Za-z0-9/_-]{1,128}")
"""What `startedBy` may be (API Reference, RunTask)."""


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """Run tasks once.

    :raises Refused: what was chosen is out of range, or the task definition cannot be run so.
    """
    count = _count(inputs.get(COUNT, "1"))
    by = _by(inputs.get(STARTED_BY) or _started_by(site))
    like = await run_task_like.read(site, target, inputs)
    _check(like)
    essential = [it.name for it in like.definition.container_definitions if it.essential]
    arn = like.definition.task_definition_arn
    return Step(
        target=target,
        calls=(Call(ecs_writes.RUN_TASK, _parameters(like, count, by), run_task_undo.kept),),
        changes=(Change("tasks run once", "0", str(count)),),
        premise=_premise(target, like),
        effect=_effect(like, count),
        undo=Undo(run_task_undo.BEFOREHAND),
        preflight=await _preflight(site, like, count),
        cost=_cost(like, count, site.place.region),
        tags={tag.key: tag.value for tag in like.service.tags},
        mine={
            CLUSTER: like.cluster,
            COUNT: str(count),
            STARTED_BY: by,
            DEFINITION: arn,
            ESSENTIAL: ",".join(essential),
        },
        runs_in=like.cluster,
    )


def _parameters(like: Like, count: int, by: str) -> dict[str, Any]:
    """With a token of this plan, so that however often it is asked the tasks are the same."""
    return {
        "cluster": like.cluster,
        "taskDefinition": like.definition.task_definition_arn,
        "count": count,
        "startedBy": by,
        "clientToken": str(uuid.uuid4()),
        **like.parameters,
    }


def _count(typed: str) -> int:
    """:raises Refused: it is no number from 1 to 10."""
    if why := _wrong_count(typed):
        raise Refused(f"Run: {why}.")
    return int(typed)


def _wrong_count(typed: str) -> str:
    fits = typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST
    return "" if fits else f"how many must be from 1 to {MOST}"


def _by(typed: str) -> str:
    """:raises Refused: ECS would not take it."""
    if why := _wrong_by(typed):
        raise Refused(f"Run: {why}.")
    return typed


def _wrong_by(typed: str) -> str:
    if BY_WHOM.fullmatch(typed):
        return ""
    return "started by may have letters, digits, - / and _, at most 128 of them"


def _started_by(site: Site) -> str:
    return "/".join(filter(None, ("ecstui", site.session_id)))


def _check(like: Like) -> None:
    """:raises Refused: it cannot be run in this way."""
    if why := unavailable(like.definition) or unavailable(like.service):
        raise Refused(f"Run: {why}.")
    if volumes := [it.name for it in like.definition.volumes if it.configured_at_launch]:
        raise Refused(
            f"{like.definition.name}: the volume {volumes[0]} is given at launch; use `aws ecs "
            "run-task --volume-configurations`."
        )


def unavailable(facts: Any) -> str:
    """Why nothing can be run from it or like it."""
    if isinstance(facts, TaskDefinition | Service) and facts.status != "ACTIVE":
        kind = "service" if isinstance(facts, Service) else "task definition"
        return f"the {kind} is {facts.status}"
    return ""


async def _preflight(site: Site, like: Like, count: int) -> tuple[Preflight, ...]:
    definition = like.definition
    roles = [arn for arn in (definition.task_role_arn, definition.execution_role_arn) if arn]
    needs = {"ecs:RunTask": [definition.task_definition_arn]}
    found = [
        _compatible(like),
        await permission.check(site, needs | ({"iam:PassRole": roles} if roles else {})),
        await fargate_quota.check(site, like.service, definition, count),
    ]
    if definition.network_mode == "awsvpc":
        found.append(await free_addresses.check(site, like.service, count))
    return tuple(found)


def _compatible(like: Like) -> Preflight:
    known = like.definition.compatibilities
    wanted = "FARGATE" if like.on_fargate else "EC2"
    capacity = ", ".join(like.capacity)
    if wanted == "FARGATE" and known and wanted not in known:
        said = f"{like.definition.name} is for {', '.join(known)}, and {capacity} is Fargate"
        return Preflight("capacity", Result.FAIL, said)
    return Preflight("capacity", Result.PASS, f"{capacity}, as {like.service.service_name} has it")


def _effect(like: Like, count: int) -> str:
    size = _size(like.definition)
    where = f"on {', '.join(like.capacity)} in {like.cluster}"
    alone = "nobody replaces what ends or fails, and nobody stops what goes on"
    return f"{quantity(count, 'task')} of {like.definition.name}{size} {where}; {alone}"


def _size(definition: TaskDefinition) -> str:
    vcpus = cost.vcpus(definition)
    if vcpus is None or not definition.memory:
        return ""
    return f" ({vcpus:g} vCPU and {definition.memory} MiB each)"


def _cost(like: Like, count: int, region: str) -> str:
    monthly = cost.per_month(like.service, like.definition, count, region)
    if monthly is None:
        return ""
    _, of = cost.prices(like.definition, region)
    return (
        f"~${monthly / cost.HOURS:.2f} an hour while they run: an estimate from Fargate's prices "
        f"in {of} as of {cost.AS_OF}"
    )


def _premise(target: Target, like: Like) -> dict[str, str]:
    """Of a task definition nothing but its status can change; the service lends what it has."""
    found = {"the task definition's status": like.definition.status}
    if target.kind is TargetKind.SERVICE:
        vpc = like.parameters.get("networkConfiguration", {}).get("awsvpcConfiguration", {})
        found |= {
            "task definition": like.definition.name,
            "capacity": ", ".join(like.capacity),
            "subnets": ", ".join(vpc.get("subnets", ())),
            "security groups": ", ".join(vpc.get("securityGroups", ())),
        }
    return found


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    if target.kind is TargetKind.SERVICE:
        return _premise(target, await run_task_like.read(site, target, {}))
    definition = await ecs.task_definition(site.conn, target.arn)
    return {"the task definition's status": definition.status}


async def form(site: Site, target: Target) -> Form:
    """How many, and for a task definition like which service.

    :raises Refused: there is no service to be run like.
    """
    fields = [
        Field(COUNT, "How many", "1", hint=f"1 to {MOST}", check=_wrong_count),
        Field(STARTED_BY, "Started by", _started_by(site), check=_wrong_by),
    ]
    if target.kind is TargetKind.TASK_DEFINITION:
        found = await run_task_like.choices(site, target)
        if not found:
            raise Refused(f"{target.name}: there is no service to copy the network from.")
        like = Field(SERVICE, "Network and capacity of", found[0][0], found)
        fields.insert(0, like)
    return Form(tuple(fields))


def title(request: Request) -> str:
    """`Run 2 tasks of web:12`, `Run 1 task like those of checkout`."""
    target, typed = request.targets[0], request.inputs.get(COUNT, "1")
    number = f"{typed} task" if typed == "1" else f"{typed} tasks"
    like = "of" if target.kind is TargetKind.TASK_DEFINITION else "like those of"
    return f"Run {number} {like} {target.name}"


RUN_TASK = Action(
    id="run",
    name="Run task",
    does="run a task once, in the network of a service",
    key="",
    about=(TargetKind.TASK_DEFINITION, TargetKind.SERVICE),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
)
