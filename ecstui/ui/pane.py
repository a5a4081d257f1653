"""What a pane says about itself, worked out from its snapshots."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ecstui.analysis.wording import ago, short_name
from ecstui.state.moment import Moment
from ecstui.state.roster import Roster
from ecstui.state.snapshot import Condition, Snapshot
from ecstui.ui.condition import PaneCondition, Status, pane_condition, trouble_text

NOTEWORTHY = timedelta(seconds=20)
"""A difference between two ages that is worth telling."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are, of how many there ought to be, and how many the filter shows."""

    shown: int = 0
    rows: int = 0
    total: int = 0

    @property
    def text(self) -> str:
        """`12 of 40`, and what AWS did not give: `100 read of 340`."""
        filtered = f"{self.shown} of {self.rows}" if self.shown != self.rows else ""
        incomplete = f"{self.rows} read of {self.total}" if self.rows < self.total else ""
        return " · ".join(filter(None, (filtered, incomplete))) or str(self.rows)


@dataclass(frozen=True, slots=True)
class Words:
    """What a pane says in its own words."""

    empty: str
    """When there is nothing in it."""
    lacking: str = ""
    """What may be wrong while something that adds to it is not known; empty for nothing."""


def status(snapshots: Sequence[Snapshot[Any]], counts: Counts, words: Words, now: Moment) -> Status:
    """The pane's condition with its line.

    :param snapshots: the pane's own feed, whose condition is the pane's, and those that add to it;
        trouble with them is told when there is no other.
    """
    main, *additions = snapshots
    condition = pane_condition(main, counts.rows, counts.shown, now)
    texts = {
        PaneCondition.LOADING: _asking(main),
        PaneCondition.READY: "",
        PaneCondition.EMPTY: words.empty,
        PaneCondition.FILTERED_EMPTY: f"None of {counts.rows} matches the filter. Esc drops it.",
    }
    text = texts[condition] if condition in texts else trouble_text(main, now)
    if condition is PaneCondition.READY:
        text = _troubled(additions, words.lacking, now)
    return Status(condition, text)


def sheet_status(
    snapshots: Sequence[Snapshot[Any]], lines: int, words: Words, now: Moment
) -> Status:
    """The condition of a text that is made of several feeds."""
    return status_of_several(snapshots, Counts(lines, lines, lines), words, now)


def status_of_several(
    snapshots: Sequence[Snapshot[Any]], counts: Counts, words: Words, now: Moment
) -> Status:
    """The condition of what is made of several feeds: while one of them is not known, that there
    is nothing to show does not mean that there is nothing.
    """
    found = status(snapshots, counts, words, now)
    if found.condition is not PaneCondition.EMPTY:
        return found
    for snapshot in snapshots[1:]:
        condition = snapshot.condition(now)
        if condition is Condition.LOADING:
            return Status(PaneCondition.LOADING, f"Still reading {_what(snapshot)}.")
        if condition is not Condition.READY:
            return Status(PaneCondition(condition.value), trouble_text(snapshot, now))
    return found


def _asking(main: Snapshot[Any]) -> str:
    progress = f" {main.progress.text}" if main.progress is not None else ""
    return f"Asking AWS…{progress}"


def _troubled(additions: Sequence[Snapshot[Any]], lacking: str, now: Moment) -> str:
    for snapshot in additions:
        condition, what = snapshot.condition(now), _what(snapshot)
        if condition is Condition.LOADING:
            return f"Still reading {what}" + (f": until then {lacking}." if lacking else ".")
        if condition is not Condition.READY:
            but = f", {lacking}" if lacking else ""
            return f"Without fresh {what}{but}. {trouble_text(snapshot, now)}"
    return ""


def _what(snapshot: Snapshot[Any]) -> str:
    """`services of prod-web`, as the feed's key has it."""
    kind, _, name = snapshot.feed.partition(":")
    words = kind.replace("-", " ")
    return f"{words} of {short_name(name)}" if name and " " not in name else words


def count_text(main: Snapshot[Any] | None, counts: Counts, wanted: str) -> str:
    """How many rows there are, and the filter; nothing before anything has been read."""
    known = main is not None and main.value is not None
    return "  ".join(filter(None, (counts.text if known else "", f"/{wanted}" if wanted else "")))


def as_of(snapshots: Sequence[Snapshot[Any]], seen: Collection[str], now: Moment) -> str:
    """The age of what is seen; and of the oldest that is not, where that differs much.

    :param snapshots: what the pane is made of, its own feed first.
    :param seen: the keys of the rows on screen.
    """
    if not snapshots or snapshots[0].as_of is None:
        return "no data yet"
    main, rosters = snapshots[0], [s.value for s in snapshots if isinstance(s.value, Roster)]
    oldest = [r.read_at[key] for r in rosters for key in seen if key in r.read_at]
    if not oldest or not isinstance(main.value, Roster):
        oldest.append(snapshots[0].as_of)
    age = max(now.since(moment) for moment in oldest)
    # Items of one call share a moment: of 10,000 there are a hundred.
    moments = {id(moment): moment for r in rosters for moment in r.read_at.values()}.values()
    rest = max((now.since(moment) for moment in moments), default=age)
    if rest - age < NOTEWORTHY:
        return f"as of {ago(age)}"
    return f"as of {ago(age)}, off screen {ago(rest)}"


def sheet_as_of(snapshots: Sequence[Snapshot[Any]], key: str, now: Moment) -> str:
    """The age of the oldest that a text about one thing is made of."""
    moments = [m for s in snapshots if (m := _read_at(s, key)) is not None]
    return f"as of {ago(max(map(now.since, moments)))}" if moments else ""


def _read_at(snapshot: Snapshot[Any], key: str) -> Moment | None:
    ages = snapshot.value.read_at if isinstance(snapshot.value, Roster) else {}
    return ages.get(key) or snapshot.as_of
