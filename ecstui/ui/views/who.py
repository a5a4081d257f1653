"""Who changed one thing: the events that touched it, newest first."""

from ecstui.analysis.trail.entry import Entry
from ecstui.state import feeds
from ecstui.ui import trail_rows
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_rows import ENTRY_COLUMNS
from ecstui.ui.trail_subjects import KINDS, event_subject, thing_of
from ecstui.ui.view import Readings, Table, View

SCOPE = "90 days of events that are listed under its name, 7 days of other calls"


def table(subject: Subject, readings: Readings) -> Table[Entry]:
    """A line for every event that was about it."""
    found = readings.value(feeds.who(thing_of(subject)))
    if found is None:
        return Table()
    return Table(found.items, found.total, f"{trail_rows.note(found)} · {SCOPE}")


def inspects(entry: Entry, subject: Subject) -> Subject:
    """The event, in the thing."""
    return event_subject(entry, feeds.who(thing_of(subject)), subject)


WHO: View[Entry] = View(
    name="who",
    aliases=(),
    about=(Kind.RESOURCE, *KINDS),
    columns=ENTRY_COLUMNS,
    feeds=lambda subject, _: (feeds.who(thing_of(subject)),),
    table=table,
    key=lambda r: r.event_id,
    searched=trail_rows.searched,
    evidence=trail_rows.evidence,
    empty=lambda subject: f"CloudTrail tells of nobody who has changed {subject.name}.",
    sort=("time", True),
    remembers=True,
    inspects=inspects,
    lacks="There is nothing here that somebody could have changed",
)
