"""A task's status and what follows from it: its version, and the counts of cluster and instance."""

from ecstui.sim.services.ecs.records.capacity import Counts
from ecstui.sim.services.ecs.records.task import Task

COMING_UP = frozenset({"PROVISIONING", "PENDING", "ACTIVATING"})
"""What `pendingCount` counts."""


def set_status(task: Task, status: str) -> None:
    """Move a task to `status`, keeping the counts true."""
    tally(task, -1)
    task.status = status
    task.version += 1
    tally(task, +1)


def tally(task: Task, sign: int) -> None:
    """Add (+1) or remove (-1) a task in the counts of its present status."""
    if task.status == "RUNNING":
        for counts in _counts(task):
            counts.running += sign
    elif task.status in COMING_UP:
        for counts in _counts(task):
            counts.pending += sign


def _counts(task: Task) -> list[Counts]:
    found = task.cluster.counts.get(task.launch_type)
    if found is None:
        found = task.cluster.counts[task.launch_type] = Counts()
    return [found, task.instance.counts] if task.instance else [found]
