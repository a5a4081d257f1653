"""The simulated account acme at the moment at which one looks."""

import functools
from datetime import UTC, datetime

from ecstui.sim import scenarios
from ecstui.sim.faults import faults
from ecstui.sim.world import World

ARRIVAL = datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp()


@functools.cache
def _built(_: str) -> World:
    return scenarios.build("acme", seed=7, start=ARRIVAL)


def arrived(module: str) -> World:
    """For the tests of one module that only look: time does not pass in it, they may share it.

    What a test has gone wrong in it does not go wrong in the next.
    """
    world = _built(module)
    faults(world).clear()
    return world
