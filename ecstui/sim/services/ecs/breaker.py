"""The deployment circuit breaker: counts failures and says when it is enough.

Rules: developer guide, "How the Amazon ECS deployment circuit breaker detects failures", and the
model's ThresholdConfiguration and DeploymentCircuitBreaker. A task that fails to start counts, and
so does one whose health check fails; a healthy task resets the count unless `resetOnHealthyTask`
is false. Percentages are of the service's latest desired count.
"""

import math
from typing import Any

from ecstui.sim.services.ecs.records.service import Deployment, Service

LOWEST, HIGHEST = 3, 200
"""Bounds of the threshold, for the type BOUNDED_PERCENT."""


def settings(configuration: dict[str, Any]) -> dict[str, Any]:
    """The circuit breaker's part of a deployment configuration; empty if there is none."""
    found: dict[str, Any] = configuration.get("deploymentCircuitBreaker") or {}
    return found


def enabled(service: Service) -> bool:
    """Whether the breaker watches this service's deployments."""
    return bool(settings(service.configuration).get("enable"))


def rolls_back(service: Service) -> bool:
    """Whether the breaker rolls back what it has stopped."""
    return enabled(service) and bool(settings(service.configuration).get("rollback"))


def threshold(service: Service) -> int:
    """How many failures are too many."""
    chosen: dict[str, Any] = settings(service.configuration).get("thresholdConfiguration") or {}
    kind, value = chosen.get("type", "BOUNDED_PERCENT"), int(chosen.get("value", 50))
    if kind == "COUNT":
        return value
    share = math.ceil(service.desired * value / 100)
    return max(1, share) if kind == "UNBOUNDED_PERCENT" else min(max(share, LOWEST), HIGHEST)


def watch(service: Service) -> None:
    """Begin to watch the newest service deployment."""
    service.current.breaker = "MONITORING" if enabled(service) else "DISABLED"
    service.current.threshold = threshold(service)


def count_failure(service: Service, deployment: Deployment, now: float) -> bool:
    """Count one failed task; True if that trips the breaker, or fails the way back.

    Nothing is counted any more once a deployment is COMPLETED or FAILED.
    """
    if deployment.rollout_state != "IN_PROGRESS":
        return False
    deployment.failed_tasks += 1
    deployment.updated_at = now
    journey = service.current
    if _rolling_back(service, deployment):
        journey.rollback_failures += 1
        return journey.rollback_failures >= threshold(service)
    if not _watching(service, deployment):
        return False
    journey.failure_count += 1
    journey.threshold = threshold(service)
    journey.updated_at = now
    if journey.failure_count < journey.threshold:
        return False
    journey.breaker = "TRIGGERED"
    return True


def healthy_task(service: Service, deployment: Deployment) -> None:
    """A task runs and is healthy: earlier failures are forgiven."""
    deployment.failed_tasks = 0
    if _rolling_back(service, deployment):
        service.current.rollback_failures = 0
    reset = settings(service.configuration).get("resetOnHealthyTask", True)
    if reset and _watching(service, deployment):
        service.current.failure_count = 0


def _watching(service: Service, deployment: Deployment) -> bool:
    return service.current.breaker == "MONITORING" and deployment is service.primary


def _rolling_back(service: Service, deployment: Deployment) -> bool:
    return service.current.status == "ROLLBACK_IN_PROGRESS" and deployment is service.primary
