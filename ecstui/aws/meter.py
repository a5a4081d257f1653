"""What this console costs the account: calls per minute, throttles, latency."""

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
        self._latencies: deque[float] = deque(maxlen=100)
        self.by_operation: Counter[str] = Counter()
        """Calls since the start, by `service:Operation`."""
        self.last_throttle: float | None = None
        """When AWS last throttled a call, on the same clock; None if never."""

    @property
    def calls_per_minute(self) -> int:
        """Calls sent in the last 60 s."""
        return self._within(self._calls)

    @property
    def throttles_per_minute(self) -> int:
        """Calls that AWS throttled in the last 60 s."""
        return self._within(self._throttles)

    @property
    def latency(self) -> float | None:
        """The median of the last 100 answers, in seconds; None before the first."""
        ranked = sorted(self._latencies)
        return ranked[len(ranked) // 2] if ranked else None

    def sent(self, operation: str) -> None:
        """Count a call of `service:Operation` that is being sent."""
        self._calls.append(self._monotonic())
        self.by_operation[operation] += 1

    def answered(self, seconds: float) -> None:
        """Take notice of how long an answer took."""
        self._latencies.append(seconds)

    def throttled(self) -> None:
        """Count an answer by which AWS throttled a call."""
        self.last_throttle = self._monotonic()
        self._throttles.append(self.last_throttle)

    def _within(self, times: deque[float]) -> int:
        horizon = self._monotonic() - WINDOW
        while times and times[0] <= horizon:
            times.popleft()
        return len(times)
