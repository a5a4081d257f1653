"""Stop a task.

Source: Amazon ECS API Reference, StopTask: SIGTERM, then SIGKILL after `stopTimeout`; all tags of
the task are deleted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ecstui.actions import stop_task_facts
from ecstui.actions.action import Action, Field, Form, Needless, Refused, Site
from ecstui.actions.checks import permission
from ecstui.actions.plan import Call, Change, Preflight, Result, Step, Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.stop_task_facts import Facts
from ecstui.actions.stop_task_look import CHECKED, DESIRED, REASON, SERVICE, look
from ecstui.analysis.wording import quantity
from ecstui.aws.errors import NotFound
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Task

LONGEST = 255
"""Characters of a reason (API Reference, StopTask; later editions name no limit)."""
STOP_TIMEOUT = 30
"""Seconds where the container definition says nothing (Developer Guide, `stopTimeout`)."""
ALONE = "cannot be undone: nobody starts it again"


async def plan(site: Site, target: Target, inputs: Mapping[str, str]) -> Step:
    """Stop one task.

    :raises Needless: it stops already, or AWS does not know it.
    :raises Refused: the reason is too long.
    """
    reason = _reason(site.session_id, inputs.get(REASON, ""))
    facts = await _facts(site, target)
    if why := unavailable(facts.task):
        raise Needless(f"Task {target.name}: {why}.")
    parameters = {"cluster": target.cluster, "task": target.arn, "reason": reason}
    return Step(
        target=target,
        calls=(Call(ecs_writes.STOP_TASK, parameters),),
        changes=(Change("lastStatus", facts.task.last_status, "STOPPED"),),
        premise=facts.premise,
        effect=_effect(facts),
        undo=Undo("cannot be undone: a stopped task does not start again"),
        preflight=(
            *_checks(facts),
            await permission.check(site, {"ecs:StopTask": [target.arn]}),
        ),
        grave=ALONE if facts.service is None else "",
        tags=facts.tags,
        mine={REASON: reason, **_awaited(facts)},
    )


async def _facts(site: Site, target: Target) -> Facts:
    """:raises Needless: AWS does not know the task."""
    try:
        return await stop_task_facts.read(site, target)
    except NotFound:
        said = "AWS does not know it, as an hour after it stopped, or before it can be seen"
        raise Needless(f"Task {target.name}: {said}.") from None


def _reason(session_id: str, typed: str) -> str:
    """:raises Refused: it is too long."""
    if why := _too_long(session_id, typed):
        raise Refused(f"Stop task: {why}.")
    return _whole(session_id, typed)


def _whole(session_id: str, typed: str) -> str:
    return ": ".join(filter(None, (f"ecstui {session_id}".strip(), typed.strip())))


def _too_long(session_id: str, typed: str) -> str:
    over = len(_whole(session_id, typed)) - LONGEST
    return f"the reason is {quantity(over, 'character')} too long" if over > 0 else ""


def unavailable(facts: Any) -> str:
    """Why it cannot be stopped."""
    if not isinstance(facts, Task):
        return ""
    if facts.last_status == "STOPPED":
        return "the task is STOPPED"
    if facts.desired_status == "STOPPED":
        return f"the task is stopping already ({facts.stop_code or facts.last_status})"
    return ""


def _effect(facts: Facts) -> str:
    """What happens, in its order."""
    drained = "its targets are drained, then " if facts.service and _balanced(facts) else ""
    seconds = f"{_stop_timeout(facts)} s" if facts.definition is not None else "its stopTimeout"
    end = f"{drained}SIGTERM, and SIGKILL after {seconds}; its tags are deleted"
    if facts.service is None:
        return f"{end}; nobody starts it again"
    name = facts.service.service_name
    if not _awaited(facts):
        return f"{end}; {name} has more tasks than it wants and starts no other"
    return f"{end}; {name} starts another"


def _stop_timeout(facts: Facts) -> int:
    """The longest of its containers."""
    containers = facts.definition.container_definitions if facts.definition is not None else ()
    return max((_or_default(it.stop_timeout) for it in containers), default=STOP_TIMEOUT)


def _or_default(seconds: int | None) -> int:
    return STOP_TIMEOUT if seconds is None else seconds


def _balanced(facts: Facts) -> int:
    return len(facts.service.load_balancers) if facts.service is not None else 0


def _checks(facts: Facts) -> tuple[Preflight, ...]:
    if facts.service is None:
        return (Preflight("service", Result.WARN, f"a standalone task: {ALONE}"),)
    return (_service(facts), _load_balancer(facts), facts.protection)


def _service(facts: Facts) -> Preflight:
    well = "healthy" if facts.checked else "running"
    if facts.last:
        said = f"no other {well} task of its service was found: it may do no work meanwhile"
        return Preflight("service", Result.WARN, said)
    return Preflight("service", Result.PASS, f"its service has other {well} tasks")


def _load_balancer(facts: Facts) -> Preflight:
    if not (number := _balanced(facts)):
        return Preflight("load balancer", Result.PASS, "its service is behind none")
    said = (
        f"it leaves {quantity(number, 'target group')}: no new requests, and open ones have until "
        "the deregistration delay"
    )
    return Preflight("load balancer", Result.PASS, said)


def _awaited(facts: Facts) -> dict[str, str]:
    """What is to be seen of the replacement; nothing if there will be none."""
    service = facts.service
    if service is None or service.running_count > service.desired_count:
        return {}
    found = {SERVICE: service.service_name, DESIRED: str(service.desired_count)}
    return found | ({CHECKED: "yes"} if facts.checked else {})


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the step rests on, afresh."""
    return (await stop_task_facts.read(site, target)).premise


async def form(site: Site, target: Target) -> Form:
    """Why it is stopped."""
    return await form_of_many(site, [target])


async def form_of_many(site: Site, _: Sequence[Target]) -> Form:
    """Why; it is kept with each task as `stoppedReason`."""
    reason = Field(
        REASON,
        "Reason",
        hint="optional; shown with the task as stoppedReason",
        check=lambda typed: _too_long(site.session_id, typed),
    )
    return Form((reason,))


def title(request: Request) -> str:
    """`Stop task 3f2a…`, `Stop 3 tasks`."""
    if len(request.targets) > 1:
        return f"Stop {len(request.targets)} tasks"
    return f"Stop task {request.targets[0].name}"


STOP_TASK = Action(
    id="stop-task",
    name="Stop task",
    does="stop a task; its service starts another",
    key="K",
    about=(TargetKind.TASK,),
    plan=plan,
    premise=premise,
    look=look,
    title=title,
    form=form,
    unavailable=unavailable,
    many=True,
    form_of_many=form_of_many,
)
