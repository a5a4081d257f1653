"""Amazon ECS as the API describes it.

Shapes and meanings: Amazon ECS API Reference (API version 2014-11-13). Only what the console uses
is named; members that AWS adds later are ignored here and kept in the raw body. Members that AWS
may leave out have a default; a missing one that AWS always sends is an error, never a guess.
"""

from datetime import datetime

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

WIRE = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")
"""Members are camelCase on the wire and snake_case here."""


@dataclass(frozen=True, slots=True, config=WIRE)
class Failure:
    """One entry of `failures[]`: part of a batch that could not be answered."""

    arn: str | None = None
    reason: str | None = None
    """E.g. MISSING: deleted, or in another cluster."""
    detail: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class Tag:
    """A tag."""

    key: str
    value: str = ""


@dataclass(frozen=True, slots=True, config=WIRE)
class Cluster:
    """A cluster, with the counts that DescribeClusters gives for nothing."""

    cluster_arn: str
    cluster_name: str
    status: str
    registered_container_instances_count: int = 0
    running_tasks_count: int = 0
    pending_tasks_count: int = 0
    active_services_count: int = 0
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentCircuitBreakerConfiguration:
    """Whether the circuit breaker watches deployments of a service, and rolls back."""

    enable: bool = False
    rollback: bool = False


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentConfiguration:
    """How a rolling update may proceed, in percent of the desired count."""

    maximum_percent: int | None = None
    minimum_healthy_percent: int | None = None
    deployment_circuit_breaker: DeploymentCircuitBreakerConfiguration | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentController:
    """Who runs the deployments: ECS, CODE_DEPLOY or EXTERNAL."""

    type: str = "ECS"


@dataclass(frozen=True, slots=True, config=WIRE)
class Deployment:
    """A deployment within a service: PRIMARY is the newest, ACTIVE ones are being replaced."""

    id: str
    status: str
    task_definition: str
    created_at: datetime
    updated_at: datetime
    desired_count: int = 0
    pending_count: int = 0
    running_count: int = 0
    failed_tasks: int = 0
    """Consecutive tasks that failed to start; back to 0 once one runs, so crash loops hide here."""
    rollout_state: str | None = None
    """IN_PROGRESS, COMPLETED or FAILED; only for rolling updates, not behind a Classic LB."""
    rollout_state_reason: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class ServiceEvent:
    """One line of a service's event stream, of which AWS keeps the last 100."""

    id: str
    created_at: datetime
    message: str


@dataclass(frozen=True, slots=True, config=WIRE)
class Service:
    """A service as DescribeServices gives it; `events` are newest first."""

    service_arn: str
    service_name: str
    cluster_arn: str
    status: str
    """ACTIVE, DRAINING or INACTIVE."""
    desired_count: int
    running_count: int
    pending_count: int
    task_definition: str | None = None
    launch_type: str | None = None
    scheduling_strategy: str = "REPLICA"
    created_at: datetime | None = None
    deployments: tuple[Deployment, ...] = ()
    events: tuple[ServiceEvent, ...] = ()
    deployment_configuration: DeploymentConfiguration | None = None
    deployment_controller: DeploymentController | None = None
    current_service_deployment: str | None = None
    tags: tuple[Tag, ...] = ()


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
class Container:
    """A container of a task; `exit_code` None means that it never ran or still runs."""

    name: str
    last_status: str | None = None
    image: str | None = None
    image_digest: str | None = None
    exit_code: int | None = None
    reason: str | None = None
    health_status: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class Task:
    """A task, running or stopped."""

    task_arn: str
    cluster_arn: str
    task_definition_arn: str
    last_status: str
    desired_status: str
    created_at: datetime | None = None
    started_at: datetime | None = None
    """Set once the task has reached RUNNING."""
    stopping_at: datetime | None = None
    stopped_at: datetime | None = None
    group: str | None = None
    """`service:<name>` for tasks of a service."""
    started_by: str | None = None
    """The id of the deployment that started it, `ecs-svc/…`."""
    stop_code: str | None = None
    stopped_reason: str | None = None
    health_status: str | None = None
    availability_zone: str | None = None
    launch_type: str | None = None
    cpu: str | None = None
    memory: str | None = None
    container_instance_arn: str | None = None
    containers: tuple[Container, ...] = ()
    version: int = 0
