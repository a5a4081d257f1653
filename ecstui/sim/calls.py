"""What arrived at the simulated AWS, counted."""

from collections import Counter, deque
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import NamedTuple


class Arrival(NamedTuple):
    """One request that reached the simulator, whatever became of it."""

    service: str
    operation: str
    outcome: str
    """`OK`, an error code, or the kind of the fault that spoilt it."""


@dataclass(slots=True)
class Calls:
    """Every request by service, operation and outcome, and the last thousand in order."""

    counts: Counter[Arrival] = field(default_factory=Counter)
    recent: deque[Arrival] = field(default_factory=lambda: deque(maxlen=1000))

    def add(self, arrival: Arrival) -> None:
        """Count one request."""
        self.counts[arrival] += 1
        self.recent.append(arrival)

    def total(self, pattern: str = "*", outcome: str = "*") -> int:
        """How many requests match `service:Operation` and an outcome, both with wildcards."""
        return sum(
            number
            for each, number in self.counts.items()
            if fnmatchcase(f"{each.service}:{each.operation}", pattern)
            and fnmatchcase(each.outcome, outcome)
        )
