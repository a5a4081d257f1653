"""Whether a deployment is under way, and how far it is."""

from datetime import datetime, timedelta

from ecstui.analysis.case import Case, Health, State
from ecstui.model.arn import name_in
from ecstui.model.ecs import ServiceDeployment

ROLLOUT_PATIENCE = timedelta(minutes=15)
"""A rollout may run with fewer tasks than desired (minimumHealthyPercent) for so long."""

UNDER_WAY = frozenset({"PENDING", "IN_PROGRESS", "STOP_REQUESTED"})
"""The statuses of a service deployment on its way forward."""


def deploying(case: Case) -> Health | None:
    """A deployment is under way: how many of its tasks run, its troubles, its age."""
    begun = _begun(case)
    if begun is None:
        return None
    parts = [_progress(case), *_failed_starts(case), *_stage(case), *_breaker(case.deployment)]
    return Health(State.DEPLOYING, (", ".join([*parts, "begun "]), begun, " ago"))


def goes_well(case: Case) -> bool:
    """Whether a rollout that goes well explains that tasks are missing."""
    begun, primary = _begun(case), case.primary
    failed = primary is not None and primary.failed_tasks > 0
    return begun is not None and not failed and case.now - begun < ROLLOUT_PATIENCE


def _is_rolling(case: Case) -> bool:
    """Whether the service itself tells of the rollout; it does so for rolling updates only."""
    return case.primary is not None and case.primary.rollout_state == "IN_PROGRESS"


def _begun(case: Case) -> datetime | None:
    """When the deployment that is under way began; None if there is none."""
    if case.primary is not None and _is_rolling(case):
        return case.primary.created_at
    if case.deployment is not None and case.deployment.status in UNDER_WAY:
        return case.deployment.started_at or case.deployment.created_at
    return None


def _progress(case: Case) -> str:
    primary = case.primary
    target = case.deployment.target_service_revision if case.deployment is not None else None
    if target is not None and target.requested_task_count and not _is_rolling(case):
        name = name_in(primary.task_definition) if primary is not None else name_in(target.arn)
        return f"{target.running_task_count} of {target.requested_task_count} on {name}"
    if primary is None:
        return case.tally
    name = name_in(primary.task_definition)
    return f"{primary.running_count} of {primary.desired_count} on {name}"


def _failed_starts(case: Case) -> list[str]:
    failed = case.primary.failed_tasks if case.primary is not None else 0
    return [f"{failed} failed to start"] if failed else []


def _stage(case: Case) -> list[str]:
    """Where a deployment is of which the service itself tells nothing, e.g. a blue/green one."""
    deployment = case.deployment
    if deployment is None or _is_rolling(case):
        return []
    if deployment.status == "STOP_REQUESTED":
        return [*filter(None, [deployment.lifecycle_stage]), "stop requested"]
    return [deployment.lifecycle_stage or deployment.status]


def _breaker(deployment: ServiceDeployment | None) -> list[str]:
    """How close the circuit breaker is to stopping the deployment, once it has counted any."""
    breaker = deployment.deployment_circuit_breaker if deployment is not None else None
    if breaker is None or breaker.status != "MONITORING" or not breaker.failure_count:
        return []
    return [f"breaker {breaker.failure_count}/{breaker.threshold}"]
