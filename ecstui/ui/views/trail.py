"""Who changed what in the Region and in the account, as CloudTrail tells, newest first."""

from ecstui.analysis.trail.entry import Entry
from ecstui.state import feeds
from ecstui.ui import trail_rows
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_rows import ENTRY_COLUMNS
from ecstui.ui.trail_subjects import event_subject, window_of
from ecstui.ui.view import Readings, Table, View


def table(subject: Subject, readings: Readings) -> Table[Entry]:
    """A line for every event of the window; of a watch, for those that fit it."""
    found = readings.value(feeds.trail(window_of(subject)))
    if found is None:
        return Table()
    watch = subject.within(Kind.WATCH)
    rows = [it for it in found.items if watch is None or watch.id in it.watches]
    return Table(rows, len(rows), trail_rows.note(found, window_of(subject)))


def inspects(entry: Entry, subject: Subject) -> Subject:
    """The event, in what it was about."""
    feed = feeds.trail(window_of(subject))
    return event_subject(entry, feed, subject)


def empty(subject: Subject) -> str:
    """That nothing was changed is said only of what has been asked for."""
    span = trail_rows.hours(window_of(subject))
    return f"CloudTrail has no such event of the last {span}; :trail 24h looks further back."


TRAIL: View[Entry] = View(
    name="trail",
    aliases=("tr", "cloudtrail"),
    about=(Kind.REGION, Kind.WINDOW, Kind.WATCH),
    columns=ENTRY_COLUMNS,
    feeds=lambda subject, _: (feeds.trail(window_of(subject)),),
    table=table,
    key=lambda r: r.event_id,
    searched=trail_rows.searched,
    evidence=trail_rows.evidence,
    empty=empty,
    sort=("time", True),
    remembers=True,
    inspects=inspects,
)
