"""The way back: a deployment has failed, or somebody stopped it.

Sources: developer guide, "How the Amazon ECS deployment circuit breaker detects failures" and
"Stopping Amazon ECS service deployments".
Our reading, not observed: a rollback takes up the old deployment again if it still has tasks; its
tasks that fail are counted up to the breaker's threshold, whether there is a breaker or not, and
then it is ROLLBACK_FAILED and nothing is launched any more; without a completed service revision
to go back to, a service deployment that somebody stops is just STOPPED; the reasons' wording.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import breaker, events, restarts, rollout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecstui.sim.services.ecs.records.service import Deployment, Service, ServiceDeployment
    from ecstui.sim.services.ecs.state import Plane

BREAKER_TRIPPED = "ECS deployment circuit breaker: tasks failed to start."
STOPPED_BY_USER = "Service deployment rolled back because of a StopServiceDeployment request."
NOWHERE_TO_GO = "No completed service revision to roll back to."
FAILED_AGAIN = "Service deployment rollback failed: tasks failed to start."


def fail(plane: Plane, service: Service) -> None:
    """Too many tasks failed: roll back, or stall if that is not wanted or leads nowhere."""
    deployment, journey = service.primary, service.current
    again = journey.status == "ROLLBACK_IN_PROGRESS"
    journey.status_reason = FAILED_AGAIN if again else BREAKER_TRIPPED
    _give_up(plane, deployment, journey.status_reason)
    events.failed(plane, service, deployment, "tasks failed to start.")
    if not again and breaker.rolls_back(service) and service.completed:
        roll_back(plane, service, BREAKER_TRIPPED)
        return
    rollout.end(plane, service, journey, "ROLLBACK_FAILED" if again else "STOPPED")


def _give_up(plane: Plane, deployment: Deployment, why: str) -> None:
    deployment.rollout_state, deployment.rollout_reason = "FAILED", why
    deployment.updated_at = plane.now


def request(plane: Plane, service: Service, why: str, then: Callable[[], None]) -> None:
    """Somebody asked for the running service deployment to be stopped and rolled back.

    :param why: the reason that the service deployment gives.
    :param then: called once that has begun, so that the scheduler looks.
    """
    journey = service.current
    journey.status, journey.updated_at = "ROLLBACK_REQUESTED", plane.now
    journey.status_reason = why
    rollout.end_watch(journey)
    plane.world.after(3.0, partial(_obey, plane, service, journey, then))


def _obey(
    plane: Plane, service: Service, journey: ServiceDeployment, then: Callable[[], None]
) -> None:
    if journey.status != "ROLLBACK_REQUESTED":
        return
    then()
    why = journey.status_reason or STOPPED_BY_USER
    _give_up(plane, service.primary, why)
    if service.completed:
        roll_back(plane, service, why)
        return
    journey.status_reason = NOWHERE_TO_GO
    rollout.end(plane, service, journey, "STOPPED")


def roll_back(plane: Plane, service: Service, why: str) -> None:
    """Make the last completed service revision the PRIMARY one again."""
    target, journey = service.completed, service.current
    if target is None:
        return
    old = next((d for d in service.deployments if d.revision is target), None)
    again = old or rollout.new_deployment(plane, service, target)
    deployment = rollout.promote(plane, service, again)
    cause = "ECS deployment circuit breaker" if why == BREAKER_TRIPPED else "ECS deployment"
    deployment.rollout_reason = f"{cause}: rolling back to deploymentId {deployment.id}."
    service.settings = dict(target.settings)
    journey.status, journey.updated_at = "ROLLBACK_IN_PROGRESS", plane.now
    journey.rollback_reason, journey.rollback_at, journey.rollback_to = why, plane.now, target
    restarts.clear(service)
    events.rolling_back(plane, service, deployment)
