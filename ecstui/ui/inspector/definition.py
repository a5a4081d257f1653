"""A task definition: the task, and each of its containers."""

from collections.abc import Iterator, Sequence
from typing import Any

from ecstui.analysis.masking import mask
from ecstui.analysis.secret_texts import MASK
from ecstui.analysis.wording import ago, short_name
from ecstui.model.container_definition import ContainerDefinition, PortMapping
from ecstui.model.task_definition import TaskDefinition, Volume
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector import finding
from ecstui.ui.inspector.sheet import Line, masked, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def definition_arn(look: Look) -> str:
    """The revision that is looked at, or that a service runs; empty while that is not known."""
    if look.subject.kind is Kind.TASK_DEFINITION:
        return look.subject.id
    service = finding.service(look)
    return (service.task_definition or "") if service is not None else ""


def wanted_feeds(look: Look) -> tuple[Feed[Any], ...]:
    """The definition; of a service, the service too, which tells which one it is."""
    arn = definition_arn(look)
    found = [feeds.task_definition(arn)] if arn else []
    if look.subject.kind is Kind.TASK_DEFINITION:
        return tuple(found)
    return (*found, feeds.services(look.subject.cluster))


def lines(look: Look) -> Sequence[Line]:
    """Everything that decides how the tasks run."""
    arn = definition_arn(look)
    definition = look.readings.value(feeds.task_definition(arn)) if arn else None
    if definition is None:
        return ()
    containers = [line for c in definition.container_definitions for line in _container(c, look)]
    return [
        *section(definition.name, _task(definition, look)),
        *section("Volumes", (pair(v.name, _volume(v)) for v in definition.volumes)),
        *containers,
        *section("Tags", (masked(tag.key, tag.value) for tag in definition.tags)),
    ]


def _task(definition: TaskDefinition, look: Look) -> Iterator[Line]:
    platform = definition.runtime_platform
    yield pair("status", definition.status)
    yield pair("size", f"cpu {definition.cpu or '—'}, memory {definition.memory or '—'} MiB")
    yield pair("network mode", definition.network_mode)
    yield pair("runs on", ", ".join(definition.requires_compatibilities))
    if platform is not None:
        words = (platform.operating_system_family, platform.cpu_architecture)
        yield pair("platform", " ".join(filter(None, words)))
    if definition.ephemeral_storage is not None:
        yield pair("disk", f"{definition.ephemeral_storage.size_in_gi_b} GiB")
    yield pair("task role", _role(definition.task_role_arn))
    yield pair("exec. role", _role(definition.execution_role_arn))
    if definition.registered_at is not None:
        when = f"{definition.registered_at:%Y-%m-%d %H:%M:%S} UTC"
        yield pair("registered", f"{when}, {ago(look.now - definition.registered_at)} ago")
    yield pair("by", short_name(definition.registered_by or ""))


def _container(container: ContainerDefinition, look: Look) -> list[Line]:
    return [
        *section(f"Container {container.name}", _container_pairs(container)),
        *section("  Environment", _environment(container, look)),
        *section("  Secrets, by name and place", (_secret(s.name, s.value_from)
                                                  for s in container.secrets)),
    ]  # fmt: skip


def _container_pairs(container: ContainerDefinition) -> Iterator[Line]:
    yield pair("image", container.image)
    yield pair("essential", "yes" if container.essential else "no")
    soft = f", reserves {container.memory_reservation}" if container.memory_reservation else ""
    yield pair("size", f"cpu {container.cpu or '—'}, memory {container.memory or '—'} MiB{soft}")
    yield pair("ports", ", ".join(map(_port, container.port_mappings)))
    yield pair("command", _masked_words(container.command))
    yield pair("entry point", _masked_words(container.entry_point))
    yield from _health(container)
    for needed in container.depends_on:
        yield pair("depends on", f"{needed.container_name} {needed.condition}")
    logs = container.log_configuration
    if logs is not None:
        options = mask({"options": logs.options})["options"]
        words = " ".join(f"{name}={value}" for name, value in options.items())
        yield pair("logs", f"{logs.log_driver} {words}")
    if container.stop_timeout is not None:
        yield pair("stop timeout", f"{container.stop_timeout}s")
    if container.user:
        yield pair("user", container.user)
    for mount in container.mount_points:
        yield pair("mount", f"{mount.source_volume} at {mount.container_path}"
                   + (" read-only" if mount.read_only else ""))  # fmt: skip


def _health(container: ContainerDefinition) -> Iterator[Line]:
    check = container.health_check
    if check is None:
        yield pair("health check", None)
        return
    yield pair("health check", _masked_words(check.command))
    start = f", starts after {check.start_period}s" if check.start_period else ""
    yield pair(
        "", f"every {check.interval}s, within {check.timeout}s, {check.retries} tries{start}"
    )


def _masked_words(words: Sequence[str]) -> str:
    return " ".join(mask({"command": list(words)})["command"])


def _environment(container: ContainerDefinition, look: Look) -> Iterator[Line]:
    """Names and hidden values; what is asked for is shown, unless its name speaks of a secret."""
    given = [{"name": each.name, "value": each.value} for each in container.environment]
    for each in mask({"environment": given}, reveal_env=look.reveal)["environment"]:
        yield pair(f"  {each['name']}", each["value"], width=24)
    for file in container.environment_files:
        yield pair("  file", file.value)
    if container.environment and not look.reveal:
        yield text(f"  {MASK} stands for a value; z shows it.", "muted")


def _secret(name: str, place: str) -> Line:
    return pair(f"  {name}", place, width=24)


def _role(arn: str | None) -> str:
    return arn.partition(":role/")[2] or arn if arn else ""


def _port(port: PortMapping) -> str:
    number = port.container_port if port.container_port is not None else port.container_port_range
    host = f" on {port.host_port}" if port.host_port else ""
    return f"{number}/{port.protocol}{host}" + (f" {port.name}" if port.name else "")


def _volume(volume: Volume) -> str:
    efs = volume.efs_volume_configuration
    path = volume.host.source_path if volume.host is not None else None
    where = (efs.file_system_id, efs.access_point_id) if efs is not None else (path,)
    return " ".join([volume.kind, *filter(None, where)])


DEFINITION = Tab(
    id="definition",
    title="Def",
    kinds=(Kind.TASK_DEFINITION, Kind.SERVICE),
    feeds=wanted_feeds,
    lines=lines,
)
