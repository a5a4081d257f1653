"""Where to look first: every cluster with its counts, and everything that is red, worst first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.analysis import fleet
from ecstui.analysis.wording import Said, quantity, short_name, without_moments, worded
from ecstui.model.ecs import Cluster, Service
from ecstui.state import feeds
from ecstui.state.feed import Attention, Feed
from ecstui.ui.service_rows import ServiceRow, service_feeds, service_rows, state_tone
from ecstui.ui.subject import Kind, Subject, service_subject
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.views import clusters
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone

READING = "…"
"""The word of a cluster whose services have not been read yet."""
UNKNOWN = "UNKNOWN"
"""And of one whose services could not be read: never green for want of knowledge."""
UNSURE = "OK?"
"""And of one that was well when its services could last be read."""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A cluster, or one of its services that is red."""

    cluster: Subject
    arn: str
    word: str
    tone: Tone
    rank: tuple[float, ...]
    """Clusters before services, each the worst first."""
    desired: int | None
    running: int
    pending: int
    said: Said
    """The evidence; a moment stands for how long ago it was."""
    service: Service | None = None
    is_service: bool = False

    @property
    def name(self) -> str:
        """The service's name; nothing for a cluster."""
        return short_name(self.arn) if self.is_service else ""


def overview_feeds(_: Subject, readings: Readings) -> tuple[Feed[Any], ...]:
    """The clusters, and then what their services are judged by."""
    listing = readings.value(feeds.CLUSTERS)
    names = [cluster.cluster_name for cluster in listing.items] if listing else []
    return (feeds.CLUSTERS, *(feed for name in names for feed in service_feeds(name)))


def table(_: Subject, readings: Readings) -> Table[OverviewRow]:
    """A row for every cluster and for every red service."""
    listing = readings.value(feeds.CLUSTERS)
    if listing is None:
        return Table()
    rows: list[OverviewRow] = []
    for cluster in listing.items:
        judged = service_rows(cluster.cluster_name, readings)
        red = [row for row in judged if row.health.state.red]
        rows.append(_cluster_row(cluster, judged, len(red), readings))
        rows += [red_row(clusters.subject(cluster), row) for row in red]
    return Table(rows, len(rows) + listing.total - len(listing.items))


def _cluster_row(
    cluster: Cluster, judged: list[ServiceRow], red: int, readings: Readings
) -> OverviewRow:
    word, tone = _cluster_word(cluster, judged, red, readings)
    return OverviewRow(
        clusters.subject(cluster),
        cluster.cluster_arn,
        word,
        tone,
        (0, -red),
        None,
        cluster.running_tasks_count,
        cluster.pending_tasks_count,
        (_cluster_evidence(cluster, judged, readings),),
    )


def _cluster_word(
    cluster: Cluster, judged: list[ServiceRow], red: int, readings: Readings
) -> tuple[str, Tone]:
    snapshot = readings.snapshot(feeds.services(cluster.cluster_name))
    if red:
        return f"{red} RED", "bad"
    if snapshot.as_of is None:
        return (UNKNOWN, "warn") if snapshot.trouble else (READING, "muted")
    if snapshot.trouble is not None:
        return UNSURE, "warn"
    return ("OK", "good") if judged else ("EMPTY", "muted")


def _cluster_evidence(cluster: Cluster, judged: list[ServiceRow], readings: Readings) -> str:
    snapshot = readings.snapshot(feeds.services(cluster.cluster_name))
    trouble = [snapshot.trouble.sentence] if snapshot.trouble is not None else []
    if snapshot.progress is not None:
        trouble.append(snapshot.progress.text)
    counted = fleet.counts(row.health for row in judged)
    states = ", ".join(f"{count} {state}" for state, count in counted)
    services = quantity(cluster.active_services_count, "service")
    instances = cluster.registered_container_instances_count
    parts = [*trouble, f"{services}: {states}" if states else services]
    return "; ".join(parts + ([quantity(instances, "instance")] if instances else []))


def red_row(cluster: Subject, row: ServiceRow) -> OverviewRow:
    """A service that is red."""
    service = row.service
    return OverviewRow(
        cluster,
        row.arn,
        row.health.state,
        state_tone(row.health.state),
        (1, *fleet.urgency(row.health)),
        service.desired_count if service else None,
        service.running_count if service else 0,
        service.pending_count if service else 0,
        row.health.said,
        service,
        is_service=True,
    )


def inspects(row: OverviewRow, _: Subject) -> Subject:
    """The service, or the cluster."""
    return service_subject(row.arn, row.cluster) if row.is_service else row.cluster


def opens(row: OverviewRow, region: Subject) -> Step:
    """A cluster leads to its services, a service to its tasks."""
    return Step("tasks" if row.is_service else "services", inspects(row, region))


def evidence(row: OverviewRow, now: datetime) -> str:
    """What the row says, in full."""
    return f"{row.name or row.cluster.name}: {worded(row.said, now)}"


OVERVIEW: View[OverviewRow] = View(
    name="overview",
    aliases=("ov", "home", "red"),
    about=(Kind.REGION,),
    columns=(
        Column("state", "STATE", 12, lambda r, _: r.word, lambda r: r.rank, tone=lambda r: r.tone),
        Column("cluster", "CLUSTER", 10, lambda r, _: r.cluster.name, lambda r: r.cluster.name, 1),
        Column("service", "SERVICE", 12, lambda r, _: r.name, lambda r: r.name, 2),
        number_column("desired", "DES", 4, lambda r: r.desired, drops=2),
        number_column("running", "RUN", 5, lambda r: r.running),
        number_column("pending", "PEND", 4, lambda r: r.pending, drops=3),
        Column(
            "evidence", "EVIDENCE", 20, lambda r, now: worded(r.said, now),
            lambda r: without_moments(r.said), 6,
            tone=lambda r: "plain" if r.is_service else "muted", drops=1,
        ),
    ),
    feeds=overview_feeds,
    table=table,
    key=lambda r: r.arn,
    searched=lambda r: f"{r.word} {r.cluster.name} {r.name} {without_moments(r.said)}",
    evidence=evidence,
    empty=lambda _: "There are no clusters in this Region.",
    sort=("state", False),
    opens=opens,
    lacking="a state may be too mild",
    inspects=inspects,
    attention=Attention.VISIBLE,
    facts=lambda r: r.service,
)  # fmt: skip
