"""How many tasks of a service or a revision run, and how many are on their way."""

from collections.abc import Iterable

from ecstui.sim.services.ecs import survey
from ecstui.sim.services.ecs.records.service import Service, ServiceRevision
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.task_status import COMING_UP


def running_and_pending(tasks: Iterable[Task]) -> tuple[int, int]:
    """(running, pending)."""
    running = pending = 0
    for task in tasks:
        running += task.status == "RUNNING"
        pending += task.status in COMING_UP
    return running, pending


def of_revision(owner: Service, revision: ServiceRevision) -> tuple[int, int, int]:
    """(requested, running, pending) in the deployment that deploys it now; zeros if none does."""
    holder = next((d for d in owner.deployments if d.revision is revision), None)
    if holder is None:
        return 0, 0, 0
    running, pending = running_and_pending(holder.tasks.values())
    primary = holder is owner.primary
    return survey.desired_count(owner) if primary else running + pending, running, pending
