"""A cluster in one page."""

from collections.abc import Iterator, Sequence

from ecstui.analysis import fleet
from ecstui.model.ecs import Cluster
from ecstui.state import feeds
from ecstui.ui.inspector import finding
from ecstui.ui.inspector.sheet import Line, grid, masked, pair, section
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.service_rows import service_feeds, service_rows, state_tone
from ecstui.ui.subject import Kind
from ecstui.ui.widgets.lines import Span


def lines(look: Look) -> Sequence[Line]:
    """Counts, capacity, how many services are in which state, settings."""
    cluster = finding.cluster(look)
    if cluster is None:
        return ()
    return [
        *section(cluster.cluster_name, _counts(cluster)),
        *section("Services by state", _states(look)),
        *section("Capacity", _capacity(cluster)),
        *section("Settings", (masked(each.name or "", each.value) for each in cluster.settings)),
        *section("Tags", (masked(tag.key, tag.value) for tag in cluster.tags)),
    ]


def _counts(cluster: Cluster) -> Iterator[Line]:
    yield pair("status", cluster.status)
    yield pair("services", cluster.active_services_count)
    yield pair("tasks", f"{cluster.running_tasks_count} running, "
                        f"{cluster.pending_tasks_count} pending")  # fmt: skip
    yield pair("instances", cluster.registered_container_instances_count)


def _states(look: Look) -> list[Line]:
    rows = service_rows(look.subject.cluster, look.readings)
    counted = fleet.counts(row.health for row in rows)
    return grid((Span(state, state_tone(state)), str(count)) for state, count in counted)


def _capacity(cluster: Cluster) -> Iterator[Line]:
    if cluster.capacity_providers:
        yield pair("providers", ", ".join(cluster.capacity_providers))
    for item in cluster.default_capacity_provider_strategy:
        yield pair("default", f"{item.capacity_provider} weight {item.weight} base {item.base}")


CLUSTER = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.CLUSTER,),
    feeds=lambda look: (feeds.CLUSTERS, *service_feeds(look.subject.cluster)),
    lines=lines,
    empty="This cluster is not in the list any more.",
)
