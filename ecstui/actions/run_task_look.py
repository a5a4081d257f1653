"""Whether the tasks that were run have come up, or have done their work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import fresh
from ecstui.actions.plan import Undo
from ecstui.actions.run_task_undo import way_back
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.model.arn import name_in
from ecstui.model.ecs import Task

CLUSTER, COUNT, STARTED_BY, DEFINITION, ESSENTIAL = (
    "cluster", "count", "startedBy", "taskDefinition", "essential",
)  # fmt: skip
"""What `Step.mine` holds; the names of the essential containers are separated by commas."""
UNHEARD = timedelta(seconds=60)
"""So long an unheard RunTask may take to show."""
SLACK = timedelta(seconds=5)
"""AWS's time is known to about a second."""
KILLED = frozenset({0, 137, 143})
"""How essential containers end when another one has ended well."""


async def look(site: Site, done: Done) -> Progress:
    """The tasks by their ARNs; if the answer was lost, by who started them, of what, and when."""
    mine = done.step.mine
    if not done.answers:
        return await _unheard(site, done)
    answer = done.answers[0]
    arns = [task["taskArn"] for task in answer.get("tasks") or ()]
    if failures := answer.get("failures"):
        return _failed(done, arns, failures)
    found = (await ecs.describe_tasks(site.conn, mine[CLUSTER], arns)).items
    undo, forgotten = _undo(done, arns, found), len(arns) - len(found)
    if forgotten and site.clock.now() - done.should_show_since > UNHEARD and not _any_coming(found):
        if done.accepted and not found:
            return _none_told(done)
        said = f"AWS tells of {quantity(forgotten, 'task')} no more: how they ended is not known"
        return Progress(Stage.TIMED_OUT, said, undo=undo)
    return replace(judge(found, len(arns), mine[ESSENTIAL].split(",")), undo=undo)


def _undo(done: Done, arns: Sequence[str], seen: Sequence[Task]) -> Undo:
    ended = {task.task_arn for task in seen if task.last_status == "STOPPED"}
    return way_back(arns, ended, done.step.mine[CLUSTER], done.step.mine[DEFINITION])


def _any_coming(tasks: Sequence[Task]) -> bool:
    return any(task.last_status not in ("RUNNING", "STOPPED") for task in tasks)


async def _unheard(site: Site, done: Done) -> Progress:
    mine, found = done.step.mine, list[Task]()
    for status in ("RUNNING", "STOPPED"):
        tasks = await fresh.tasks_by(
            site, mine[CLUSTER], startedBy=mine[STARTED_BY], desiredStatus=status
        )
        found += [task for task in tasks if _is_mine(task, done)]
    if not found and site.clock.now() - done.should_show_since > UNHEARD:
        return _none_told(done)
    undo = _undo(done, [task.task_arn for task in found], found) if found else None
    return replace(judge(found, int(mine[COUNT]), mine[ESSENTIAL].split(",")), undo=undo)


def _none_told(done: Done) -> Progress:
    """AWS tells of stopped tasks for an hour (API Reference, ListTasks)."""
    if done.unheard:
        said = "AWS did not do it: no task was started"
        return Progress(Stage.FAILED, said, unchanged=True)
    said = "AWS accepted it, and tells of no such task any more: how they ended is not known"
    return Progress(Stage.TIMED_OUT, said)


def _is_mine(task: Task, done: Done) -> bool:
    since = task.created_at is not None and task.created_at >= done.at - SLACK
    return since and task.task_definition_arn == done.step.mine[DEFINITION]


def _failed(done: Done, started: Sequence[str], failures: Sequence[Any]) -> Progress:
    """RunTask answers 200 also when it could not place all of the tasks."""
    reasons = ", ".join(dict.fromkeys(str(it.get("reason", "no reason")) for it in failures))
    wanted = quantity(int(done.step.mine[COUNT]), "task")
    said = f"{len(started)} of {wanted} started: {reasons}"
    if not started:
        return Progress(Stage.FAILED, said, unchanged=True)
    going = ", ".join(map(name_in, started))
    return Progress(
        Stage.FAILED, f"{said}; {going} go on: stop them (u, K)", undo=_undo(done, started, ())
    )


def judge(tasks: Sequence[Task], count: int, essential: Sequence[str]) -> Progress:
    """What the tasks that are seen mean, of so many."""
    ended = [task for task in tasks if task.last_status == "STOPPED"]
    well = [task for task in ended if _ended_well(task, essential)]
    for task in ended:
        if task not in well:
            return _ended_badly(task)
    running = [task for task in tasks if task.last_status == "RUNNING"]
    if len(running) + len(well) >= count:
        return Progress(Stage.REACHED, _counted(len(running), len(well)))
    coming = sorted({task.last_status for task in tasks if task not in (*running, *ended)})
    states = f", others {', '.join(coming)}" if coming else ""
    return Progress(
        Stage.IN_PROGRESS, f"{len(running) + len(well)} of {quantity(count, 'task')} up{states}"
    )


def _ended_well(task: Task, essential: Sequence[str]) -> bool:
    codes = [it.exit_code for it in task.containers if it.name in essential]
    return task.stop_code == "EssentialContainerExited" and 0 in codes and set(codes) <= KILLED


def _ended_badly(task: Task) -> Progress:
    name = name_in(task.task_arn)
    if task.stop_code == "UserInitiated":
        return Progress(Stage.SUPERSEDED, f"somebody stopped {name}: {task.stopped_reason}")
    codes = [f"{it.name} exit code {it.exit_code}" for it in task.containers if it.exit_code]
    why = ", ".join(filter(None, (task.stop_code, task.stopped_reason, *codes)))
    return Progress(Stage.FAILED, f"{name} STOPPED: {why}")


def _counted(running: int, ended: int) -> str:
    said = [f"{quantity(running, 'task')} RUNNING"] if running else []
    said += [f"{quantity(ended, 'task')} ended with exit code 0"] if ended else []
    return ", ".join(said)
