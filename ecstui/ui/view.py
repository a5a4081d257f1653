"""What a pane is made of. A view is data: the browser screen does the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ecstui.state.feed import Attention, Feed
from ecstui.state.snapshot import Snapshot
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.picture import Layout

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Readings:
    """The snapshots that a view draws on, and AWS's time when the first of them was read.

    They are judged by that time: what was a crash loop does not calm down while nothing is known.
    """

    snapshots: Mapping[str, Snapshot[Any]]
    now: datetime
    before: Sequence[Any] = ()
    """The rows that the view made last: it may take those that are the same over."""

    def snapshot(self, feed: Feed[T]) -> Snapshot[T]:
        """What is known of a feed."""
        return self.snapshots.get(feed.key) or Snapshot(feed.key)

    def value(self, feed: Feed[T]) -> T | None:
        """The last good value of a feed."""
        return self.snapshot(feed).value


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    """What a view makes of its readings."""

    rows: Sequence[R] = ()
    total: int = 0
    """How many rows there ought to be; more than there are when AWS did not give them all."""
    note: str = ""
    """What else is to be known of the rows; told when there is nothing worse."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where Enter leads."""

    view: str
    """The name of a view."""
    subject: Subject


def _nowhere(_row: Any, _subject: Subject) -> Step | None:
    return None


def _ready(_: Readings) -> str:
    return ""


def _nothing(_row: Any, _subject: Subject) -> Subject | None:
    return None


def _no_facts(_row: Any) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class View(Generic[R]):
    """One pane."""

    name: str
    """As in the breadcrumbs and after `:`."""
    aliases: tuple[str, ...]
    about: tuple[Kind, ...]
    """The kinds of subject that it can be about."""
    columns: tuple[Column[R], ...]
    feeds: Callable[[Subject, Readings], tuple[Feed[Any], ...]]
    """The first is the pane's own; the others add to it, and may fail without hiding it. They may
    depend on what is known already, as the services of all clusters depend on the clusters."""
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
    opens: Callable[[R, Subject], Step | None] = _nowhere
    """Where Enter leads from a row; from one that leads nowhere, into the inspector."""
    inspects: Callable[[R, Subject], Subject | None] = _nothing
    """What the inspector shows of a row."""
    pending: Callable[[Readings], str] = _ready
    """What AWS is still making, though it has answered: the view is loading until it is there."""
    of_several: bool = False
    """Whether its rows come from the other feeds too: while one of those is not known, that there
    are none does not mean that there is nothing."""
    lacking: str = ""
    """What may be wrong with the rows while one of the other feeds is not known."""
    attention: Attention = Attention.FOCUSED
    """How closely the feeds are watched while the view is on screen."""
    remembers: bool = False
    """Whether it shows what AWS has forgotten, and so depends on this machine's memory."""
    marks: bool = False
    """Whether a row can be marked, for another to be compared with it."""
    many: bool = False
    """Whether rows can be marked, to be changed together."""
    follows: bool = False
    """Whether its rows are changes that are followed."""
    facts: Callable[[R], Any] = _no_facts
    """The model's thing behind a row, by which actions judge whether they can be asked for."""
    lacks: str = ""
    """What there is nothing of where it cannot be opened, if not tasks of its name."""
    title: str = ""
    """Its word in the breadcrumbs, if not its name."""
    layout: Layout | None = None
    """How its rows make a picture; a table if they do not."""
