"""Every kind of fault on every feed that asks AWS by itself; and what becomes of its loop."""

import asyncio
import time as wall
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.sim.faults import KINDS, Fault
from ecstui.sim.server import Server, serve
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feed import Attention, Feed
from ecstui.state.refresher import Refresher
from ecstui.state.snapshot import Condition, Snapshot
from tests.conftest import ManualTime
from tests.listings import complete
from tests.world import REGION, create_service, register, small_world

CONDITIONS = {
    "throttle": Condition.THROTTLED,
    "500": Condition.UNREACHABLE,
    "503": Condition.UNREACHABLE,
    "reset": Condition.UNREACHABLE,
    "truncate": Condition.UNREACHABLE,
    "slow": Condition.UNREACHABLE,
    "denied": Condition.DENIED,
    "expired": Condition.EXPIRED,
    "garbage": Condition.UNREACHABLE,
}
FEEDS: list[Feed[Any]] = [
    feeds.CLUSTERS,
    feeds.services("prod-web"),
    feeds.tasks("prod-web"),
    feeds.tasks("prod-web", "checkout"),
    feeds.all_stopped_tasks("prod-web"),
]
PATIENCE = 20.0
"""Seconds within which a request to this very process is answered."""


class Desk:
    """A refresher over a simulated AWS, with time standing still until a test moves it."""

    def __init__(self, refresher: Refresher, server: Server, time: ManualTime) -> None:
        self.refresher = refresher
        self.server = server
        self.time = time

    def condition(self, feed: Feed[Any]) -> Condition:
        return self.refresher.snapshot(feed).condition(self.refresher.moment())

    async def until(self, holds: Callable[[], bool]) -> None:
        deadline = wall.monotonic() + PATIENCE
        while not holds():
            assert wall.monotonic() < deadline, "it never came to hold"
            await asyncio.sleep(0.001)

    async def pass_time(self, feed: Feed[Any], seconds: float) -> Snapshot[Any]:
        """Let time pass, and the feed be read or fail to."""
        before = self.refresher.snapshot(feed)
        self.time.advance(seconds)
        await self.until(lambda: self.refresher.snapshot(feed) is not before)
        return self.refresher.snapshot(feed)

    async def ready(self, feed: Feed[Any], attention: Attention = Attention.FOCUSED) -> None:
        self.refresher.watch(feed, attention)
        await self.until(lambda: self.condition(feed) is Condition.READY)

    async def recover(self, feed: Feed[Any]) -> None:
        self.server.faults.clear()
        for _ in range(4):
            await self.pass_time(feed, 61)
            if self.condition(feed) is Condition.READY:
                return
        raise AssertionError("it did not recover")


@pytest.fixture
def world() -> World:
    world = small_world()
    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "worker", 2, taskDefinition=bad)
    world.advance(300)
    return world


@pytest.fixture
async def desk(
    world: World, time: ManualTime, request: pytest.FixtureRequest
) -> AsyncIterator[Desk]:
    """An answer that does not come is not waited for long; one that comes takes its time."""
    hurried = "slow" in request.node.name

    async def sleep(seconds: float) -> None:
        time.elapsed += seconds

    budget = Budget(monotonic=time.monotonic, sleep=sleep)
    async with serve(world) as server:
        target = Target(region=REGION, endpoint_url=server.url, isolated=True,
                        read_timeout=0.5 if hurried else 15.0, attempts=2)  # fmt: skip
        async with open_connection(target, clock=time, budget=budget) as connection:
            refresher = Refresher(time, time, lambda _: None)
            refresher.open(connection)
            yield Desk(refresher, server, time)
            await refresher.close()


def test_every_fault_kind_has_its_condition() -> None:
    assert set(CONDITIONS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.key)
async def test_a_fault_leaves_the_last_value_with_its_age_and_recovers(
    desk: Desk, feed: Feed[Any], kind: str
) -> None:
    await desk.ready(feed)
    good = desk.refresher.snapshot(feed)
    desk.server.faults.add(Fault("ecs:*", kind, seconds=3600 if kind == "slow" else 0.0))
    bad = await desk.pass_time(feed, 6.1)
    assert desk.condition(feed) is CONDITIONS[kind]
    assert bad.value is good.value
    assert bad.as_of is good.as_of
    assert bad.trouble is not None
    assert bad.trouble.sentence
    await desk.recover(feed)
    again = desk.refresher.snapshot(feed)
    assert again.value is not None
    assert complete(again.value)
    assert good.as_of is not None
    assert again.as_of is not None
    assert again.as_of.monotonic > good.as_of.monotonic


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.key)
async def test_a_loop_that_is_killed_says_so_and_is_started_again(
    desk: Desk, feed: Feed[Any]
) -> None:
    await desk.ready(feed)
    good = desk.refresher.snapshot(feed)
    (loop,) = [task for task in asyncio.all_tasks() if task.get_name() == feed.key]
    loop.cancel()
    await desk.until(lambda: desk.condition(feed) is Condition.FAULT)
    bad = desk.refresher.snapshot(feed)
    assert bad.value is good.value
    assert bad.trouble is not None
    assert "cancelled" in bad.trouble.sentence
    await desk.pass_time(feed, 6.1)
    assert desk.condition(feed) is Condition.READY


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.key)
async def test_a_throttled_feed_asks_ever_less_and_is_as_fast_as_before_afterwards(
    desk: Desk, feed: Feed[Any]
) -> None:
    await desk.ready(feed)
    desk.server.faults.add(Fault("ecs:*", "throttle"))
    await desk.pass_time(feed, 6.1)
    pauses = []
    for _ in range(4):
        trouble = desk.refresher.snapshot(feed).trouble
        assert trouble is not None
        pauses.append(trouble.pause)
        await desk.pass_time(feed, trouble.pause + 0.1)
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 20
    await desk.recover(feed)
    for _ in range(3):
        await desk.pass_time(feed, 61)
    began = desk.time.elapsed
    await desk.pass_time(feed, 6.1)
    assert desk.time.elapsed - began < 10
