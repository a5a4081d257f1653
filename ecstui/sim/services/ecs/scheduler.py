"""The service scheduler: brings each service to what is wanted of it, step by step.

Rules: developer guide, "Amazon ECS services" and "Deploy Amazon ECS services by replacing tasks".
It looks at a service shortly after anything about it has changed, never at all services in turn.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import (
    breaker,
    events,
    hooks,
    placement,
    restarts,
    rollback,
    rollout,
    starting,
    stopping,
    survey,
)

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.records.task import Task
    from ecstui.sim.services.ecs.state import Plane
    from ecstui.sim.services.ecs.survey import Survey

LOOK_AFTER = 2.0
"""Seconds from a change until the scheduler looks."""
STEADY_REPEAT = 6 * 3600.0
"""A steady service says so again about every 6 hours (general knowledge, not documented)."""


def wake(plane: Plane, service: Service, delay: float = LOOK_AFTER) -> None:
    """Have the scheduler look at a service within `delay` seconds."""
    when = plane.now + delay
    if service.wake:
        if service.wake.time <= when:
            return
        service.wake.cancel()
    service.wake = plane.world.at(when, partial(_look, plane, service))


def _look(plane: Plane, service: Service) -> None:
    service.wake = None
    if service.status == "DRAINING":
        _drain(plane, service)
    elif service.status == "ACTIVE" and service.deployments:
        _reconcile(plane, service)


def _drain(plane: Plane, service: Service) -> None:
    """A deleted service is INACTIVE once all its tasks are at least STOPPING (DeleteService)."""
    live = [t for t in service.tasks.values() if t.desired == "RUNNING"]
    _stop(plane, service, live)
    if all(t.status in {"STOPPING", "DEPROVISIONING", "STOPPED"} for t in service.tasks.values()):
        service.status = "INACTIVE"
        service.deployments.clear()
    else:
        wake(plane, service)


def _reconcile(plane: Plane, service: Service) -> None:
    rollout.set_off(plane, service)
    if hooks.hold(plane, service, hooks.BEFORE, partial(wake, plane, service)):
        return
    seen = survey.survey(service)
    gone = _stop_useless(plane, service, seen)
    started, refusal = starting.start_missing(plane, service, seen)
    gone += _stop_replaced(plane, service, seen, len(started), cramped=placement.full(refusal))
    gone += _stop_surplus(plane, service, seen)
    _stop(plane, service, gone)
    if refusal and not gone and not _making_room(service):
        starting.not_placed(plane, service, refusal)
    if service.launch_after > plane.now or starting.waiting(service, seen, len(started)):
        wake(plane, service, max(service.launch_after - plane.now, starting.RETRY_AFTER))
    if not gone and not started:
        _settle(plane, service, seen)


def _making_room(service: Service) -> bool:
    return any(task.desired == "STOPPED" for task in service.tasks.values())


def _stop_useless(plane: Plane, service: Service, seen: Survey) -> list[Task]:
    """Tasks on their way out that serve nobody go at once."""
    useless = [t for t in seen.leaving if not survey.serving(t)]
    seen.leaving = [t for t in seen.leaving if survey.serving(t)]
    return useless


def _stop_replaced(
    plane: Plane, service: Service, seen: Survey, started: int, *, cramped: bool
) -> list[Task]:
    """Tasks whose replacement is healthy, and those that must make room for one.

    Room is lacking at maximumPercent, or when the container instances are full (`cramped`).
    """
    allowed = seen.healthy - seen.desired
    missing = seen.desired - len(seen.current) - started
    launching = service.primary.rollout_state != "FAILED"
    if missing > 0 and launching and (cramped or seen.total + started >= seen.upper):
        allowed = max(allowed, min(missing, seen.healthy - seen.lower))
        if not started and not cramped and allowed <= 0:
            _complain_if_blocked(plane, service, seen)
    return _unprotected(seen.leaving)[:allowed] if allowed > 0 else []


def _unprotected(tasks: list[Task]) -> list[Task]:
    """Those that may be stopped, in the order in which to stop them."""
    return [t for t in survey.dispensable_first(tasks) if t.protected_until is None]


def _complain_if_blocked(plane: Plane, service: Service, seen: Survey) -> None:
    """Only if nothing is in motion that could still change it."""
    idle = not _making_room(service) and all(map(survey.healthy, seen.current))
    if seen.leaving and idle:
        events.blocked(plane, service)


def _stop_surplus(plane: Plane, service: Service, seen: Survey) -> list[Task]:
    surplus = len(seen.current) - seen.desired
    if surplus <= 0:
        return []
    dispensable = _unprotected(seen.current)
    if len(dispensable) < surplus:
        events.too_many_protected(plane, service)
    return dispensable[:surplus]


def _stop(plane: Plane, service: Service, tasks: list[Task]) -> None:
    if not tasks:
        return
    service.steady_since = None
    running = [t for t in tasks if t.status == "RUNNING"]
    for task in tasks:
        source = task.deployment.id if task.deployment else service.name
        reason = f"Scaling activity initiated by (deployment {source})"
        stopping.stop(plane, task, "ServiceSchedulerInitiated", reason)
    if running:
        events.stopped(plane, service, running)


def _settle(plane: Plane, service: Service, seen: Survey) -> None:
    """Forget empty deployments; complete the rollout and say so when all is as wanted."""
    service.deployments[1:] = [d for d in service.deployments[1:] if d.tasks]
    there = len(seen.current) == seen.desired and all(map(survey.healthy, seen.current))
    if not there or len(service.deployments) > 1:
        return
    if service.current.status == "ROLLBACK_REQUESTED":  # What is there is about to go again.
        return
    if hooks.hold(plane, service, hooks.AFTER, partial(wake, plane, service)):
        return
    if service.primary.rollout_state == "IN_PROGRESS":
        rollout.complete(plane, service)
    if service.steady_since is None and service.primary.rollout_state == "COMPLETED":
        service.steady_since = plane.now
        _say_steady(plane, service, plane.now)


def _say_steady(plane: Plane, service: Service, since: float) -> None:
    if service.steady_since == since and service.status == "ACTIVE":
        events.steady(plane, service)
        plane.world.after(STEADY_REPEAT, partial(_say_steady, plane, service, since))


class ServiceWatcher:
    """Tells a service's scheduler what becomes of its tasks."""

    __slots__ = ("_plane", "_service")

    def __init__(self, plane: Plane, service: Service) -> None:
        self._plane = plane
        self._service = service

    def running(self, task: Task) -> None:
        """It starts consistently; without a health check it counts as healthy too."""
        restarts.clear(self._service)
        for target_group in _target_groups(self._service):
            events.registered(self._plane, self._service, 1, target_group)
        if not task.definition.checked:
            self.healthy(task)

    def healthy(self, task: Task) -> None:
        """Failures before it are forgiven."""
        if task.deployment:
            breaker.healthy_task(self._service, task.deployment)
        wake(self._plane, self._service)

    def unhealthy(self, task: Task) -> None:
        """It is replaced."""
        events.unhealthy(self._plane, self._service, task)
        reason = "Task failed container health checks"
        stopping.stop(self._plane, task, "ServiceSchedulerInitiated", reason)
        self._count_failure(task)

    def stopping(self, task: Task) -> None:
        """Something must take its place, perhaps."""
        self._service.steady_since = None
        if task.started_at is not None:
            for target_group in _target_groups(self._service):
                events.deregistered(self._plane, self._service, 1, target_group)
        if task.stop_code == "TaskFailedToStart":
            restarts.start_failed(self._plane, self._service)
            self._count_failure(task)
        wake(self._plane, self._service)

    def stopped(self, task: Task) -> None:
        """It is no longer the service's concern."""
        self._service.tasks.pop(task.id, None)
        if task.deployment:
            task.deployment.tasks.pop(task.id, None)
        wake(self._plane, self._service)

    def _count_failure(self, task: Task) -> None:
        deployment = task.deployment
        if deployment and breaker.count_failure(self._service, deployment, self._plane.now):
            rollback.fail(self._plane, self._service)


def _target_groups(service: Service) -> list[str]:
    found = (item.get("targetGroupArn") for item in service.settings.get("loadBalancers", []))
    return [arn for arn in found if arn]
