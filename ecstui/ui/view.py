"""What a pane is made of. A view is data: the browser screen does the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ecstui.state.feed import Feed
from ecstui.state.snapshot import Snapshot
from ecstui.ui.widgets.column import Column

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a view is about: the account's whole Region, or one thing in it."""

    name: str = ""
    """For the breadcrumbs."""
    arn: str = ""


@dataclass(frozen=True, slots=True)
class Readings:
    """The snapshots that a view draws on, and AWS's time when the first of them was read.

    They are judged by that time: what was a crash loop does not calm down while nothing is known.
    """

    snapshots: Mapping[str, Snapshot[Any]]
    now: datetime

    def value(self, feed: Feed[T]) -> T | None:
        """The last good value of a feed."""
        snapshot: Snapshot[T] | None = self.snapshots.get(feed.key)
        return snapshot.value if snapshot is not None else None


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """What a view makes of its readings."""

    rows: Sequence[R] = ()
    total: int = 0
    """How many rows there ought to be; more than there are when AWS did not give them all."""


@dataclass(frozen=True, slots=True)
class View(Generic[R]):
    """One pane."""

    name: str
    """As in the breadcrumbs and after `:`."""
    aliases: tuple[str, ...]
    columns: tuple[Column[R], ...]
    feeds: Callable[[Subject], tuple[Feed[Any], ...]]
    """The first is the pane's own; the others add to it, and may fail without hiding it."""
    table: Callable[[Subject, Readings], Table[R]]
    key: Callable[[R], str]
    searched: Callable[[R], str]
    """The text that `/` looks in."""
    evidence: Callable[[R, datetime], str]
    """The line below the table about the selected row."""
    empty: Callable[[Subject], str]
    """What an empty pane says."""
    sort: tuple[str, bool]
    """The id of the column to sort by at first, and whether descending."""
    needs_subject: bool = False
    """Whether it is about one cluster, and not about the whole Region."""
    opens: str = ""
    """The name of the view that Enter opens on a row."""
    subject: Callable[[R], Subject] = lambda _: Subject()
    """The subject of that view."""
