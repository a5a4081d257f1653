"""A container instance in one page."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.instance_health import judge_instance
from ecstui.analysis.wording import ago
from ecstui.model.ecs import ContainerInstance
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import BLANK, Line, Span, grid, heading, masked, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """State, what it is, what is left of it, its health, its attributes."""
    listing = look.readings.value(feeds.container_instances(look.subject.cluster))
    items = listing.items if listing else ()
    instance = next((i for i in items if i.container_instance_arn == look.subject.id), None)
    if instance is None:
        return ()
    verdict = judge_instance(instance)
    return [
        heading(look.subject.name),
        Line((Span(verdict.word, LEVEL_TONES[verdict.level]),)),
        text(verdict.evidence(look.now)),
        BLANK,
        *section("Instance", _pairs(instance, look)),
        *section("Resources", _resources(instance)),
        *section("Health", _health(instance)),
        *section("Attributes", (masked(a.name, a.value, width=32) for a in instance.attributes)),
        *section("Tags", (masked(tag.key, tag.value) for tag in instance.tags)),
    ]


def _pairs(instance: ContainerInstance, look: Look) -> Iterator[Line]:
    yield pair("status", instance.status)
    if instance.status_reason:
        yield pair("reason", instance.status_reason)
    yield pair("agent", "connected" if instance.agent_connected else "not connected",
               "plain" if instance.agent_connected else "bad")  # fmt: skip
    yield pair("tasks", f"{instance.running_tasks_count} running, "
                        f"{instance.pending_tasks_count} pending")  # fmt: skip
    yield pair("type", instance.instance_type)
    yield pair("zone", instance.availability_zone)
    yield pair("capacity", instance.capacity_provider_name)
    versions = instance.version_info
    if versions is not None:
        yield pair("agent version", versions.agent_version)
        yield pair("docker", versions.docker_version)
    if instance.registered_at is not None:
        yield pair("registered", f"{ago(look.now - instance.registered_at)} ago")


def _resources(instance: ContainerInstance) -> list[Line]:
    rows = [
        (each.name, f"{instance.remaining(each.name)} of {each.integer_value} left")
        for each in instance.registered_resources
        if not each.string_set_value and each.integer_value
    ]
    return grid(rows)


def _health(instance: ContainerInstance) -> Iterator[Line]:
    health = instance.health_status
    for check in health.details if health is not None else ():
        words = " ".join(filter(None, (check.status, check.status_reason)))
        yield pair(check.type or "", words, "bad" if check.status == "IMPAIRED" else "plain", 22)


INSTANCE = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.INSTANCE,),
    feeds=lambda look: (feeds.container_instances(look.subject.cluster),),
    lines=lines,
    empty="This container instance is not in the list any more.",
)
