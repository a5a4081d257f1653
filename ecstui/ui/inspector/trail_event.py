"""An event of CloudTrail in one page: who, what, where, what came of it, what to make of it."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import WATCHES
from ecstui.analysis.wording import ago
from ecstui.ui.inspector.sheet import BLANK, Line, Span, heading, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.trail_finding import find
from ecstui.ui.subject import Kind
from ecstui.ui.trail_rows import mfa_words
from ecstui.ui.trail_subjects import feed_of

LABEL = 18
"""Cells of the names of what an event was about."""


def lines(look: Look) -> Sequence[Line]:
    """All of it in words; as it was logged stands under JSON."""
    entry = find(look)
    if entry is None:
        return ()
    return [
        heading(entry.name),
        Line((Span(entry.error or "ok", "bad" if entry.error else "good"),)),
        *([text(entry.error_message)] if entry.error_message else []),
        text(f"{entry.time:%Y-%m-%d %H:%M:%S} UTC, {ago(look.now - entry.time)} ago", "muted"),
        BLANK,
        *section("Asks for a look", _watches(entry)),
        *section("Who", _who(entry)),
        *section("What", _what(entry)),
        *section("Where", _where(entry)),
    ]


def _watches(entry: Entry) -> Iterator[Line]:
    for watch in WATCHES:
        if watch.id in entry.watches:
            yield text(f"{watch.title}: {watch.why}", "warn")


def _who(entry: Entry) -> Iterator[Line]:
    actor = entry.actor
    yield pair("actor", actor.name)
    yield pair("agent", actor.agent)
    yield pair("type", actor.type, "bad" if actor.is_root else "plain")
    if actor.role_arn:
        yield pair("role", actor.role_arn)
    yield pair("MFA", mfa_words(actor.mfa) or "not said")
    yield pair("access key", actor.key)
    yield pair("from", actor.source_ip)
    yield pair("by", actor.via)
    if actor.other_account:
        yield pair("account", f"{actor.other_account}, another one", "warn")


def _what(entry: Entry) -> Iterator[Line]:
    if entry.said:
        yield pair("asked", entry.said, width=LABEL)
    for each in entry.touched:
        yield pair(each.kind, each.words, width=LABEL)
        if each.id not in (each.name, each.words):
            yield pair("", each.id, "muted", LABEL)


def _where(entry: Entry) -> Iterator[Line]:
    yield pair("service", entry.source)
    yield pair("Region", f"{entry.region}{', not the one looked at' if entry.elsewhere else ''}")
    yield pair("event", entry.event_id, "muted")


TRAIL_EVENT = Tab(
    id="overview",
    title="Event",
    kinds=(Kind.TRAIL_EVENT,),
    feeds=lambda look: (feed_of(look.subject),),
    lines=lines,
    empty="This event is not in the list any more.",
)
