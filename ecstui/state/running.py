"""A feed that is being kept fresh: who watches it, and when its turn is."""

import asyncio
from dataclasses import dataclass, field
from math import inf
from typing import Any

from ecstui.state.attention import Attention, Intervals
from ecstui.state.feed import Feed
from ecstui.state.snapshot import Condition, Snapshot

FIRST_PAUSE = 5.0
LONGEST_PAUSE = 60.0
"""Seconds between two attempts, however often they failed."""
LONGEST_DENIED_PAUSE = 900.0
"""Each denial is an event in CloudTrail, and permissions seldom change by themselves."""

REST = 4.0
"""A feed rests so many times as long as its reading took: big clusters are read less often."""

FADING = 0.98
"""What is left, after one more reading, of how long the slowest took."""
SOON = 1.0
"""Seconds from one reading to the next when somebody moves through a list."""


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
    slowest: float = 0.0
    """How long it may take again: about the longest of the last readings."""
    busy: bool = False
    again: bool = False
    """Whether it was asked for while it was being read."""
    soon: bool = False
    """Whether more came on screen while it was being read."""
    wished: bool = False
    """Whether a person has asked for the next reading."""
    stopped: bool = False
    """Whether the reading that is going on is to end with what it has."""
    seen: frozenset[str] = frozenset()
    """The ARNs of its items that a person sees now."""
    unhurried: frozenset[str] = frozenset()
    """Those of them that came on screen since someone was last in a hurry to see new ones."""
    made_of: Snapshot[Any] | None = None
    """What was known of the feed that it follows when its reading began."""
    task: asyncio.Task[None] | None = None

    def finish(self, now: float) -> None:
        """Take notice of how long the reading took that ends now."""
        self.took = now - self.last if self.last is not None else 0.0
        self.slowest = max(self.took, self.slowest * FADING)

    def interval(self, intervals: Intervals, pace: float) -> float:
        """Seconds between two readings: as the closest watcher wishes, times `pace`."""
        closest = min((intervals.of(watch.attention) for watch in self.watches), default=inf)
        return max(closest * pace, self.rest, self.feed.calm)

    def next_turn(self, now: float, interval: float) -> float:
        """When it is read next after a reading that ends now."""
        if self.feed.follows is not None:
            return now + self.rest if self.again else inf
        if self.again:
            return 0.0
        return now + max(SOON, self.rest) if self.soon else now + interval

    @property
    def rest(self) -> float:
        """Seconds that it rests at least after its last reading."""
        return self.took * REST if self.feed.rests else 0.0

    @property
    def rested(self) -> float:
        """When it has rested."""
        return 0.0 if self.last is None else self.last + self.took + self.rest

    def pause(self, condition: Condition, wanted: float | None) -> float:
        """Seconds until the next attempt after one more failure; `wanted` is AWS's own wish."""
        longest = LONGEST_DENIED_PAUSE if condition is Condition.DENIED else LONGEST_PAUSE
        # Bounded, since a float overflows after a thousand failures.
        doubled = FIRST_PAUSE * 2.0 ** min(self.failures - 1, 10)
        return max(wanted or 0.0, min(doubled, longest))

    def hasten(self, now: float) -> None:
        """Have it read soon, since more has come on screen."""
        self.soon = self.busy
        if self.last is not None and not self.busy and not self.failures:
            self.due = min(self.due, max(now, self.last + SOON, self.rested))
            self.wake.set()

    def follow(self, now: float) -> None:
        """Have it read after its leader, unless it has still to rest."""
        if self.busy or now >= self.rested:
            self.ask()
        else:
            self.due = self.rested
            self.wake.set()

    def ask(self) -> None:
        """Have it read as soon as possible, or once more if it is being read."""
        self.again = self.busy
        self.due = 0.0
        self.wake.set()
