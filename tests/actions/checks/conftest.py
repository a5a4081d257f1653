"""A place to check from: a connection that reads the simulated AWS."""

from collections.abc import AsyncIterator

import pytest

from ecstui.actions.action import Site
from ecstui.actions.plan import Place
from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.conftest import ManualTime
from tests.world import ACCOUNT, ALICE, REGION


@pytest.fixture
async def sim(world: World) -> AsyncIterator[Server]:
    async with serve(world) as server:
        yield server


@pytest.fixture
async def site(sim: Server, time: ManualTime) -> AsyncIterator[Site]:
    async def sleep(seconds: float) -> None:
        time.advance(seconds)

    target = Target(region=REGION, endpoint_url=sim.url, isolated=True)
    budget = Budget(monotonic=time.monotonic, sleep=sleep)
    async with open_connection(target, clock=time, budget=budget) as conn:
        yield Site(conn, Place(ACCOUNT, "acme-prod", REGION, ALICE.arn), time, "test-session")
