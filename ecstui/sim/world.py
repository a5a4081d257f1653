"""The simulated world: a virtual clock and a heap of what happens later.

No protocol, no wall clock, no I/O. Everything that happens later is an entry in the heap, and every
random choice comes from a stream of the entity it concerns, so that the order of concurrent API
calls cannot change what becomes of anything.
"""

import hashlib
import heapq
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

S = TypeVar("S")

EPOCH = 1_767_225_600.0
"""2026-01-01T00:00:00Z, where a world begins if nothing else is asked."""


@dataclass(slots=True, eq=False)
class Entry:
    """One thing that will happen at a virtual time, unless it is cancelled."""

    time: float
    action: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Take it off the agenda."""
        self.cancelled = True


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an access key belongs to."""

    account: str
    arn: str
    user_id: str
    kind: str = "IAMUser"
    """CloudTrail's `userIdentity.type`: IAMUser, AssumedRole, Root or AWSService."""
    expires: float | None = None
    """When the access key runs out, if it is temporary."""
    issued: float = 0.0
    """When a temporary access key was handed out; before all else if nobody says."""

    @property
    def name(self) -> str:
        """The user's name, or an assumed role's session name."""
        return self.arn.rsplit("/", 1)[-1]


class World:
    """The virtual clock, its agenda, and the state of every simulated service.

    :param seed: the same seed and the same calls give the same world.
    :param start: the virtual time at which it begins, seconds since the epoch.
    """

    def __init__(self, *, seed: int = 7, start: float = EPOCH) -> None:
        self.seed = seed
        self.now = start
        self.identities: dict[str, Identity] = {}
        """Access key id to its owner."""
        self._agenda: list[tuple[float, int, Entry]] = []
        """A heap: by time, and what was entered first before the rest of its moment."""
        self._sequence = itertools.count()
        self._counters: dict[str, int] = {}
        self._states: dict[tuple[type[Any], str, str], Any] = {}

    def at(self, when: float, action: Callable[[], None]) -> Entry:
        """Have `action` happen at virtual time `when`, or now if that has passed."""
        entry = Entry(max(when, self.now), action)
        heapq.heappush(self._agenda, (entry.time, next(self._sequence), entry))
        return entry

    def after(self, delay: float, action: Callable[[], None]) -> Entry:
        """Have `action` happen `delay` virtual seconds from now."""
        return self.at(self.now + delay, action)

    def advance(self, seconds: float) -> None:
        """Let `seconds` of virtual time pass."""
        self.advance_to(self.now + seconds)

    def advance_to(self, when: float) -> None:
        """Let time pass until `when`, with everything that happens on the way, in order."""
        while self._agenda and self._agenda[0][0] <= when:
            _, _, entry = heapq.heappop(self._agenda)
            if not entry.cancelled:
                self.now = entry.time
                entry.action()
        self.now = max(self.now, when)

    def random(self, entity: str) -> random.Random:
        """A fresh stream that belongs to `entity` alone; the same each time it is asked for."""
        return random.Random(f"{self.seed}:{entity}")

    def count(self, entity: str) -> int:
        """1, 2, 3… for each time `entity` asks."""
        self._counters[entity] = self._counters.get(entity, 0) + 1
        return self._counters[entity]

    def hex_id(self, entity: str, length: int = 32) -> str:
        """The next identifier of `entity`, lower-case hexadecimal."""
        text = f"{self.seed}:{entity}:{self.count(entity)}"
        return hashlib.sha256(text.encode()).hexdigest()[:length]

    def uuid(self, entity: str) -> str:
        """The next identifier of `entity` in the form of a UUID."""
        digits = self.hex_id(entity)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))

    def state(self, factory: Callable[[], S], account: str, region: str) -> S:
        """What `factory` (a class) keeps for one account and Region, made when first asked."""
        key = (cast("type[Any]", factory), account, region)
        if key not in self._states:
            self._states[key] = factory()
        return cast("S", self._states[key])

    def places(self, factory: Callable[[], object]) -> list[tuple[str, str]]:
        """The (account, Region) pairs for which `factory` keeps something."""
        return sorted(
            (account, region) for kind, account, region in self._states if kind is factory
        )
