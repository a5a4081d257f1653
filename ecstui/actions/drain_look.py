"""Whether a container instance has the status that it was given, and is rid of services' tasks."""

from datetime import timedelta

from ecstui.actions import drain_tasks
from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.checks import fresh
from ecstui.actions.drain_tasks import Tasks
from ecstui.analysis.wording import quantity
from ecstui.aws.errors import NotFound
from ecstui.model.ecs import ContainerInstance

UNHEARD = timedelta(seconds=60)
"""So long an unheard request may take to show."""
STATUS = "status"
ACTIVE, DRAINING = "ACTIVE", "DRAINING"


async def look(site: Site, done: Done) -> Progress:
    """The instance by its ARN."""
    if why := _failures(done):
        return Progress(Stage.FAILED, f"AWS did not do it: {why}", unchanged=True)
    target = done.step.target
    try:
        instance = await fresh.instance(site, target)
    except NotFound:
        return Progress(Stage.SUPERSEDED, "the instance is not registered any more")
    if instance.status != done.step.mine[STATUS]:
        return _other(site, done, instance)
    if instance.status == ACTIVE:
        return Progress(Stage.REACHED, "ACTIVE: tasks may be placed on it again")
    return _drained(instance, await drain_tasks.read(site, target))


def _failures(done: Done) -> str:
    """What AWS refused in an answer that says 200."""
    failures = done.answers[0].get("failures") if done.answers else None
    return ", ".join(str(each.get("reason", "no reason")) for each in failures or ())


def _other(site: Site, done: Done, instance: ContainerInstance) -> Progress:
    fresh_still = site.clock.now() - done.should_show_since <= UNHEARD
    if fresh_still and instance.status == done.step.premise[STATUS]:
        return Progress(Stage.REQUESTED, f"the instance is {instance.status} still")
    if done.unheard:
        said = f"AWS did not do it: the instance is {instance.status}"
        return Progress(Stage.FAILED, said, unchanged=True)
    return Progress(Stage.SUPERSEDED, f"somebody else made the instance {instance.status}")


def _drained(instance: ContainerInstance, tasks: Tasks) -> Progress:
    """Tasks that are told to stop still count as running until they have stopped."""
    there = instance.running_tasks_count + instance.pending_tasks_count
    leaving = max(tasks.moving, there - tasks.standalone)
    if leaving:
        by_service = f" ({tasks.by_service})" if tasks.services else ""
        said = f"DRAINING: {quantity(leaving, 'task')} of services still there{by_service}"
        return Progress(Stage.IN_PROGRESS, said)
    if tasks.standalone:
        said = f"DRAINING, no tasks of services; {quantity(tasks.standalone, 'standalone task')}"
        return Progress(Stage.REACHED, f"{said} still there")
    return Progress(Stage.REACHED, "DRAINING, no tasks any more")
