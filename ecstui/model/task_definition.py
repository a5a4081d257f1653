"""A task definition: the blueprint of tasks, in revisions of which none ever changes."""

from dataclasses import field
from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.arn import name_in
from ecstui.model.container_definition import ContainerDefinition
from ecstui.model.others import Others
from ecstui.model.placing import PlacementConstraint
from ecstui.model.wire import WIRE, Tag


@dataclass(frozen=True, slots=True, config=WIRE)
class RuntimePlatform:
    """Processor and operating system; AWS leaves out what was not said."""

    cpu_architecture: str | None = None
    """X86_64 or ARM64."""
    operating_system_family: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class EphemeralStorage:
    """The disk of a Fargate task, in GiB."""

    size_in_gi_b: int


@dataclass(frozen=True, slots=True, config=WIRE)
class EfsAuthorizationConfig:
    """Who a file system of Amazon EFS is mounted as."""

    access_point_id: str | None = None
    """`fsap-…`"""
    iam: str | None = None
    """Whether the task role is used: ENABLED or DISABLED."""


@dataclass(frozen=True, slots=True, config=WIRE)
class EfsVolumeConfiguration:
    """A file system of Amazon EFS."""

    file_system_id: str
    root_directory: str | None = None
    transit_encryption: str | None = None
    """ENABLED or DISABLED."""
    authorization_config: EfsAuthorizationConfig | None = None

    @property
    def access_point_id(self) -> str | None:
        """The access point through which it is mounted, `fsap-…`."""
        return self.authorization_config.access_point_id if self.authorization_config else None


@dataclass(frozen=True, slots=True, config=WIRE)
class HostVolume:
    """A directory of the container instance."""

    source_path: str | None = None


CONFIGURATION = "VolumeConfiguration"
KINDS = {
    "dockerVolumeConfiguration": "docker",
    "fsxWindowsFileServerVolumeConfiguration": "FSx for Windows",
    "s3filesVolumeConfiguration": "S3 Files",
}
"""The kinds of volumes by the members that configure them, of those that have no shape here."""


@dataclass(frozen=True, slots=True, config=WIRE)
class Volume:
    """A volume that containers of the task may mount."""

    name: str
    host: HostVolume | None = None
    efs_volume_configuration: EfsVolumeConfiguration | None = None
    configured_at_launch: bool = False
    """Whether the service or task that uses it says what it is, as for Amazon EBS."""
    others: Others = field(default=(), repr=False)
    """What else the API says of it, e.g. `dockerVolumeConfiguration`."""

    @property
    def kind(self) -> str:
        """Where its data are: `EFS`, `docker`, …, `host` for a directory of the machine."""
        if self.efs_volume_configuration is not None:
            return "EFS"
        if self.host is not None and self.host.source_path:
            return "host"
        for name, _ in self.others:
            if name.endswith(CONFIGURATION):
                return KINDS.get(name, name.removesuffix(CONFIGURATION))
        return "given at launch" if self.configured_at_launch else "of the task"


@dataclass(frozen=True, slots=True, config=WIRE)
class TaskDefinition:
    """One revision of a family. Only `status`, `deregistered_at` and `tags` can change."""

    task_definition_arn: str
    family: str
    revision: int
    status: str
    """ACTIVE, INACTIVE or DELETE_IN_PROGRESS."""
    container_definitions: tuple[ContainerDefinition, ...]
    cpu: str | None = None
    """CPU units of the whole task."""
    memory: str | None = None
    """MiB of the whole task."""
    network_mode: str | None = None
    """bridge, host, awsvpc or none."""
    task_role_arn: str | None = None
    execution_role_arn: str | None = None
    requires_compatibilities: tuple[str, ...] = ()
    compatibilities: tuple[str, ...] = ()
    runtime_platform: RuntimePlatform | None = None
    volumes: tuple[Volume, ...] = ()
    placement_constraints: tuple[PlacementConstraint, ...] = ()
    ephemeral_storage: EphemeralStorage | None = None
    pid_mode: str | None = None
    ipc_mode: str | None = None
    registered_at: datetime | None = None
    registered_by: str | None = None
    """The principal's ARN."""
    deregistered_at: datetime | None = None
    tags: tuple[Tag, ...] = ()
    others: Others = field(default=(), repr=False)
    """What else the API says of how it runs, e.g. `proxyConfiguration`."""

    @property
    def name(self) -> str:
        """`family:revision`."""
        return f"{self.family}:{self.revision}"


@dataclass(frozen=True, slots=True, config=WIRE)
class TaskDefinitionRevision:
    """A revision as the lists give it: its ARN and whether it may still be used."""

    arn: str
    status: str
    """ACTIVE or INACTIVE."""

    @property
    def family(self) -> str:
        """The family's name."""
        return self.name.rpartition(":")[0]

    @property
    def revision(self) -> int:
        """The number within the family."""
        return int(self.name.rpartition(":")[2])

    @property
    def name(self) -> str:
        """`family:revision`."""
        return name_in(self.arn)
