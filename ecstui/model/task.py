"""A task and its containers."""

from datetime import datetime

from pydantic import Field
from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE, KeyValuePair

INTERFACE_ID = "networkInterfaceId"
SUBNET_ID = "subnetId"
PRIVATE_ADDRESS = "privateIPv4Address"


@dataclass(frozen=True, slots=True, config=WIRE)
class NetworkBinding:
    """A port of a container instance that leads to one of the container."""

    bind_ip: str | None = Field(default=None, alias="bindIP")
    container_port: int | None = None
    host_port: int | None = None
    protocol: str | None = None
    container_port_range: str | None = None
    host_port_range: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class ManagedAgent:
    """An agent that ECS runs beside a container, such as the one for ECS Exec."""

    name: str | None = None
    """ExecuteCommandAgent, the only one there is."""
    last_status: str | None = None
    """PENDING, RUNNING or STOPPED."""
    reason: str | None = None
    last_started_at: datetime | None = None


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
    runtime_id: str | None = None
    cpu: str | None = None
    memory: str | None = None
    memory_reservation: str | None = None
    network_bindings: tuple[NetworkBinding, ...] = ()
    managed_agents: tuple[ManagedAgent, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class Attachment:
    """Something that AWS attached to a task, such as its elastic network interface."""

    id: str | None = None
    type: str | None = None
    """E.g. ElasticNetworkInterface, AmazonElasticBlockStorage, Service Connect."""
    status: str | None = None
    """PRECREATED, CREATED, ATTACHING, ATTACHED, DETACHING, DETACHED, DELETED or FAILED."""
    details: tuple[KeyValuePair, ...] = ()


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
    capacity_provider_name: str | None = None
    platform_version: str | None = None
    platform_family: str | None = None
    connectivity: str | None = None
    """CONNECTED or DISCONNECTED: the container agent, or Fargate's, to ECS."""
    connectivity_at: datetime | None = None
    pull_started_at: datetime | None = None
    pull_stopped_at: datetime | None = None
    execution_stopped_at: datetime | None = None
    """When its containers had stopped."""
    enable_execute_command: bool = False
    attachments: tuple[Attachment, ...] = ()
    containers: tuple[Container, ...] = ()
    version: int = 0

    @property
    def private_address(self) -> str | None:
        """The private IPv4 address of the task's own network interface."""
        return self._detail(PRIVATE_ADDRESS)

    @property
    def network_interface_id(self) -> str | None:
        """The id, `eni-…`, of the task's own network interface."""
        return self._detail(INTERFACE_ID)

    @property
    def subnet_id(self) -> str | None:
        """The id of the subnet that the task's own network interface is in."""
        return self._detail(SUBNET_ID)

    def _detail(self, name: str) -> str | None:
        details = (pair for attachment in self.attachments for pair in attachment.details)
        return next((pair.value for pair in details if pair.name == name), None)
