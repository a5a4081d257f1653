"""The events of all services of a cluster in one feed, newest first."""

from datetime import datetime

from ecstui.analysis.arns import with_short_arns
from ecstui.analysis.event_texts import meaning, statement
from ecstui.state import feeds
from ecstui.state.feeds import ClusterEvent
from ecstui.ui.columns import age_column
from ecstui.ui.event_tones import EVENT_TONES
from ecstui.ui.subject import Kind, Subject, service_subject
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone


def table(cluster: Subject, readings: Readings) -> Table[ClusterEvent]:
    """A row for every event that is known."""
    listing = readings.value(feeds.cluster_events(cluster.id))
    return Table(listing.items, listing.total) if listing else Table()


def tone(row: ClusterEvent) -> Tone:
    """Trouble stands out, churn does not."""
    return EVENT_TONES[meaning(row.event)]


def told(row: ClusterEvent, _: datetime) -> str:
    """The event without its service, which has a column of its own."""
    return with_short_arns(statement(row.event))


def moment(row: ClusterEvent, _: datetime) -> str:
    """Day and time, UTC."""
    return f"{row.event.created_at:%m-%d %H:%M:%S}"


def inspects(row: ClusterEvent, cluster: Subject) -> Subject:
    """The service that it is about."""
    return service_subject(row.service_arn, cluster)


EVENTS: View[ClusterEvent] = View(
    name="events",
    aliases=("ev", "event"),
    about=(Kind.CLUSTER,),
    columns=(
        Column("time", "TIME UTC", 14, moment, lambda r: r.event.created_at.timestamp()),
        age_column("age", "AGE", lambda r: r.event.created_at, drops=1),
        Column("service", "SERVICE", 14, lambda r, _: r.service_name, lambda r: r.service_name, 1,
               squeezed=12),
        Column(
            "event", "EVENT", 26,
            told, lambda r: r.event.message, 6, squeezed=18, tone=tone,
        ),
    ),
    feeds=lambda cluster, _: (feeds.cluster_events(cluster.id), feeds.services(cluster.id)),
    table=table,
    key=lambda r: r.key,
    searched=lambda r: f"{r.service_name} {r.event.message}",
    evidence=lambda r, _: r.event.message,
    empty=lambda cluster: f"The services of {cluster.name} have no events.",
    sort=("time", True),
    opens=lambda r, cluster: Step("tasks", inspects(r, cluster)),
    remembers=True,
    inspects=inspects,
)  # fmt: skip
