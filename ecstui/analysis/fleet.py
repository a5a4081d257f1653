"""Many services at once: which to look at first, and how a whole cluster is."""

from collections import Counter
from collections.abc import Iterable

from ecstui.analysis.case import Health, State


def urgency(health: Health) -> tuple[int, float]:
    """Sorts what to look at first: the worst state; among equal ones what goes on, then the newest.

    When things happened is taken from the evidence; evidence without a moment is of what goes on.
    """
    latest = health.latest
    return health.state.rank, -latest.timestamp() if latest is not None else -float("inf")


def counts(healths: Iterable[Health]) -> tuple[tuple[State, int], ...]:
    """How many services are in each state that any of them is in, the worst state first."""
    counted = Counter(health.state for health in healths)
    return tuple(sorted(counted.items(), key=lambda pair: pair[0].rank))
