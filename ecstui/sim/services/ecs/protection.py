"""Task scale-in protection: which tasks neither scale-in nor a deployment stops.

Sources: developer guide, "Protect your Amazon ECS tasks from being terminated by scale-in events";
the model's UpdateTaskProtection. Protection ends by itself. Our reading: a task that is unhealthy
is replaced all the same, and StopTask does not ask.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import scheduler

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.records.task import Task
    from ecstui.sim.services.ecs.state import Plane

DEFAULT_MINUTES = 120
MOST_MINUTES = 2880


def service_of(task: Task) -> Service | None:
    """The service that a task belongs to; None for a standalone task, which cannot be protected."""
    if task.deployment is None:
        return None
    return task.cluster.services.get(task.group.removeprefix("service:"))


def protect(plane: Plane, task: Task, minutes: int) -> None:
    """Protect a service's task, from now on for `minutes`, whatever was said before."""
    until = plane.now + 60.0 * minutes
    task.protected_until = until
    plane.world.at(until, partial(_expire, plane, task, until))


def _expire(plane: Plane, task: Task, until: float) -> None:
    if task.protected_until == until:
        unprotect(plane, task)


def unprotect(plane: Plane, task: Task) -> None:
    """Make a task eligible again; its service looks whether it has one too many."""
    task.protected_until = None
    service = service_of(task)
    if service:
        scheduler.wake(plane, service)
