"""What a task definition says, piece by piece: the pieces of two of them can be compared.

Values of environment variables are compared and never shown, nor is what looks like a secret.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ecstui.analysis.masking import mask
from ecstui.analysis.secret_texts import masked_arguments
from ecstui.model.container_definition import ContainerDefinition, HealthCheck, PortMapping
from ecstui.model.others import Others
from ecstui.model.task_definition import TaskDefinition, Volume

UNSEEN, ANOTHER = "a value", "another value"
"""Stand for values that are not shown."""

OTHER = ""
"""The aspect of members that the model does not name: they go by their own names."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a task definition says, e.g. the value of one environment variable."""

    aspect: str
    """E.g. `image`, `env`; in what order they are told is said in `revisions`."""
    name: str
    """Which one of several; empty where there can be only one."""
    raw: object = field(repr=False)
    shown: str

    @property
    def label(self) -> str:
        """`image`, `env LOG_LEVEL`."""
        return f"{self.aspect} {self.name}".strip()


Given = tuple[str, str, Any]
"""An aspect, a name, and a value that shows as it is; None is not said at all."""


def of_task(definition: TaskDefinition) -> list[Piece]:
    """What is said of the task as a whole."""
    platform = definition.runtime_platform
    disk = definition.ephemeral_storage
    given: list[Given] = [
        ("memory", "", definition.memory),
        ("cpu", "", definition.cpu),
        ("task role", "", definition.task_role_arn),
        ("execution role", "", definition.execution_role_arn),
        ("platform", "architecture", platform.cpu_architecture if platform else None),
        ("platform", "system", platform.operating_system_family if platform else None),
        ("network mode", "", definition.network_mode),
        ("requires", "", ", ".join(sorted(definition.requires_compatibilities)) or None),
        ("disk", "GiB", disk.size_in_gi_b if disk else None),
        ("pid mode", "", definition.pid_mode),
        ("ipc mode", "", definition.ipc_mode),
    ]
    given += [
        ("placement", constraint.expression or "", constraint.type)
        for constraint in definition.placement_constraints
    ]
    return [*_pieces(given), *map(_volume, definition.volumes), *_others(definition.others)]


def of_container(container: ContainerDefinition, digest: str | None) -> list[Piece]:
    """What is said of one container.

    :param digest: of its image, where that is known from a task that ran.
    """
    given = [("digest", "", digest), *_basics(container), *_lists(container), *_logging(container)]
    given += _health_check(container.health_check) if container.health_check else []
    return [*_pieces(given), *_hidden(container), *_others(container.others)]


def _basics(container: ContainerDefinition) -> list[Given]:
    credentials = container.repository_credentials
    return [
        ("image", "", container.image),
        ("memory", "", container.memory),
        ("memory reservation", "", container.memory_reservation),
        ("cpu", "", container.cpu or None),
        ("stop timeout", "", _seconds(container.stop_timeout)),
        ("start timeout", "", _seconds(container.start_timeout)),
        ("essential", "", _yes(container.essential)),
        ("user", "", container.user),
        ("directory", "", container.working_directory),
        ("privileged", "", _yes(container.privileged)),
        ("read-only root", "", _yes(container.readonly_root_filesystem)),
        ("version consistency", "", container.version_consistency),
        ("registry secret", "", credentials.credentials_parameter if credentials else None),
    ]


def _lists(container: ContainerDefinition) -> list[Given]:
    return [
        *(("env file", file.value, file.type) for file in container.environment_files),
        *(("secret", secret.name, secret.value_from) for secret in container.secrets),
        *(("port", _port(port), _port_details(port)) for port in container.port_mappings),
        *(("depends on", it.container_name, it.condition) for it in container.depends_on),
        *(
            ("mount", it.container_path or "", _mount(it.source_volume, it.read_only))
            for it in container.mount_points
        ),
        *(("ulimit", it.name, f"{it.soft_limit}/{it.hard_limit}") for it in container.ulimits),
        *(("resource", it.type, it.value) for it in container.resource_requirements),
    ]


def _logging(container: ContainerDefinition) -> list[Given]:
    logs = container.log_configuration
    if logs is None:
        return []
    secrets = (("log secret", secret.name, secret.value_from) for secret in logs.secret_options)
    return [("log driver", "", logs.log_driver), *secrets]


def _health_check(check: HealthCheck) -> list[Given]:
    return [
        ("health check", "interval", _seconds(check.interval)),
        ("health check", "timeout", _seconds(check.timeout)),
        ("health check", "retries", check.retries),
        ("health check", "start period", _seconds(check.start_period)),
    ]


def _hidden(container: ContainerDefinition) -> Iterator[Piece]:
    """What may hold secrets: shown in part, or not at all."""
    for variable in container.environment:
        yield Piece("env", variable.name, variable.value, UNSEEN)
    check = container.health_check
    commands = (
        ("command", "", container.command),
        ("entry point", "", container.entry_point),
        ("health check", "command", check.command if check else ()),
    )
    for aspect, name, command in commands:
        if command:
            yield Piece(aspect, name, command, " ".join(masked_arguments(list(command))))
    logs = container.log_configuration
    options = (("log option", logs.options if logs else {}), ("label", container.docker_labels))
    for aspect, values in options:
        for name, value in values.items():
            yield Piece(aspect, name, value, mask({name: value})[name])


def _others(others: Others) -> Iterator[Piece]:
    return (Piece(OTHER, name, value, UNSEEN) for name, value in others)


def _pieces(given: Iterable[Given]) -> Iterator[Piece]:
    for aspect, name, value in given:
        if value is not None:
            yield Piece(aspect, name, value, str(value))


def _seconds(number: int | None) -> str | None:
    return None if number is None else f"{number}s"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _port(port: PortMapping) -> str:
    return f"{port.container_port or port.container_port_range}/{port.protocol}"


def _port_details(port: PortMapping) -> str:
    host = f"host {port.host_port}" if port.host_port else "any host port"
    return " ".join(filter(None, (host, port.name, port.app_protocol)))


def _mount(volume: str | None, read_only: bool) -> str:
    return f"{volume or 'no volume'}{' read-only' if read_only else ''}"


def _volume(volume: Volume) -> Piece:
    details: tuple[str | None, ...] = ()
    if efs := volume.efs_volume_configuration:
        encryption = efs.transit_encryption and f"encryption {efs.transit_encryption}"
        iam = efs.authorization_config.iam if efs.authorization_config else None
        by = iam and f"IAM {iam}"
        details = (efs.file_system_id, efs.root_directory, efs.access_point_id, encryption, by)
    elif volume.host is not None:
        details = (volume.host.source_path,)
    shown = " ".join([volume.kind, *filter(None, details)])
    return Piece("volume", volume.name, (shown, volume.others), shown)
