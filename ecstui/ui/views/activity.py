"""What the access keys of a user did, in every Region: the first question about a leaked key."""

from dataclasses import replace

from ecstui.analysis.identity.activity import regions_used, roles_assumed
from ecstui.analysis.trail.entry import Entry
from ecstui.state import feeds
from ecstui.ui import trail_rows
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_rows import ENTRY_COLUMNS
from ecstui.ui.trail_subjects import event_subject
from ecstui.ui.view import Readings, Table, View

NARROW = {"actor", "agent"}
"""What is the same in every line of one user."""
COLUMNS = (
    *(replace(each, drops=2) for each in ENTRY_COLUMNS if each.id == "time"),
    *(replace(each, drops=0) for each in ENTRY_COLUMNS if each.id == "region"),
    *(each for each in ENTRY_COLUMNS if each.id not in ("time", "region", *NARROW)),
)
"""Where it was done is what is asked for: it is never left out."""


def table(subject: Subject, readings: Readings) -> Table[Entry]:
    """A line for every event that one of the keys signed."""
    found = readings.value(feeds.activity(subject.name))
    if found is None:
        return Table()
    told = (_roles(found.items), _regions(found.items), trail_rows.note(found))
    return Table(found.items, found.total, " · ".join(filter(None, told)))


def _roles(entries: tuple[Entry, ...]) -> str:
    roles = roles_assumed(entries)
    return f"it assumed {', '.join(roles)}: revoke (V) their sessions too" if roles else ""


def _regions(entries: tuple[Entry, ...]) -> str:
    regions = regions_used(entries)
    return f"in {', '.join(regions)}" if regions else ""


def empty(subject: Subject) -> str:
    """CloudTrail's event history has no data events, such as the reading of objects in S3."""
    return (
        f"CloudTrail tells of nothing that the keys of {subject.name} did in 90 days. What was "
        "read from S3 and other data events are not in it."
    )


ACTIVITY: View[Entry] = View(
    name="activity",
    aliases=(),
    about=(Kind.USER,),
    columns=COLUMNS,
    feeds=lambda subject, _: (feeds.activity(subject.name),),
    table=table,
    key=lambda r: r.event_id,
    searched=trail_rows.searched,
    evidence=trail_rows.evidence,
    empty=empty,
    sort=("time", True),
    remembers=True,
    inspects=lambda r, subject: event_subject(r, feeds.activity(subject.name), subject),
    lacks="There is no user here whose keys could have done something",
)
