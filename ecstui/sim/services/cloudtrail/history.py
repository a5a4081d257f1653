"""The event history of one account and Region."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from ecstui.sim.call import Body
from ecstui.sim.world import World

KEPT = 90 * 86400
"""How long LookupEvents finds an event, seconds (CloudTrail user guide, "event history")."""


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded API call."""

    time: int
    """When it was called, whole seconds since the epoch."""
    sequence: int
    visible: float
    """From when on LookupEvents finds it."""
    attributes: dict[str, str]
    """What it can be looked up by, as LookupEvents names it, but for its resources."""
    resources: tuple[Body, ...]
    """`{ResourceType, ResourceName}` each."""
    document: str
    """The whole event, JSON."""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the order of events."""
        return self.time, self.sequence


@dataclass(slots=True)
class Bucket:
    """A token bucket on virtual time: `rate` a second, and as many at once."""

    rate: float = 2.0
    tokens: float = 2.0
    filled: float = 0.0

    def take(self, now: float) -> bool:
        """Take one token at virtual time `now`; False if there is none."""
        self.tokens = min(self.rate, self.tokens + self.rate * (now - self.filled))
        self.filled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@dataclass(slots=True)
class History:
    """The events of one account and Region, oldest first, and the budget for looking them up."""

    events: deque[Event] = field(default_factory=deque)
    lookups: Bucket = field(default_factory=Bucket)
    recorded: int = 0

    def add(self, event: Event) -> None:
        """Keep an event, and forget what nobody can look up any more."""
        self.events.append(event)
        while self.events[0].time < event.time - KEPT:
            self.events.popleft()

    def visible(self, now: float) -> Iterator[Event]:
        """The events that have arrived and are not too old, newest first."""
        for event in reversed(self.events):
            if event.time < now - KEPT:
                return
            if event.visible <= now:
                yield event


def history(world: World, account: str, region: str) -> History:
    """The event history of an account in a Region."""
    return world.state(History, account, region)
