"""A service deployment: the journey of a service from one revision to another."""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE


@dataclass(frozen=True, slots=True, config=WIRE)
class CircuitBreaker:
    """How close a service deployment is to being stopped by its circuit breaker."""

    status: str | None = None
    """TRIGGERED, MONITORING, MONITORING_COMPLETE or DISABLED."""
    failure_count: int = 0
    threshold: int = 0


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceRevisionCounts:
    """A service revision within a service deployment, with its task counts."""

    arn: str
    requested_task_count: int = 0
    running_task_count: int = 0
    pending_task_count: int = 0


@dataclass(frozen=True, slots=True, config=WIRE)
class LifecycleHook:
    """A lifecycle hook of a service deployment; a PAUSE hook waits for a person."""

    hook_id: str | None = None
    target_type: str | None = None
    status: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class Rollback:
    """Why and when a service deployment was rolled back, and to which service revision."""

    reason: str | None = None
    started_at: datetime | None = None
    service_revision_arn: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentAlarms:
    """The CloudWatch alarms that watch a service deployment."""

    status: str | None = None
    triggered_alarm_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceDeployment:
    """A service deployment: the journey from one service revision to another."""

    service_deployment_arn: str
    service_arn: str
    status: str
    """PENDING IN_PROGRESS SUCCESSFUL STOP_REQUESTED STOPPED ROLLBACK_REQUESTED
    ROLLBACK_IN_PROGRESS ROLLBACK_SUCCESSFUL ROLLBACK_FAILED."""
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    stopped_at: datetime | None = None
    updated_at: datetime | None = None
    status_reason: str | None = None
    lifecycle_stage: str | None = None
    target_service_revision: ServiceRevisionCounts | None = None
    source_service_revisions: tuple[ServiceRevisionCounts, ...] = ()
    deployment_circuit_breaker: CircuitBreaker | None = None
    rollback: Rollback | None = None
    alarms: DeploymentAlarms | None = None
    lifecycle_hook_details: tuple[LifecycleHook, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceDeploymentBrief:
    """A service deployment as ListServiceDeployments gives it."""

    service_deployment_arn: str
    status: str
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    status_reason: str | None = None
    target_service_revision_arn: str | None = None
