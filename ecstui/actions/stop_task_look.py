"""Whether a task has stopped for my reason, and whether another runs in its place."""

from datetime import datetime, timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import fresh
from ecstui.aws import ecs
from ecstui.aws.errors import NotFound
from ecstui.model.arn import name_in
from ecstui.model.ecs import Service, Task

UNHEARD = timedelta(seconds=60)
"""So long an unheard StopTask may take to show."""
REASON, SERVICE, DESIRED, CHECKED = "reason", "service", "desired", "checked"
"""What `Step.mine` holds; the last three only if the service is to start another task."""


async def look(site: Site, done: Done) -> Progress:
    """The task by its ARN and the reason in it, then the task that replaces it."""
    try:
        task, _ = await fresh.task(site, done.step.target)
    except NotFound:
        return await _forgotten(site, done)
    if task.desired_status != "STOPPED":
        return _not_stopping(site, done)
    if task.stopped_reason not in (None, done.step.mine[REASON]):
        why = ": ".join(filter(None, (task.stop_code, task.stopped_reason)))
        return Progress(Stage.SUPERSEDED, f"it stops for another reason: {why}")
    if task.last_status != "STOPPED":
        return Progress(Stage.IN_PROGRESS, f"the task is {task.last_status}")
    if not done.step.mine.get(SERVICE):
        return Progress(Stage.REACHED, "the task is STOPPED")
    return await _replaced(site, done, task.stopping_at)


async def _forgotten(site: Site, done: Done) -> Progress:
    """AWS tells of a task for an hour after it stopped (API Reference, DescribeTasks)."""
    if done.unheard:
        said = "AWS does not know the task any more: why it stopped is not known"
        return Progress(Stage.TIMED_OUT, said)
    if not done.step.mine.get(SERVICE):
        return Progress(Stage.REACHED, "the task is STOPPED, and AWS does not know it any more")
    return await _replaced(site, done, done.at)


def _not_stopping(site: Site, done: Done) -> Progress:
    if done.unheard and site.clock.now() - done.should_show_since > UNHEARD:
        return Progress(Stage.FAILED, "AWS did not do it: the task goes on", unchanged=True)
    return Progress(Stage.REQUESTED, "the task is to stop; that does not show yet")


async def _replaced(site: Site, done: Done, since: datetime | None) -> Progress:
    """:param since: when the task began to stop."""
    mine, cluster = done.step.mine, done.step.target.cluster
    listing = await ecs.services(site.conn, cluster, [mine[SERVICE]])
    service = listing.items[0] if listing.items else None
    if service is None or service.status != "ACTIVE":
        return Progress(Stage.SUPERSEDED, "STOPPED; its service is deleted, so none replaces it")
    tasks = await fresh.tasks_by(site, cluster, serviceName=mine[SERVICE], desiredStatus="RUNNING")
    newer = [it for it in tasks if _after(it, since)]
    if well := [it for it in newer if _well(it, checked=bool(mine.get(CHECKED)))]:
        health = " and is HEALTHY" if mine.get(CHECKED) else ""
        name = name_in(well[0].task_arn)
        return Progress(Stage.REACHED, f"STOPPED; task {name} runs in its place{health}")
    if service.desired_count < int(mine[DESIRED]):
        said = f"the service was scaled from {mine[DESIRED]} to {service.desired_count}"
        return Progress(Stage.SUPERSEDED, f"STOPPED; {said}, so none replaces it")
    return Progress(Stage.IN_PROGRESS, f"STOPPED; {_waiting(service, newer, since)}")


def _after(task: Task, since: datetime | None) -> bool:
    return since is None or (task.created_at is not None and task.created_at >= since)


def _well(task: Task, *, checked: bool) -> bool:
    return task.last_status == "RUNNING" and (not checked or task.health_status == "HEALTHY")


def _waiting(service: Service, newer: list[Task], since: datetime | None) -> str:
    if newer:
        states = ", ".join(sorted({_state(task) for task in newer}))
        return f"its replacement is {states}"
    news = [it.message for it in service.events if since is None or it.created_at >= since]
    return f"no replacement yet: {news[0]}" if news else "no replacement yet"


def _state(task: Task) -> str:
    unknown = task.health_status in (None, "UNKNOWN")
    return task.last_status if unknown else f"{task.last_status} and {task.health_status}"
