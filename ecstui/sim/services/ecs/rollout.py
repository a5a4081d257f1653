"""Deployments from beginning to end: begun, superseded, completed. `rollback` has the way back.

Sources: developer guide, "Deploy Amazon ECS services by replacing tasks", "deployment circuit
breaker", "View service history using Amazon ECS service deployments"; the model's
ServiceDeployment.
Our reading, not observed: a superseded service deployment is STOPPED a few seconds after
STOP_REQUESTED; the reasons' wording where no documented text exists; lifecycle stages of a rolling
update.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import breaker, counting, events, images, restarts
from ecstui.sim.services.ecs.identifiers import number
from ecstui.sim.services.ecs.records.service import Deployment, ServiceDeployment, ServiceRevision

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.state import Plane

SUPERSEDED = "Superseded: a newer service deployment was started."
UNDERWAY = frozenset({"PENDING", "IN_PROGRESS"})
ROLLING_BACK = frozenset({"ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"})


def begin(plane: Plane, service: Service, definition: TaskDefinition) -> Deployment:
    """Start a new deployment of `definition` with the service's present settings."""
    sources = [d.revision for d in service.deployments]
    _supersede(plane, service)
    revision = _revise(plane, service, definition)
    deployment = promote(plane, service, new_deployment(plane, service, revision))
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
        journey.status_reason = SUPERSEDED
        end_watch(journey)
        plane.world.after(5.0, partial(end, plane, service, journey, "STOPPED"))


def end(plane: Plane, service: Service, journey: ServiceDeployment, status: str) -> None:
    """A service deployment is over; its counts stay as they are now."""
    journey.status = status
    journey.finished_at = journey.updated_at = plane.now
    if status == "STOPPED":
        journey.stopped_at = plane.now
    for revision in (journey.target, *journey.sources):
        journey.final[revision.arn] = counting.of_revision(service, revision)
    end_watch(journey)


def _revise(plane: Plane, service: Service, definition: TaskDefinition) -> ServiceRevision:
    serial = number(plane.world.hex_id(f"revision:{service.arn}"))
    arn = plane.arn(f"service-revision/{service.cluster.name}/{service.name}/{serial}")
    resolved = images.digests(plane.state, definition)
    revision = ServiceRevision(arn, definition, plane.now, dict(service.settings), resolved)
    plane.state.service_revisions[arn] = (service, revision)
    return revision


def new_deployment(plane: Plane, service: Service, revision: ServiceRevision) -> Deployment:
    """A deployment of `revision`, which is not yet one of the service's."""
    serial = number(plane.world.hex_id(f"deployment:{service.arn}"))
    return Deployment(f"ecs-svc/{serial}", revision, plane.now, plane.now)


def promote(plane: Plane, service: Service, deployment: Deployment) -> Deployment:
    """Make `deployment` the PRIMARY one."""
    for other in service.deployments:
        other.status, other.updated_at = "ACTIVE", plane.now
    rest = [d for d in service.deployments if d is not deployment]
    service.deployments[:] = [deployment, *rest]
    deployment.status, deployment.rollout_state = "PRIMARY", "IN_PROGRESS"
    deployment.updated_at, deployment.failed_tasks = plane.now, 0
    service.steady_since = None
    service.newest = deployment.revision.definition
    return deployment


def _record_journey(
    plane: Plane, service: Service, target: ServiceRevision, sources: list[ServiceRevision]
) -> None:
    serial = plane.world.hex_id(f"service-deployment:{service.arn}", 21)
    arn = plane.arn(f"service-deployment/{service.cluster.name}/{service.name}/{serial}")
    journey = ServiceDeployment(arn, target, sources, plane.now, plane.now)
    journey.configuration = dict(service.configuration)
    service.history.insert(0, journey)
    if service.controller == "ECS":
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
        end(plane, service, journey, "ROLLBACK_SUCCESSFUL" if back else "SUCCESSFUL")
    events.completed(plane, service, deployment)


def end_watch(journey: ServiceDeployment) -> None:
    """Nothing is waited for or counted any more: neither a pause hook nor the breaker."""
    for hook in journey.hooks:
        if hook.status == "AWAITING_ACTION":
            hook.status = "FAILED"
    if journey.breaker == "MONITORING":
        journey.breaker = "MONITORING_COMPLETE"
