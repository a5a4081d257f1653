"""The managed agent of ECS Exec in each container of a task that was started with it.

Sources: developer guide, "Monitor Amazon ECS containers with ECS Exec"; the model's ManagedAgent.
It runs some seconds after its container, and is connected some seconds later (our durations). In a
container with a read-only root file system it never runs, as the guide says.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.task import Container, Task
    from ecstui.sim.services.ecs.state import Plane

STARTS_AFTER = 5.0
CONNECTS_AFTER = 3.0


def begin(plane: Plane, task: Task) -> None:
    """The task has reached RUNNING: its agents start, if it is to have any."""
    if task.exec_enabled:
        plane.world.after(STARTS_AFTER, partial(_started, plane, task))


def _started(plane: Plane, task: Task) -> None:
    if task.status == "RUNNING":
        task.agent_started_at = plane.now
        task.version += 1


def status(task: Task, container: Container) -> str:
    """PENDING, RUNNING or STOPPED."""
    if container.spec.read_only or container.status == "STOPPED" or task.desired == "STOPPED":
        return "STOPPED"
    return "PENDING" if task.agent_started_at is None else "RUNNING"


def connected(plane: Plane, task: Task, container: Container) -> bool:
    """Whether a session can begin: some seconds after the start, if it can reach SSM at all."""
    began = task.agent_started_at
    return (
        status(task, container) == "RUNNING"
        and began is not None
        and plane.now >= began + CONNECTS_AFTER
        and task.definition.arn not in plane.state.cut_off
    )
