"""The events of a service, newest first, those that AWS has forgotten included."""

from collections.abc import Sequence
from typing import Any

from ecstui.analysis.arns import with_short_arns
from ecstui.analysis.event_texts import meaning, statement
from ecstui.analysis.wording import ago
from ecstui.model.ecs import ServiceEvent
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.event_tones import EVENT_TONES
from ecstui.ui.inspector.sheet import Line, Span, grid, incomplete
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """Time, age and text of each."""
    events = look.readings.value(feeds.service_events(look.subject.id, look.subject.cluster))
    if events is None:
        return ()
    rows = grid((_row(event, look) for event in events.items), ("UTC", "AGE", "EVENT"))
    return [*rows, *incomplete(len(events.items), events.total)]


def _row(event: ServiceEvent, look: Look) -> tuple[Span, ...]:
    return (
        Span(f"{event.created_at:%m-%d %H:%M:%S}", "muted"),
        Span(ago(look.now - event.created_at), "muted"),
        Span(with_short_arns(statement(event)), EVENT_TONES[meaning(event)]),
    )


def wanted_feeds(look: Look) -> tuple[Feed[Any], ...]:
    """The events; they come with the services, and from this machine's memory."""
    cluster = look.subject.cluster
    return feeds.service_events(look.subject.id, cluster), feeds.services(cluster)


EVENTS = Tab(
    id="events",
    title="Events",
    kinds=(Kind.SERVICE,),
    feeds=wanted_feeds,
    lines=lines,
    empty="There are no events.",
)
