"""A trail's health card; beside an event those of all trails, for whether it was kept at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ecstui.analysis.trail.health import NO_TRAIL, flaws, judge_trail
from ecstui.analysis.wording import ago, worded
from ecstui.model.trail import Trail, TrailStatus
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import BLANK, Line, Span, heading, pair, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """The card of the trail that is looked at, else all of them."""
    found = look.readings.value(feeds.TRAILS)
    if found is None:
        return ()
    wanted = look.subject.id if look.subject.kind is Kind.TRAIL else ""
    chosen = [trail for trail in found.items if wanted in ("", trail.arn)]
    if not found.items:
        return [text(NO_TRAIL, "bad")]
    return [line for trail in chosen for line in card(trail, look.now)]


def card(trail: Trail, now: datetime) -> Sequence[Line]:
    """A trail in one page."""
    verdict = judge_trail(trail, now)
    wrong = [text(worded(flaw.said, now), LEVEL_TONES[flaw.level]) for flaw in flaws(trail, now)]
    return [
        heading(trail.name),
        Line((Span(verdict.word, LEVEL_TONES[verdict.level]),)),
        *(wrong or [text("Nothing is wrong with it.", "good")]),
        BLANK,
        *_scope(trail),
        *(_deliveries(trail.status, now) if trail.status is not None else ()),
        pair("ARN", trail.arn, "muted"),
        BLANK,
    ]


def _scope(trail: Trail) -> Iterator[Line]:
    yield pair("Regions", "all" if trail.multi_region else trail.home_region)
    yield pair("home", trail.home_region)
    yield pair("global", "global services' events too" if trail.global_events else "no global ones")
    if trail.organization:
        yield pair("of", "the organization")
    if trail.selection is not None:
        yield pair("management", trail.selection.management or "none")
        yield pair("data", ", ".join(trail.selection.data) or "none")
    yield pair("bucket", trail.bucket)
    yield pair("encrypted", trail.key or "with S3's own key")
    yield pair("validation", "on" if trail.validated else "off")
    yield pair("log group", trail.log_group or "none")


def _deliveries(status: TrailStatus, now: datetime) -> Iterator[Line]:
    yield pair(
        "logging", "yes" if status.is_logging else "no", "good" if status.is_logging else "bad"
    )
    for label, at, error in (
        ("delivered", status.delivered_at, status.delivery_error),
        ("to Logs", status.logs_at, status.logs_error),
        ("digest", status.digest_at, status.digest_error),
    ):
        when = f"{at:%m-%d %H:%M} UTC, {ago(now - at)} ago" if at is not None else ""
        if when or error:
            said = ", ".join(filter(None, (when, error)))
            yield pair(label, said, "bad" if error else "plain")


TRAIL = Tab(
    id="trails",
    title="Trails",
    kinds=(Kind.TRAIL, Kind.TRAIL_EVENT),
    feeds=lambda _: (feeds.TRAILS,),
    lines=lines,
    empty="This trail is not in the list any more.",
)
