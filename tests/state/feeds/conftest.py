from collections.abc import AsyncIterator

import pytest

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.sim.server import serve
from ecstui.sim.world import World
from tests.conftest import ManualTime
from tests.state.feeds.desk import Desk
from tests.world import REGION, small_world


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
async def desk(world: World, time: ManualTime) -> AsyncIterator[Desk]:
    async def sleep(_: float) -> None:
        """Take no time: a test counts its calls itself."""

    # All of AWS's rate, since time stands still; so it waits for nothing.
    budget = Budget(monotonic=time.monotonic, sleep=sleep, share=1000.0)
    async with serve(world) as server:
        target = Target(region=REGION, endpoint_url=server.url, isolated=True)
        async with open_connection(target, clock=time, budget=budget) as connection:
            yield Desk(connection, time, server)
