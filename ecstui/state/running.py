"""A feed that is being kept fresh: who watches it, and when its turn is."""

import asyncio
from dataclasses import dataclass, field
from math import inf
from typing import Any

from ecstui.state.feed import Attention, Feed
from ecstui.state.snapshot import Condition

FIRST_PAUSE = 5.0
LONGEST_PAUSE = 60.0
"""Seconds between two attempts, however often they failed."""
LONGEST_DENIED_PAUSE = 900.0
"""Each denial is an event in CloudTrail, and permissions seldom change by themselves."""

REST = 4.0
"""A feed rests so many times as long as its reading took: big clusters are read less often."""


@dataclass(eq=False, slots=True)
class Watch:
    """Someone's interest in a feed."""

    feed: Feed[Any]
    attention: Attention


@dataclass(eq=False, slots=True)
class Running:
    """The state of one feed's loop. Times are monotonic seconds."""

    feed: Feed[Any]
    watches: list[Watch]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    failures: int = 0
    due: float = 0.0
    last: float | None = None
    """When it was read last."""
    took: float = 0.0
    """How long that took."""
    busy: bool = False
    again: bool = False
    """Whether it was asked for while it was being read."""
    task: asyncio.Task[None] | None = None

    def interval(self, pace: float) -> float:
        """Seconds between two readings: as the closest watcher wishes, times `pace`."""
        closest = min((watch.attention.value for watch in self.watches), default=inf)
        return max(closest * pace, self.took * REST)

    def pause(self, condition: Condition, wanted: float | None) -> float:
        """Seconds until the next attempt after one more failure; `wanted` is AWS's own wish."""
        longest = LONGEST_DENIED_PAUSE if condition is Condition.DENIED else LONGEST_PAUSE
        # Bounded, since a float overflows after a thousand failures.
        doubled = FIRST_PAUSE * 2.0 ** min(self.failures - 1, 10)
        return max(wanted or 0.0, min(doubled, longest))

    def ask(self) -> None:
        """Have it read as soon as possible, or once more if it is being read."""
        self.again = self.busy
        self.due = 0.0
        self.wake.set()
