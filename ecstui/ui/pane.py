"""What a pane says about itself, worked out from its snapshots."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ecstui.analysis.wording import ago
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
        words = f"{self.shown} of {self.rows}" if self.shown != self.rows else str(self.rows)
        return words if self.rows >= self.total else f"{words} read of {self.total}"


def status(
    main: Snapshot[Any],
    additions: Sequence[Snapshot[Any]],
    counts: Counts,
    empty: str,
    now: Moment,
) -> Status:
    """The pane's condition with its line.

    :param main: the pane's own feed, whose condition is the pane's.
    :param additions: the feeds that add to it; trouble with them is told when there is no other.
    """
    condition = pane_condition(main, counts.rows, counts.shown, now)
    texts = {
        PaneCondition.LOADING: _asking(main),
        PaneCondition.READY: "",
        PaneCondition.EMPTY: empty,
        PaneCondition.FILTERED_EMPTY: f"None of {counts.rows} matches the filter. Esc drops it.",
    }
    text = texts[condition] if condition in texts else trouble_text(main, now)
    if condition is PaneCondition.READY:
        text = _troubled(additions, now)
    return Status(condition, text)


def _asking(main: Snapshot[Any]) -> str:
    progress = f" {main.progress.text}" if main.progress is not None else ""
    return f"Asking AWS…{progress}"


def _troubled(additions: Sequence[Snapshot[Any]], now: Moment) -> str:
    for snapshot in additions:
        condition = snapshot.condition(now)
        what = snapshot.feed.partition(":")[0].replace("-", " ")
        if condition is Condition.LOADING:
            return f"Still reading {what}: until then a state may be too mild."
        if condition is not Condition.READY:
            return f"Without {what}, a state may be too mild. {trouble_text(snapshot, now)}"
    return ""


def count_text(main: Snapshot[Any] | None, counts: Counts, wanted: str) -> str:
    """How many rows there are, and the filter; nothing before anything has been read."""
    known = main is not None and main.value is not None
    return "  ".join(filter(None, (counts.text if known else "", f"/{wanted}" if wanted else "")))


def as_of(main: Snapshot[Any] | None, seen: Collection[str], now: Moment) -> str:
    """The age of what is seen; and of the oldest that is not, where that differs much.

    :param seen: the keys of the rows on screen.
    """
    if main is None or main.as_of is None:
        return "no data yet"
    ages = main.value.read_at if isinstance(main.value, Roster) else {}
    oldest = [ages[key] for key in seen if key in ages] or [main.as_of]
    age = max(now.since(moment) for moment in oldest)
    # Items of one call share a moment: of 10,000 there are a hundred.
    moments = {id(moment): moment for moment in ages.values()}.values()
    rest = max((now.since(moment) for moment in moments), default=age)
    if rest - age < NOTEWORTHY:
        return f"as of {ago(age)}"
    return f"as of {ago(age)}, off screen {ago(rest)}"
