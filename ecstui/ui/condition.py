"""The one state a pane is in, and how it is put to a person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ecstui.analysis.wording import ago
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition, Snapshot


class PaneCondition(StrEnum):
    """What a pane is; exactly one of these."""

    LOADING = "loading"
    READY = "ready"
    EMPTY = "empty"
    FILTERED_EMPTY = "filtered-empty"
    STALE = "stale"
    DENIED = "denied"
    THROTTLED = "throttled"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    FAULT = "fault"


SIGNS = {
    PaneCondition.LOADING: "◌",
    PaneCondition.EMPTY: "∅",
    PaneCondition.FILTERED_EMPTY: "/",
    PaneCondition.STALE: "⧖",
    PaneCondition.DENIED: "⛒",
    PaneCondition.THROTTLED: "⏸",
    PaneCondition.EXPIRED: "⚿",
    PaneCondition.UNREACHABLE: "↯",
    PaneCondition.REFUSED: "✗",
    PaneCondition.FAULT: "‼",
}
"""Besides its word, each has a sign, so that colour never carries the meaning alone."""


@dataclass(frozen=True, slots=True)
class Status:
    """A pane's condition and the text that says so."""

    condition: PaneCondition
    text: str = ""

    @property
    def line(self) -> str:
        """Sign, word and text; nothing for a pane that is ready."""
        if self.condition is PaneCondition.READY:
            return self.text
        return f"{SIGNS[self.condition]} {self.condition.upper()}  {self.text}"


def pane_condition(snapshot: Snapshot[Any], rows: int, shown: int, now: Moment) -> PaneCondition:
    """The condition of a pane with `rows` rows, of which the filter lets `shown` through."""
    condition = snapshot.condition(now)
    if condition is not Condition.READY:
        return PaneCondition(condition.value)
    if not rows:
        return PaneCondition.EMPTY
    return PaneCondition.READY if shown else PaneCondition.FILTERED_EMPTY


def trouble_text(snapshot: Snapshot[Any], now: Moment) -> str:
    """What keeps a snapshot from being fresh, when it is tried again, and how old the data is."""
    words = []
    if snapshot.trouble is not None:
        words.append(ended(snapshot.trouble.sentence))
        if (left := snapshot.trouble.retry_in(now)).total_seconds() > 0:
            words.append(f"Next try in {ago(left)}, ctrl+r: now.")
    elif snapshot.as_of is not None:
        words.append("The refresh is late.")
    if snapshot.as_of is not None:
        words.append(f"Data as of {ago(now.since(snapshot.as_of))} ago.")
    return " ".join(words)


def ended(sentence: str) -> str:
    """The sentence with a full stop, unless it ends in its own way."""
    text = sentence.rstrip(" .")
    return text if text.endswith(("?", "!")) else f"{text}."
