"""What this console costs the account: calls and throttles per minute."""

from collections import Counter, deque
from collections.abc import Callable

WINDOW = 60.0
"""Seconds over which calls are counted."""


class Meter:
    """Counts the calls that were really sent, over the last minute.

    :param monotonic: seconds that only grow.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._calls: deque[float] = deque()
        self._throttles: deque[float] = deque()
        self.by_operation: Counter[str] = Counter()
        """Calls since the start, by `service:Operation`."""
        self.throttled_at: float | None = None
        """When AWS throttled a call last, by the same clock; None if it never has."""

    @property
    def calls_per_minute(self) -> int:
        """Calls sent in the last 60 s."""
        return self._within(self._calls)

    @property
    def throttles_per_minute(self) -> int:
        """Calls that AWS throttled in the last 60 s."""
        return self._within(self._throttles)

    def sent(self, operation: str) -> None:
        """Count a call of `service:Operation` that is being sent."""
        self._count(self._calls)
        self.by_operation[operation] += 1

    def throttled(self) -> None:
        """Count an answer by which AWS throttled a call."""
        self._count(self._throttles)
        self.throttled_at = self._throttles[-1]

    def _count(self, times: deque[float]) -> None:
        """Note the present, and forget what is too old: nobody may ever ask."""
        times.append(self._monotonic())
        self._within(times)

    def _within(self, times: deque[float]) -> int:
        horizon = self._monotonic() - WINDOW
        while times and times[0] <= horizon:
            times.popleft()
        return len(times)
