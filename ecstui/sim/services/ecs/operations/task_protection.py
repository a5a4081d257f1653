"""GetTaskProtection, UpdateTaskProtection."""

from functools import partial

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import protection, refusals
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.state import Plane

NOT_VALID = "TASK_NOT_VALID"
"""The failure of a task that is no running task of a service (guide, "API failure reasons")."""


def get_task_protection(call: Call, body: Body) -> Body:
    """Up to 100 tasks."""
    return _answer(call, body, finding.limited(body.get("tasks", []), 100, "Tasks"))


def update_task_protection(call: Call, body: Body) -> Body:
    """Protect up to 10 tasks for 1 to 2,880 minutes, or no longer.

    InvalidParameterException; a task that cannot be protected is a failure.
    """
    names = finding.limited(body["tasks"], 10, "Tasks")
    minutes = body.get("expiresInMinutes", protection.DEFAULT_MINUTES)
    if not 1 <= minutes <= protection.MOST_MINUTES:
        raise refusals.invalid(f"expiresInMinutes must be between 1 and {protection.MOST_MINUTES}.")
    cluster, plane = finding.cluster(call, body), Plane.of(call)
    found = (finding.task_or_none(cluster, name) for name in names)
    for task in filter(None, found):
        if _valid(task) and body["protectionEnabled"]:
            protection.protect(plane, task, minutes)
        elif _valid(task):
            protection.unprotect(plane, task)
    return _answer(call, body, names)


def _valid(task: Task) -> bool:
    return protection.service_of(task) is not None and task.desired == "RUNNING"


def _answer(call: Call, body: Body, names: list[str]) -> Body:
    cluster = finding.cluster(call, body)
    found, failures = finding.batch(
        names,
        partial(finding.task_or_none, cluster),
        lambda task: (task, _protection(task)),
        lambda name: Plane.of(call).arn(f"task/{cluster.name}/{name}"),
    )
    for task, _ in found:
        if not _valid(task):
            failures.append({"arn": task.arn, "reason": NOT_VALID})
    protected = [rendered for task, rendered in found if _valid(task)]
    return {"protectedTasks": protected, "failures": failures}


def _protection(task: Task) -> Body:
    body: Body = {"taskArn": task.arn, "protectionEnabled": task.protected_until is not None}
    if task.protected_until is not None:
        body["expirationDate"] = task.protected_until
    return body
