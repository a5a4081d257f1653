"""`:ctx` and `:region`: another place, and nothing of the old one is drawn or asked any more."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Unreachable
from ecstui.sim.faults import Fault, faults
from ecstui.sim.server import Server, serve
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import World
from ecstui.ui.choice import Choice
from ecstui.ui.contexts import Context
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console, place
from tests.world import ACCOUNT, REGION, call, create_service, empty_world

OTHER_REGION = "eu-west-1"


@dataclass
class TwoAccounts:
    """Two simulated accounts, and one that cannot be reached."""

    here: Context
    there: Server
    time: ManualTime
    tried: int = 0
    """How often connecting to the one that cannot be reached was tried."""
    names: list[str] = field(default_factory=lambda: ["test", "lab", "broken"])
    regions: list[str] = field(default_factory=lambda: [REGION, OTHER_REGION])

    def open(self, name: str) -> Context:
        if name == "broken":
            return Context("broken", self._fail)
        return self.here if name == "test" else place(self.there, self.time, name="lab")

    def in_region(self, context: Context, region: str) -> Context:
        return replace(place(self.there, self.time, name=context.name, region=region))

    @asynccontextmanager
    async def _fail(self) -> AsyncIterator[ReadConnection]:
        yield await self._refused()

    async def _refused(self) -> ReadConnection:
        self.tried += 1
        raise Unreachable("There is no route to there.")


@pytest.fixture
def lab() -> World:
    """Another account: one cluster, one service, nothing in common with the first."""
    world = empty_world(seed=11)
    world.state(IamState, ACCOUNT, "global").aliases[:] = ["lab-account"]
    call(world, "CreateCluster", clusterName="bench")
    create_service(world, "probe", 1, cluster="bench")
    world.advance(600)
    return world


@asynccontextmanager
async def two_accounts(
    world: World, lab: World, time: ManualTime
) -> AsyncIterator[tuple[Console, TwoAccounts]]:
    async with serve(lab) as there:
        made: list[TwoAccounts] = []

        def contexts(here: Context) -> TwoAccounts:
            made.append(TwoAccounts(here, there, time))
            return made[0]

        async with open_console(world, time, contexts=contexts) as console:
            yield console, made[0]


async def test_the_other_account_and_nothing_of_the_first(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, places):
        await console.enter("/c")
        await console.press("d")
        await console.enter(":ctx lab")
        await console.see("lab-account", "overview", "bench")
        await console.rest()
        assert len(console.app.browsers) == 1, "the views of the first are gone"
        assert "prod-web" not in console.text
        assert "acme-prod" not in console.text
        assert "PROD" not in console.text
        assert not console.browser.inspecting
        asked = console.arrived
        new = places.there.calls.total()
        for _ in range(3):
            await console.pass_time(70)
        assert console.arrived == asked, "the first is not asked any more"
        assert places.there.calls.total() > new
        await console.press("enter")
        await console.see("bench › services", "probe")
        assert "lab-account" in console.text
        await console.enter(":ctx test")
        await console.see("acme-prod", "PROD", "prod-web › services", "checkout")
        assert "probe" not in console.text


async def test_an_answer_that_comes_too_late_is_dropped(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, _):
        old = console.app.session.refresher
        console.server.faults.add(Fault("ecs:*", "slow", seconds=0.9))
        asked = console.arrived["ecs:DescribeServices"] + console.arrived["ecs:DescribeClusters"]
        time.advance(7)
        await console.until(
            lambda: console.arrived["ecs:DescribeServices"]
            + console.arrived["ecs:DescribeClusters"] > asked
        )  # fmt: skip
        await console.enter(":ctx lab")
        before = old.published
        await console.see("lab-account", "bench")
        await console.pilot.pause(1.0)
        assert old.published == before
        assert old.watched == []
        assert "prod-web" not in console.text


async def test_one_that_cannot_be_reached_says_so_and_leads_back(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, places):
        await console.enter(":ctx broken")
        await console.see("↯ UNREACHABLE", "There is no route to there.", "account unknown")
        assert "prod-web" not in console.text
        await console.enter(":td")
        await console.see("task-definitions", "↯ UNREACHABLE", "There is no route to there.")
        await console.press("d", ".", "question_mark", "escape", "escape", "/", "x", "escape", "O")
        assert places.tried == 1
        await console.press("ctrl+r")
        await console.until(lambda: places.tried == 2)
        time.advance(61)
        await console.until(lambda: places.tried == 3)
        await console.enter(":ctx lab")
        await console.see("lab-account", "bench")
        tried = places.tried
        time.advance(200)
        await console.settle()
        assert places.tried == tried, "the broken one is not tried any more"


async def test_another_region_of_the_same_account(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, _):
        await console.enter(f":region {OTHER_REGION}")
        await console.see(OTHER_REGION, "There are no clusters in this Region.")
        assert REGION not in console.text


async def test_a_choice_begins_where_one_is_and_goes_to_what_is_typed(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, _):
        await console.enter(":ctx")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.press("escape")
        assert console.path == "prod-web › services"
        await console.enter(":ctx")
        await console.until(lambda: isinstance(console.app.screen, Choice))
        await console.see("test (here)")
        await console.press("l", "enter")
        await console.see("lab-account", "bench")


async def test_a_place_that_there_is_none_of_stays_in_the_prompt(
    world: World, lab: World, time: ManualTime
) -> None:
    async with two_accounts(world, lab, time) as (console, _):
        await console.enter(":ctx nowhere")
        await console.see("There is no context “nowhere” (there are: test, lab, broken)")
        await console.press("escape")
        await console.enter(":region mars-1")
        await console.see("There is no Region “mars-1”")
        await console.press("escape")
        assert "checkout" in console.text


async def test_changing_again_and_again_before_anything_has_answered(
    world: World, lab: World, time: ManualTime
) -> None:
    faults(lab).add(Fault("ecs:*", "slow", count=3, seconds=0.3))
    async with two_accounts(world, lab, time) as (console, _):
        for name in ("lab", "broken", "test", "lab"):
            await console.enter(f":ctx {name}")
        await console.see("lab-account", "bench")
        await console.rest()
        assert len(console.app.browsers) == 1
        assert "prod-web" not in console.text
