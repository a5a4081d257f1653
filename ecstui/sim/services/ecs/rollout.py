"""Deployments from beginning to end: begun, superseded, completed, failed, rolled back.

Sources: developer guide, "Deploy Amazon ECS services by replacing tasks", "deployment circuit
breaker", "View service history using Amazon ECS service deployments"; the model's
ServiceDeployment.
Our reading, not observed: a rollback takes up the old deployment again if it still has tasks;
a superseded service deployment is STOPPED a few seconds after STOP_REQUESTED; the reasons'
wording where no documented text exists; lifecycle stages of a rolling update.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import breaker, counting, events, images, restarts
from ecstui.sim.services.ecs.identifiers import number
from ecstui.sim.services.ecs.records.service import Deployment, ServiceDeployment, ServiceRevision

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.state import Plane

BREAKER_TRIPPED = "ECS deployment circuit breaker: tasks failed to start."
STOPPED_BY_USER = "Service deployment rolled back because of a StopServiceDeployment request."
UNDERWAY = frozenset({"PENDING", "IN_PROGRESS"})
ROLLING_BACK = frozenset({"ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"})


def begin(plane: Plane, service: Service, definition: TaskDefinition) -> Deployment:
    """Start a new deployment of `definition` with the service's present settings."""
    sources = [d.revision for d in service.deployments]
    _supersede(plane, service)
    revision = _revise(plane, service, definition)
    deployment = _promote(plane, service, _new_deployment(plane, service, revision))
    deployment.rollout_reason = f"ECS deployment {deployment.id} in progress."
    _record_journey(plane, service, revision, sources)
    restarts.clear(service)
    return deployment


def _supersede(plane: Plane, service: Service) -> None:
    if not service.history:
        return
    journey = service.current
    if journey.status in UNDERWAY | ROLLING_BACK:
        journey.status, journey.updated_at = "STOP_REQUESTED", plane.now
        journey.status_reason = "A newer service deployment was started."
        plane.world.after(5.0, partial(_end, plane, service, journey, "STOPPED"))


def _end(plane: Plane, service: Service, journey: ServiceDeployment, status: str) -> None:
    """A service deployment is over; its counts stay as they are now."""
    journey.status = status
    journey.finished_at = journey.updated_at = plane.now
    if status == "STOPPED":
        journey.stopped_at = plane.now
    for revision in (journey.target, *journey.sources):
        journey.final[revision.arn] = counting.of_revision(service, revision)
    _end_watch(journey)


def _revise(plane: Plane, service: Service, definition: TaskDefinition) -> ServiceRevision:
    serial = number(plane.world.hex_id(f"revision:{service.arn}"))
    arn = plane.arn(f"service-revision/{service.cluster.name}/{service.name}/{serial}")
    resolved = images.digests(plane.state, definition)
    revision = ServiceRevision(arn, definition, plane.now, dict(service.settings), resolved)
    plane.state.service_revisions[arn] = (service, revision)
    return revision


def _new_deployment(plane: Plane, service: Service, revision: ServiceRevision) -> Deployment:
    serial = number(plane.world.hex_id(f"deployment:{service.arn}"))
    return Deployment(f"ecs-svc/{serial}", revision, plane.now, plane.now)


def _promote(plane: Plane, service: Service, deployment: Deployment) -> Deployment:
    """Make `deployment` the PRIMARY one."""
    for other in service.deployments:
        other.status, other.updated_at = "ACTIVE", plane.now
    rest = [d for d in service.deployments if d is not deployment]
    service.deployments[:] = [deployment, *rest]
    deployment.status, deployment.rollout_state = "PRIMARY", "IN_PROGRESS"
    deployment.updated_at, deployment.failed_tasks = plane.now, 0
    service.steady_since = None
    service.definition = deployment.revision.definition
    return deployment


def _record_journey(
    plane: Plane, service: Service, target: ServiceRevision, sources: list[ServiceRevision]
) -> None:
    serial = plane.world.hex_id(f"service-deployment:{service.arn}", 21)
    arn = plane.arn(f"service-deployment/{service.cluster.name}/{service.name}/{serial}")
    journey = ServiceDeployment(arn, target, sources, plane.now, plane.now)
    journey.configuration = dict(service.configuration)
    service.history.insert(0, journey)
    plane.state.service_deployments[arn] = (service, journey)
    breaker.watch(service)


def set_off(plane: Plane, service: Service) -> None:
    """The scheduler takes a PENDING service deployment up."""
    journey = service.current
    if journey.status == "PENDING":
        journey.status, journey.stage = "IN_PROGRESS", "SCALE_UP"
        journey.started_at = journey.updated_at = plane.now


def complete(plane: Plane, service: Service) -> None:
    """Everything that the primary deployment wants is there, and nothing else."""
    deployment, journey = service.primary, service.current
    deployment.rollout_state, deployment.updated_at = "COMPLETED", plane.now
    deployment.rollout_reason = f"ECS deployment {deployment.id} completed."
    service.completed = deployment.revision
    if journey.status in UNDERWAY | ROLLING_BACK:
        back = journey.status in ROLLING_BACK
        journey.stage = "CLEAN_UP"
        _end(plane, service, journey, "ROLLBACK_SUCCESSFUL" if back else "SUCCESSFUL")
    events.completed(plane, service, deployment)


def fail(plane: Plane, service: Service) -> None:
    """The breaker has tripped: roll back, or stall if that is not wanted or leads nowhere."""
    deployment, journey = service.primary, service.current
    _give_up(plane, deployment, BREAKER_TRIPPED)
    events.failed(plane, service, deployment, "tasks failed to start.")
    journey.status_reason = BREAKER_TRIPPED
    if breaker.rolls_back(service) and service.completed:
        roll_back(plane, service, BREAKER_TRIPPED)
        return
    _end(plane, service, journey, "STOPPED")


def _give_up(plane: Plane, deployment: Deployment, why: str) -> None:
    deployment.rollout_state, deployment.rollout_reason = "FAILED", why
    deployment.updated_at = plane.now


def request_rollback(plane: Plane, service: Service, then: Callable[[], None]) -> None:
    """Somebody asked for the running service deployment to be stopped and rolled back.

    :param then: called once that has begun, so that the scheduler looks.
    """
    journey = service.current
    journey.status, journey.updated_at = "ROLLBACK_REQUESTED", plane.now
    journey.status_reason = STOPPED_BY_USER
    plane.world.after(3.0, partial(_obey_rollback, plane, service, journey, then))


def _obey_rollback(
    plane: Plane, service: Service, journey: ServiceDeployment, then: Callable[[], None]
) -> None:
    if journey.status != "ROLLBACK_REQUESTED":
        return
    then()
    _give_up(plane, service.primary, STOPPED_BY_USER)
    _end_watch(journey)
    if service.completed:
        roll_back(plane, service, STOPPED_BY_USER)
        return
    journey.status_reason = "No completed service revision to roll back to."
    _end(plane, service, journey, "ROLLBACK_FAILED")


def roll_back(plane: Plane, service: Service, why: str) -> None:
    """Make the last completed service revision the PRIMARY one again."""
    target, journey = service.completed, service.current
    if target is None:
        return
    old = next((d for d in service.deployments if d.revision is target), None)
    deployment = _promote(plane, service, old or _new_deployment(plane, service, target))
    cause = "ECS deployment circuit breaker" if why == BREAKER_TRIPPED else "ECS deployment"
    deployment.rollout_reason = f"{cause}: rolling back to deploymentId {deployment.id}."
    service.settings = dict(target.settings)
    journey.status, journey.updated_at = "ROLLBACK_IN_PROGRESS", plane.now
    journey.rollback_reason, journey.rollback_at, journey.rollback_to = why, plane.now, target
    restarts.clear(service)
    events.rolling_back(plane, service, deployment)


def _end_watch(journey: ServiceDeployment) -> None:
    if journey.breaker == "MONITORING":
        journey.breaker = "MONITORING_COMPLETE"
