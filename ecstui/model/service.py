"""A service, its deployments and its events."""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.placing import (
    CapacityProviderStrategyItem,
    LoadBalancer,
    NetworkConfiguration,
    PlacementConstraint,
    PlacementStrategy,
    ServiceRegistry,
)
from ecstui.model.service_deployment import ServiceRevisionCounts
from ecstui.model.wire import WIRE, Tag


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentCircuitBreakerConfiguration:
    """Whether the circuit breaker watches deployments of a service, and rolls back."""

    enable: bool = False
    rollback: bool = False


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentAlarmsConfiguration:
    """The CloudWatch alarms that are to stop a deployment."""

    alarm_names: tuple[str, ...] = ()
    enable: bool = False
    rollback: bool = False


@dataclass(frozen=True, slots=True, config=WIRE)
class DeploymentConfiguration:
    """How a rolling update may proceed, in percent of the desired count."""

    maximum_percent: int | None = None
    minimum_healthy_percent: int | None = None
    deployment_circuit_breaker: DeploymentCircuitBreakerConfiguration | None = None
    alarms: DeploymentAlarmsConfiguration | None = None
    strategy: str | None = None
    """ROLLING, BLUE_GREEN, LINEAR or CANARY."""
    bake_time_in_minutes: int | None = None


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
    current_service_revisions: tuple[ServiceRevisionCounts, ...] = ()
    capacity_provider_strategy: tuple[CapacityProviderStrategyItem, ...] = ()
    platform_version: str | None = None
    platform_family: str | None = None
    network_configuration: NetworkConfiguration | None = None
    load_balancers: tuple[LoadBalancer, ...] = ()
    service_registries: tuple[ServiceRegistry, ...] = ()
    placement_constraints: tuple[PlacementConstraint, ...] = ()
    placement_strategy: tuple[PlacementStrategy, ...] = ()
    health_check_grace_period_seconds: int | None = None
    enable_execute_command: bool = False
    availability_zone_rebalancing: str | None = None
    """ENABLED or DISABLED."""
    created_by: str | None = None
    """The principal's ARN."""
    role_arn: str | None = None
    propagate_tags: str | None = None
    resource_management_type: str | None = None
    """CUSTOMER, or ECS for an Express service."""
    tags: tuple[Tag, ...] = ()
