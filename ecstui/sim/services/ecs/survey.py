"""What a service has, as its scheduler sees it: which tasks stay and which go."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.records.task import Task


@dataclass(slots=True)
class Survey:
    """The live tasks of a service, sorted by what the scheduler wants of them."""

    current: list[Task]
    """Of the primary deployment, on a sound instance, not unhealthy: they stay."""
    leaving: list[Task]
    """All others: they go as soon as the percentages allow."""
    desired: int
    lower: int
    """As many healthy tasks must stay: minimumHealthyPercent, rounded up."""
    upper: int
    """As many tasks may be there: maximumPercent, rounded down."""

    @property
    def total(self) -> int:
        """Tasks that run or come up."""
        return len(self.current) + len(self.leaving)

    @property
    def healthy(self) -> int:
        """Tasks that do their work."""
        return sum(map(healthy, self.current)) + sum(map(serving, self.leaving))


def survey(service: Service) -> Survey:
    """Look at a service.

    Percentages: DeploymentConfiguration in the API reference.
    """
    current: list[Task] = []
    leaving: list[Task] = []
    primary = service.primary
    for task in service.tasks.values():
        if task.desired == "RUNNING":
            stays = task.deployment is primary and not _to_be_replaced(task)
            (current if stays else leaving).append(task)
    desired = desired_count(service)
    lower = math.ceil(desired * service.configuration["minimumHealthyPercent"] / 100)
    upper = desired * service.configuration["maximumPercent"] // 100
    return Survey(current, leaving, desired, lower, upper)


def desired_count(service: Service) -> int:
    """How many tasks there should be: for a DAEMON one on each ACTIVE container instance."""
    if service.scheduling == "DAEMON" and service.status == "ACTIVE":
        return sum(i.status == "ACTIVE" for i in service.cluster.instances.values())
    return service.desired


def _to_be_replaced(task: Task) -> bool:
    draining = task.instance is not None and task.instance.status != "ACTIVE"
    return draining or task.health == "UNHEALTHY"


def healthy(task: Task) -> bool:
    """RUNNING, and its health checks (if it has any) pass."""
    return task.status == "RUNNING" and (not task.definition.checked or task.health == "HEALTHY")


def serving(task: Task) -> bool:
    """RUNNING and not known to be unhealthy: enough for a task that is to be replaced."""
    return task.status == "RUNNING" and task.health != "UNHEALTHY"


def dispensable_first(tasks: list[Task]) -> list[Task]:
    """The order in which to stop tasks.

    Those that do not run yet, then from the zone with the most tasks, the oldest first (developer
    guide, "Scaling in": the zone with the most tasks, oldest deployments first).
    """
    aged = sorted(tasks, key=lambda t: (t.created_at, t.id))
    order = [t for t in aged if not healthy(t)]
    zones: dict[str, deque[Task]] = {}
    for task in aged:
        if healthy(task):
            zones.setdefault(task.zone, deque()).append(task)
    while zones:
        fullest = max(zones.values(), key=len)
        order.append(fullest.popleft())
        zones = {zone: left for zone, left in zones.items() if left}
    return order
