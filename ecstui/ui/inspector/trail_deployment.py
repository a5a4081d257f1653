"""The service deployment that a call has led to."""

from collections.abc import Sequence
from typing import Any

from ecstui.analysis.trail.deployments import DEPLOYING, effect_of
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector import deployments
from ecstui.ui.inspector.sheet import BLANK, Line, heading
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.trail_finding import find
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_subjects import feed_of


def lines(look: Look) -> Sequence[Line]:
    """As the service's own tab of deployments tells it."""
    entry, service = find(look), _service(look)
    if entry is None or service is None:
        return ()
    history = look.readings.value(feeds.service_history(service.id, service.cluster))
    revisions = deployments.revisions_of(look, service)
    found = effect_of(entry, history.items if history else (), revisions.values())
    if found is None:
        return ()
    return [heading(service.name), BLANK, *deployments.paragraph(found, revisions, look)]


def _service(look: Look) -> Subject | None:
    """The service that the call deployed, in the Region that is looked at."""
    service = look.subject.within(Kind.SERVICE)
    return service if look.subject.name in DEPLOYING else None


def wanted(look: Look) -> tuple[Feed[Any], ...]:
    """The events, and the history of the service."""
    service = _service(look)
    more = deployments.history_feeds(look, service) if service is not None else ()
    return (feed_of(look.subject), *more)


TRAIL_DEPLOYMENT = Tab(
    id="deployments",
    title="Deploy",
    kinds=(Kind.TRAIL_EVENT,),
    feeds=wanted,
    lines=lines,
    empty="No service deployment that AWS still knows was made by this call.",
)
