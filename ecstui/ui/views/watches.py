"""What in the trail asks for a second look: each watch with how often, when last, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.watches import WATCHES, Watch
from ecstui.state import feeds
from ecstui.ui import trail_rows
from ecstui.ui.columns import age_column
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_subjects import window_of
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column, number_column


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch and the events that fit it, newest first."""

    watch: Watch
    entries: Sequence[Entry]
    whole: bool
    """Whether the window has been read: that there are none is not said before."""

    @property
    def count(self) -> int | None:
        """How many there are; None while that is not known."""
        return len(self.entries) if self.entries or self.whole else None

    @property
    def last(self) -> datetime | None:
        """When it was last."""
        return self.entries[0].time if self.entries else None

    @property
    def refused(self) -> int:
        """How many of them were only tried."""
        return sum(bool(entry.error) for entry in self.entries)

    @property
    def actors(self) -> str:
        """Who did it, each once."""
        return ", ".join(dict.fromkeys(entry.actor.name for entry in self.entries))

    @property
    def order(self) -> tuple[bool, int]:
        """Those that something fits first, then as they are listed."""
        return not self.entries, WATCHES.index(self.watch)


def table(subject: Subject, readings: Readings) -> Table[WatchRow]:
    """A row for every watch, with or without events."""
    read = readings.snapshot(feeds.trail(window_of(subject)))
    found, whole = read.value, read.as_of is not None
    if found is None:
        return Table()
    rows = [
        WatchRow(watch, [entry for entry in found.items if watch.id in entry.watches], whole)
        for watch in WATCHES
    ]
    return Table(rows, len(rows), trail_rows.note(found, window_of(subject)))


def opens(row: WatchRow, subject: Subject) -> Step:
    """Its events."""
    return Step("trail", Subject(Kind.WATCH, row.watch.title, row.watch.id, subject))


def evidence(row: WatchRow, _: datetime) -> str:
    """Why it is watched, and the last event that fits."""
    said = f"{row.watch.title}: {row.watch.why}"
    return f"{said} · last {row.entries[0].name} by {row.actors}" if row.entries else said


WATCHES_VIEW: View[WatchRow] = View(
    name="watches",
    aliases=("sus",),
    about=(Kind.REGION, Kind.WINDOW),
    columns=(
        number_column("count", "N", 4, lambda r: r.count),
        Column("watch", "WATCH", 36, lambda r, _: r.watch.title, lambda r: r.order, 1,
               squeezed=28, tone=lambda r: "warn" if r.entries else "muted"),
        number_column("refused", "REFUSED", 7, lambda r: r.refused or None, drops=2),
        age_column("last", "LAST", lambda r: r.last, drops=1),
        Column("actors", "BY", 12, lambda r, _: r.actors, lambda r: r.actors, 2),
        Column("why", "WHY", 0, lambda r, _: r.watch.why, lambda r: r.watch.why, 2),
    ),
    feeds=lambda subject, _: (feeds.trail(window_of(subject)),),
    table=table,
    key=lambda r: r.watch.id,
    searched=lambda r: f"{r.watch.title} {r.watch.why} {r.actors}",
    evidence=evidence,
    empty=lambda _: "There are no watches.",
    sort=("watch", False),
    opens=opens,
    remembers=True,
)  # fmt: skip
