"""How the service scheduler starts the tasks that a service lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import breaker, events, rollback
from ecstui.sim.services.ecs.launch import Wish, launch
from ecstui.sim.services.ecs.placement import Refusal

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.records.task import Task
    from ecstui.sim.services.ecs.state import Plane
    from ecstui.sim.services.ecs.survey import Survey

RETRY_AFTER = 30.0
"""Seconds until a task that found no place is tried again; our choice."""
BATCH = 10
"""As many tasks are started at a time ("in batches of up to 10", RunTask and the scheduler)."""


def lacking(service: Service, seen: Survey) -> int:
    """How many tasks may and should be started now."""
    if service.primary.rollout_state == "FAILED":
        return 0
    missing = seen.desired - len(seen.current)
    room = max(seen.upper, seen.desired) - seen.total
    return max(0, min(missing, room))


def waiting(service: Service, seen: Survey, started: int) -> bool:
    """Whether tasks are lacking that could not be started now."""
    return lacking(service, seen) > started


def start_missing(
    plane: Plane, service: Service, seen: Survey
) -> tuple[list[Task], Refusal | None]:
    """Start what is lacking, unless starts are throttled.

    :returns: the tasks that were started, and why the next one found no place, if so.
    """
    started: list[Task] = []
    refusal: Refusal | None = None
    if service.launch_after > plane.now:
        return started, refusal
    for _ in range(lacking(service, seen)):
        task = launch(plane, _wish(service), seen.current + started)
        if isinstance(task, Refusal):
            refusal = task
            break
        service.tasks[task.id] = task
        started.append(task)
    if started:
        service.steady_since = None
        _announce(plane, service, started)
    return started, refusal


def _announce(plane: Plane, service: Service, tasks: list[Task]) -> None:
    for first in range(0, len(tasks), BATCH):
        events.started(plane, service, tasks[first : first + BATCH])


def not_placed(plane: Plane, service: Service, refusal: Refusal) -> None:
    """A task has no place, and none can be made: it counts as failed (Deployment.failedTasks)."""
    service.steady_since = None
    events.unable_to_place(plane, service, refusal)
    if breaker.count_failure(service, service.primary, plane.now):
        rollback.fail(plane, service)


def _wish(service: Service) -> Wish:
    primary = service.primary
    return Wish(
        cluster=service.cluster,
        definition=primary.revision.definition,
        settings=primary.revision.settings,
        stream=service.arn,
        group=f"service:{service.name}",
        started_by=primary.id,
        deployment=primary,
        watcher=service.watcher,
        digests=primary.revision.digests,
        tags=service.task_tags,
        exec_enabled=bool(service.traits.get("enableExecuteCommand")),
        distinct=_distinct(service),
    )


def _distinct(service: Service) -> bool:
    constraints = service.traits.get("placementConstraints", [])
    apart = any(item.get("type") == "distinctInstance" for item in constraints)
    return apart or service.scheduling == "DAEMON"
