from collections.abc import AsyncIterator

import pytest

from ecstui.aws.connection import ReadConnection, Target, open_connection
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, VirtualTime
from tests.world import REGION, small_world


@pytest.fixture
def world() -> World:
    return small_world()


@pytest.fixture
async def sim(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


@pytest.fixture
async def conn(sim: Server, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    target = Target(endpoint_url=sim.url, region=REGION, isolated=True)
    async with open_connection(target, budget=time.budget()) as connection:
        yield connection


@pytest.fixture
async def fake_conn(aws: FakeAws, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    """Connected to an AWS that answers what the test says."""
    async with open_connection(aws.target(), budget=time.budget()) as connection:
        yield connection
