"""How long a call goes on after failures that pass by themselves."""

from collections.abc import Callable

from ecstui.aws.errors import Throttled, Unreachable

THROTTLED_ATTEMPTS = 5
"""How often AWS may throttle one call before it fails."""
LONGEST_WAIT = 20.0
"""Seconds from the first throttling of a call to the start of its last attempt."""


class Patience:
    """Decides for one call whether to try again; the budget makes a throttled one wait.

    Throttling is counted by itself: it says nothing of whether AWS can be reached.

    :param attempts: how often the call may fail to reach AWS; a change must not, so 1.
    :param monotonic: seconds that only grow.
    """

    def __init__(self, attempts: int, monotonic: Callable[[], float]) -> None:
        self._unreachable_left = attempts
        self._throttled_left = THROTTLED_ATTEMPTS
        self._monotonic = monotonic
        self._throttled_since: float | None = None

    def allows(self, failure: Throttled | Unreachable) -> bool:
        """Whether to try again after `failure`, which counts as one attempt."""
        if isinstance(failure, Throttled):
            return self._allows_throttled(failure.retry_after)
        self._unreachable_left -= 1
        return failure.transient and self._unreachable_left > 0

    def _allows_throttled(self, wait: float) -> bool:
        now = self._monotonic()
        if self._throttled_since is None:
            self._throttled_since = now
        self._throttled_left -= 1
        return self._throttled_left > 0 and now + wait - self._throttled_since <= LONGEST_WAIT
