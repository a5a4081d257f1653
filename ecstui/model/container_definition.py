"""A container of a task definition: what is run, with what, and when it counts as well."""

from dataclasses import field

from pydantic.dataclasses import dataclass

from ecstui.model.others import Others
from ecstui.model.wire import WIRE, KeyValuePair


@dataclass(frozen=True, slots=True, config=WIRE)
class PortMapping:
    """A port of the container; `host_port` 0 or none is any that is free."""

    container_port: int | None = None
    host_port: int | None = None
    protocol: str = "tcp"
    name: str | None = None
    app_protocol: str | None = None
    container_port_range: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class Secret:
    """An environment variable whose value is kept elsewhere; `value_from` says where."""

    name: str
    value_from: str
    """ARN of a Secrets Manager secret or of a Systems Manager parameter, or the latter's name."""


@dataclass(frozen=True, slots=True, config=WIRE)
class EnvironmentFile:
    """A file of environment variables; `value` is the ARN of an object in Amazon S3."""

    value: str
    type: str = "s3"


@dataclass(frozen=True, slots=True, config=WIRE)
class HealthCheck:
    """A command within the container that says whether it is well. Times are in seconds."""

    command: tuple[str, ...] = field(default=(), repr=False)
    interval: int = 30
    timeout: int = 5
    retries: int = 3
    start_period: int | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class LogConfiguration:
    """Where the container's output goes; the options may hold tokens, so they do not show."""

    log_driver: str
    options: dict[str, str] = field(default_factory=dict, repr=False)
    secret_options: tuple[Secret, ...] = ()


@dataclass(frozen=True, slots=True, config=WIRE)
class ContainerDependency:
    """Another container that must be START, COMPLETE, SUCCESS or HEALTHY first."""

    container_name: str
    condition: str


@dataclass(frozen=True, slots=True, config=WIRE)
class Ulimit:
    """A limit of the operating system."""

    name: str
    soft_limit: int
    hard_limit: int


@dataclass(frozen=True, slots=True, config=WIRE)
class MountPoint:
    """Where in the container a volume of the task is found."""

    source_volume: str | None = None
    container_path: str | None = None
    read_only: bool = False


@dataclass(frozen=True, slots=True, config=WIRE)
class ResourceRequirement:
    """GPUs or other devices."""

    type: str
    value: str


@dataclass(frozen=True, slots=True, config=WIRE)
class RepositoryCredentials:
    """The secret, by ARN, with which a private registry is read."""

    credentials_parameter: str


@dataclass(frozen=True, slots=True, config=WIRE)
class ContainerDefinition:
    """A container of a task definition.

    Environment values, commands and log options may hold secrets: they are left out of `repr`.
    """

    name: str
    image: str
    cpu: int = 0
    """CPU units, 1,024 to a vCPU."""
    memory: int | None = None
    memory_reservation: int | None = None
    """Both MiB: the hard and the soft limit."""
    essential: bool = True
    port_mappings: tuple[PortMapping, ...] = ()
    environment: tuple[KeyValuePair, ...] = ()
    environment_files: tuple[EnvironmentFile, ...] = ()
    secrets: tuple[Secret, ...] = ()
    health_check: HealthCheck | None = None
    command: tuple[str, ...] = field(default=(), repr=False)
    entry_point: tuple[str, ...] = field(default=(), repr=False)
    working_directory: str | None = None
    user: str | None = None
    log_configuration: LogConfiguration | None = None
    depends_on: tuple[ContainerDependency, ...] = ()
    start_timeout: int | None = None
    stop_timeout: int | None = None
    """Both seconds."""
    ulimits: tuple[Ulimit, ...] = ()
    mount_points: tuple[MountPoint, ...] = ()
    resource_requirements: tuple[ResourceRequirement, ...] = ()
    repository_credentials: RepositoryCredentials | None = None
    privileged: bool = False
    readonly_root_filesystem: bool = False
    version_consistency: str | None = None
    """Whether ECS resolves the image's tag to a digest once for all tasks: enabled or disabled."""
    docker_labels: dict[str, str] = field(default_factory=dict, repr=False)
    others: Others = field(default=(), repr=False)
    """What else the API says of it, e.g. `linuxParameters`."""
