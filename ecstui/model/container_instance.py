"""A container instance: a machine that runs tasks."""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE, Tag

ZONE = "ecs.availability-zone"
INSTANCE_TYPE = "ecs.instance-type"


@dataclass(frozen=True, slots=True, config=WIRE)
class Resource:
    """An amount of something: CPU (units), MEMORY (MiB), PORTS, PORTS_UDP (taken ones), GPU."""

    name: str
    integer_value: int = 0
    string_set_value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class Attribute:
    """Something that placement may ask for."""

    name: str
    value: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class VersionInfo:
    """Versions of the container agent and of Docker."""

    agent_version: str | None = None
    docker_version: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class InstanceHealthCheckResult:
    """One check of an instance's health."""

    type: str | None = None
    """CONTAINER_RUNTIME, ACCELERATED_COMPUTE, DAEMON or AGENT_CONNECTIVITY."""
    status: str | None = None
    """OK, IMPAIRED, INSUFFICIENT_DATA or INITIALIZING."""
    status_reason: str | None = None
    last_updated: datetime | None = None
    last_status_change: datetime | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class ContainerInstanceHealthStatus:
    """The health of an instance: the worst of its details."""

    overall_status: str | None = None
    details: tuple[InstanceHealthCheckResult, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class ContainerInstance:
    """A container instance as DescribeContainerInstances gives it."""

    container_instance_arn: str
    status: str
    """ACTIVE, DRAINING, REGISTERING, DEREGISTERING or REGISTRATION_FAILED."""
    agent_connected: bool = False
    status_reason: str | None = None
    ec2_instance_id: str | None = None
    """`mi-…` of machines outside EC2."""
    capacity_provider_name: str | None = None
    running_tasks_count: int = 0
    pending_tasks_count: int = 0
    registered_resources: tuple[Resource, ...] = ()
    remaining_resources: tuple[Resource, ...] = ()
    registered_at: datetime | None = None
    health_status: ContainerInstanceHealthStatus | None = None
    attributes: tuple[Attribute, ...] = ()
    version_info: VersionInfo | None = None
    agent_update_status: str | None = None
    version: int = 0
    tags: tuple[Tag, ...] = ()

    @property
    def availability_zone(self) -> str | None:
        """E.g. eu-west-1a."""
        return self.attribute(ZONE)

    @property
    def instance_type(self) -> str | None:
        """E.g. m7g.large."""
        return self.attribute(INSTANCE_TYPE)

    def attribute(self, name: str) -> str | None:
        """The value of an attribute."""
        return next((it.value for it in self.attributes if it.name == name), None)

    def registered(self, name: str) -> int | None:
        """How much there is of a resource in all, e.g. of CPU."""
        return _amount(self.registered_resources, name)

    def remaining(self, name: str) -> int | None:
        """How much of a resource is not taken by tasks."""
        return _amount(self.remaining_resources, name)


def _amount(resources: tuple[Resource, ...], name: str) -> int | None:
    return next((it.integer_value for it in resources if it.name == name), None)
