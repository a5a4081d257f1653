"""RunTask, StopTask."""

import json

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals, settings, stopping
from ecstui.sim.services.ecs.launch import Wish, launch
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.placement import Refusal
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.rendering import tasks as render
from ecstui.sim.services.ecs.state import Plane

MOST_AT_ONCE = 10
LONGEST_STARTED_BY = 128


def run_task(call: Call, body: Body) -> Body:
    """Start 1 to 10 tasks; a `clientToken` that was used gives back the same tasks.

    InvalidParameterException for a bad count or network, ConflictException for a client token that
    was used with other parameters.
    """
    plane = Plane.of(call)
    count = body.get("count", 1)
    if not 1 <= count <= MOST_AT_ONCE:
        raise refusals.invalid("Count must be greater than 0 and less than or equal to 10.")
    if len(body.get("startedBy", "")) > LONGEST_STARTED_BY:
        raise refusals.invalid(f"startedBy must be at most {LONGEST_STARTED_BY} characters.")
    wish = _wish(call, body)
    repeated = _repeated(call, body)
    if repeated is not None:
        return _answer(repeated, [])
    started, failures = _start(plane, wish, count)
    if "clientToken" in body:
        plane.state.run_tokens[body["clientToken"]] = (_fingerprint(body), started)
    return _answer(started, failures)


def _wish(call: Call, body: Body) -> Wish:
    cluster = finding.cluster(call, body)
    definition = finding.definition(call, body["taskDefinition"])
    chosen = settings.chosen(body, cluster, definition)
    return Wish(
        cluster=cluster,
        definition=definition,
        settings=chosen,
        stream=f"{cluster.arn}:{definition.family}",
        group=body.get("group", f"family:{definition.family}"),
        started_by=body.get("startedBy"),
        tags=settings.task_tags(body, cluster.name, None, definition),
        overrides=body.get("overrides"),
        exec_enabled=bool(body.get("enableExecuteCommand")),
        distinct=any(
            item.get("type") == "distinctInstance" for item in body.get("placementConstraints", [])
        ),
    )


def _repeated(call: Call, body: Body) -> list[Task] | None:
    found = finding.state(call).run_tokens.get(body.get("clientToken", ""))
    if found is None:
        return None
    fingerprint, tasks = found
    if fingerprint != _fingerprint(body):
        raise refusals.conflict(
            "The client token was already used with other parameters.", [t.arn for t in tasks]
        )
    return tasks


def _fingerprint(body: Body) -> str:
    return json.dumps(body, sort_keys=True, default=str)


def _start(plane: Plane, wish: Wish, count: int) -> tuple[list[Task], list[Body]]:
    started: list[Task] = []
    failures: list[Body] = []
    for _ in range(count):
        task = launch(plane, wish, started)
        if isinstance(task, Task):
            started.append(task)
        else:
            failures.append(_failure(task))
    return started, failures


def _failure(refusal: Refusal) -> Body:
    """Reasons: developer guide, "API failures messages"."""
    if refusal.reason:
        return {"reason": refusal.reason}
    if refusal.closest is None:
        return {"reason": "No Container Instances were found in your cluster."}
    return {"arn": refusal.closest.arn, "reason": f"RESOURCE:{refusal.lacking}"}


def _answer(tasks: list[Task], failures: list[Body]) -> Body:
    return {"tasks": [render.task(t, with_tags=True) for t in tasks], "failures": failures}


def stop_task(call: Call, body: Body) -> Body:
    """Stop a task for the given reason; its tags go with it (StopTask in the model).

    Protection from scale-in does not protect from this (our reading).
    """
    cluster = finding.cluster(call, body)
    task = finding.task_or_none(cluster, body["task"])
    if task is None:
        raise refusals.task_not_found()
    reason = body.get("reason", "Task stopped by user")
    stopping.stop(Plane.of(call), task, "UserInitiated", reason)
    task.tags = []
    return {"task": render.task(task)}
