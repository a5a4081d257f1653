"""`.` and `,` go to the next and previous red service, wherever one is."""

from collections.abc import AsyncIterator

import pytest

from ecstui.sim.faults import Fault, faults
from ecstui.sim.world import World
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject
from ecstui.ui.views.overview import OverviewRow
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import CART, crash_loop, full_world
from tests.world import call

WEB = cluster_subject("prod-web")
HOMES = {"worker": "prod-web", "indexer": "staging"}
STARTS = {
    "overview": Subject(),
    "clusters": Subject(),
    "tasks": service_subject(CART, WEB),
    "stopped": WEB,
    "task-definitions": Subject(),
    "revisions": Subject(Kind.FAMILY, "cart", "cart"),
    "instances": WEB,
    "events": WEB,
}


@pytest.fixture
def world() -> World:
    """Two red services, each in a cluster of its own."""
    world = full_world()  # `worker` is one
    crash_loop(world, "indexer", "staging")
    return world


@pytest.fixture
async def console(world: World, time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(world, time) as opened:
        await opened.rest()  # also the overview, which knows what is red
        yield opened


async def red(console: Console, key: str) -> tuple[str, str]:
    """Where the key leads: the cluster and the service."""
    await console.press(key)
    await console.until(lambda: console.browser.view.name == "services")
    await console.until(lambda: console.selected == console.table.chosen)
    return console.browser.subject.name, console.selected.rpartition("/")[2]


async def test_from_every_kind_of_view(console: Console) -> None:
    await console.open("overview")
    order = [row.name for row in console.rows(OverviewRow) if row.is_service]
    assert sorted(order) == sorted(HOMES)
    for view, subject in STARTS.items():
        key, name = (".", order[0]) if len(view) % 2 else (",", order[-1])
        await console.open(view, subject)
        assert await red(console, key) == (HOMES[name], name), f"{key} from {view}"


async def test_to_all_that_is_red_and_round_again(console: Console) -> None:
    await console.open("overview")
    worst, other = [row.name for row in console.rows(OverviewRow) if row.is_service]
    reached = [(await red(console, key))[1] for key in "...,,"]
    assert reached == [worst, other, worst, other, worst]


async def test_from_what_is_of_a_red_service_to_the_next_one(console: Console) -> None:
    first = await red(console, ".")
    await console.press("enter")
    await console.until(lambda: console.browser.view.name == "tasks")
    await console.rest()
    assert await red(console, ".") != first


async def test_backwards_the_mildest_comes_first(console: Console) -> None:
    await console.open("overview")
    names = [row.name for row in console.rows(OverviewRow) if row.is_service]
    assert (await red(console, ","))[1] == names[-1]


async def test_a_filter_that_hides_it_is_dropped(console: Console) -> None:
    await console.enter("/cart")
    assert console.names == ["cart"]
    while (await red(console, "."))[1] != "worker":
        pass
    assert console.browser.rows.wanted == ""
    assert "worker" in console.names


async def test_the_inspector_goes_along(console: Console) -> None:
    await console.press("j", "d")
    seen = {await red(console, "."), await red(console, ".")}
    assert len(seen) == 2
    await console.open("services", WEB)
    assert console.browser.inspector.subject == console.browser.selected


async def test_where_nothing_is_red_it_says_so(console: Console) -> None:
    for cluster, name in (("prod-web", "worker"), ("staging", "indexer")):
        call(console.world, "DeleteService", cluster=cluster, service=name, force=True)
    console.world.advance(4000)
    for _ in range(3):
        await console.pass_time(75)
        await console.rest()
    await console.press(".")
    assert console.notices == ["Nothing is red."]
    assert console.path == "prod-web › services"


@pytest.mark.parametrize(("kind", "seconds"), [("slow", 3600.0), ("denied", 0.0)])
async def test_while_nothing_is_known_it_does_not_say_that_all_is_well(
    world: World, time: ManualTime, kind: str, seconds: float
) -> None:
    faults(world).add(Fault("ecs:*", kind, seconds=seconds))
    async with open_console(world, time, settled=False) as console:
        await console.see("ops/alice", "LOADING" if kind == "slow" else "DENIED")
        await console.press(".", ",")
        waiting = "Nothing is red as far as is known; not everything has been read yet."
        assert set(console.notices) == {waiting}
        assert console.path == "prod-web › services"


async def test_a_jump_is_one_step_back(console: Console) -> None:
    await console.open("events", WEB)
    await red(console, ".")
    first = console.path
    await red(console, ".")
    assert console.path != first, "it is in the other cluster"
    await console.press("escape")
    assert console.path == "prod-web › events", "several jumps are one step"


async def test_at_first_the_worst_one_is_next(time: ManualTime) -> None:
    world = full_world()
    crash_loop(world, "aardvark")
    async with open_console(world, time) as console:
        await console.rest()
        at_hand = console.selected
        assert await red(console, ".") == ("prod-web", at_hand.rpartition("/")[2])
        assert (await red(console, "."))[1] != at_hand.rpartition("/")[2]
