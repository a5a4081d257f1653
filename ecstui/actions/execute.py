"""A command in a container, with the terminal handed over to it.

Source: Amazon ECS API Reference, ExecuteCommand.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ecstui.actions import execute_audit, execute_plugin
from ecstui.actions.action import Action, Done, Field, Form, Progress, Refused, Site, Stage
from ecstui.actions.checks import fresh, permission
from ecstui.actions.execute_readiness import Candidate, obstacle, platform, readiness
from ecstui.actions.execute_session import RUNTIME, opens
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Task, TaskDefinition

CONTAINER, COMMAND = "container", "command"
SHELL = "/bin/sh"
CHANNELS = tuple(
    f"ssmmessages:{name}"
    for name in (
        "CreateControlChannel",
        "CreateDataChannel",
        "OpenControlChannel",
        "OpenDataChannel",
    )
)
"""What the agent in the container does by the task role (Developer Guide, "ECS Exec")."""
TASK_ROLE = "task role"


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """Open a session in one container.

    :raises Refused: there is no such container, or no command.
    """
    task, tags = await fresh.task(site, target)
    candidate = _chosen(task, await _definition(site, task), inputs.get(CONTAINER, ""))
    container, command = candidate.container, inputs.get(COMMAND, SHELL)
    if why := _wrong_command(command):
        raise Refused(f"{target.name}: {why}.")
    return Step(
        target=target,
        calls=(_call(target, container.name, command),),
        changes=(Change("session", "none", f"one in {container.name}"),),
        premise=_premise(task),
        effect=(
            f"the command runs as root in {container.name} and this terminal belongs to it until "
            "it ends, or until nothing was typed for 20 minutes"
        ),
        undo=Undo("cannot be undone: what is done in the container stays done"),
        preflight=await _preflight(site, target, candidate),
        tags=await fresh.service_tags(site, target.cluster, task) | tags,
        mine={CONTAINER: container.name, RUNTIME: container.runtime_id or ""},
    )


def _call(target: Target, container: str, command: str) -> Call:
    parameters = {
        "cluster": target.cluster,
        "task": target.arn,
        "container": container,
        "command": command,
        "interactive": True,
    }
    return Call(ecs_writes.EXECUTE_COMMAND, parameters)


async def _definition(site: Site, task: Task) -> TaskDefinition | None:
    try:
        return await ecs.task_definition(site.conn, task.task_definition_arn)
    except AwsFailure:  # The checks that need it are UNKNOWN then.
        return None


def _chosen(task: Task, definition: TaskDefinition | None, name: str) -> Candidate:
    """:raises Refused: the task has no such container, or several and none was chosen."""
    found = [it for it in task.containers if name in ("", it.name)]
    if len(found) != 1:
        names = ", ".join(it.name for it in task.containers) or "no containers yet"
        raise Refused(f"Choose a container; the task has: {names}.")
    return Candidate(task, found[0], definition)


def _wrong_command(command: str) -> str:
    return "" if command.strip() else "there is no command"


async def _preflight(site: Site, target: Target, candidate: Candidate) -> tuple[Preflight, ...]:
    task = candidate.task
    plugin, version, role, audit = await asyncio.gather(
        execute_plugin.check(),
        _agent_version(site, target, task),
        _task_role(site, candidate.definition),
        execute_audit.audit(site, target, candidate.defined),
    )
    needs = {"ecs:ExecuteCommand": [task.cluster_arn, task.task_arn]}
    needs |= {"kms:GenerateDataKey": []} if audit.key else {}
    allowed = await permission.check(site, needs)
    return (plugin, *readiness(candidate), platform(task, version), allowed, role, audit.check)


async def _agent_version(site: Site, target: Target, task: Task) -> str | None:
    """The container agent's, of a task that is not on Fargate."""
    arn = task.container_instance_arn
    if arn is None:
        return None
    try:
        found = await fresh.instance(
            site, Target(TargetKind.INSTANCE, arn, target.name, target.cluster)
        )
    except AwsFailure:
        return None
    return found.version_info.agent_version if found.version_info is not None else None


async def _task_role(site: Site, definition: TaskDefinition | None) -> Preflight:
    if definition is None:
        return Preflight(TASK_ROLE, Result.UNKNOWN, "the task definition could not be read")
    if definition.task_role_arn is None:
        said = "there is none: only on EC2 can the instance's role stand in for it"
        return Preflight(TASK_ROLE, Result.WARN, said)
    as_role = replace(site, place=replace(site.place, caller=definition.task_role_arn))
    found = await permission.check(as_role, dict.fromkeys(CHANNELS, ()))
    return replace(found, name=TASK_ROLE)


def _premise(task: Task) -> dict[str, str]:
    """A container that was restarted has another runtime id, and is another container."""
    found = {"lastStatus": task.last_status, "desiredStatus": task.desired_status}
    return found | {f"runtime id of {it.name}": it.runtime_id or "" for it in task.containers}


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    task, _ = await fresh.task(site, target)
    return _premise(task)


async def form(site: Site, target: Target) -> Form:
    """Which container, and which command.

    :raises Refused: the task has no containers.
    """
    task, _ = await fresh.task(site, target)
    definition = await _definition(site, task)
    seen = [(it.name, obstacle(Candidate(task, it, definition))) for it in task.containers]
    if not seen:
        raise Refused(f"{target.name} has no containers yet.")
    first = next((name for name, why in seen if not why), seen[0][0])
    choices = [(name, why or "ready") for name, why in seen]
    return Form(
        (
            Field(CONTAINER, "Container", first, choices),
            Field(COMMAND, "Command", SHELL, check=_wrong_command),
        )
    )


def unavailable(facts: Any) -> str:
    """Why there can be no session in any of its containers."""
    if not isinstance(facts, Task):
        return ""
    if facts.last_status != "RUNNING":
        return f"the task is {facts.last_status}"
    return "" if facts.enable_execute_command else "ECS Exec is not enabled for the task"


async def look(_: Site, done: Done) -> Progress:
    """Whoever looks, the terminal is back; the token was in the answer alone."""
    if not done.answers:
        said = "no session is known here that could be entered; one that began ends by itself"
        return Progress(Stage.FAILED, said)
    return Progress(Stage.REACHED, "the session ended")


def title(request: Request) -> str:
    """`Run a command in app of 3f2a…`."""
    container = request.inputs.get(CONTAINER, "")
    where = f"{container} of {request.targets[0].name}" if container else request.targets[0].name
    return f"Run a command in {where}"


EXECUTE = Action(
    id="exec",
    name="Exec",
    does="a shell in a container",
    key="E",
    about=(TargetKind.TASK,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
    patience=timedelta(minutes=1),
    opens=opens,
)
