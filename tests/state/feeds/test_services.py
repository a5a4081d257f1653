"""The services of a cluster of 200: what they cost and how fresh they are."""

from collections import Counter

import pytest

from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feeds import ServiceRoster
from ecstui.state.feeds.services import short_since
from tests.analysis.world import NOW, service
from tests.listings import complete
from tests.state.feeds.desk import Desk
from tests.world import call, create_service, empty_world

SERVICES = feeds.services("prod-web")
NUMBER = 200
TICK = 5.0


@pytest.fixture
def world() -> World:
    world = empty_world()
    call(world, "CreateCluster", clusterName="prod-web")
    for number in range(NUMBER):
        create_service(world, f"svc-{number:03}", 1)
    world.advance(1800)
    return world


def named(roster: ServiceRoster) -> dict[str, str]:
    return {item.service_name: item.service_arn for item in roster.items}


async def test_loading_takes_no_more_than_23_calls(desk: Desk) -> None:
    roster, cost = await desk.counted(SERVICES)
    assert cost == Counter(
        {"ecs:DescribeClusters": 1, "ecs:ListServices": 2, "ecs:DescribeServices": 20}
    )
    assert len(roster.items) == roster.total == NUMBER
    assert complete(roster)


async def test_loading_shows_how_far_it_is(desk: Desk) -> None:
    await desk.read(SERVICES)
    counts = [(len(listing.items), listing.total) for listing in desk.told]
    assert counts == [(40, 200), (80, 200), (120, 200), (160, 200), (200, 200)]


async def test_a_quiet_minute_costs_six_calls_a_turn_and_reads_everything(desk: Desk) -> None:
    first = await desk.read(SERVICES)
    began = desk.moment()
    roster, listed = first, 0
    for _ in range(13):
        desk.pass_time(TICK)
        roster, cost = await desk.counted(SERVICES)
        assert cost.total() <= 6, cost
        listed += cost["ecs:ListServices"]
    assert listed == 2, "once a minute it is listed again"
    assert all(at.since(began).total_seconds() > 30 for at in roster.read_at.values())
    assert all(new is old for new, old in zip(roster.items, first.items, strict=True))


async def test_every_service_is_read_within_four_turns(desk: Desk) -> None:
    await desk.read(SERVICES)
    for _ in range(4):
        desk.pass_time(TICK)
        roster = await desk.read(SERVICES)
    ages = [desk.moment().since(at).total_seconds() for at in roster.read_at.values()]
    assert max(ages) <= 3 * TICK


async def test_what_is_on_screen_is_read_every_turn(desk: Desk) -> None:
    roster = await desk.read(SERVICES)
    seen = sorted(named(roster).values())[-36:]
    desk.show(SERVICES, seen)
    for _ in range(5):
        desk.pass_time(TICK)
        roster = await desk.read(SERVICES)
        assert all(roster.read_at[arn] == desk.moment() for arn in seen)
    ages = [desk.moment().since(at).total_seconds() for at in roster.read_at.values()]
    assert max(ages) == 5 * TICK, "and the others wait their turn"


async def test_a_change_off_screen_is_seen_when_everything_may_be_read_again(desk: Desk) -> None:
    roster = await desk.read(SERVICES)
    desk.show(SERVICES, [named(roster)["svc-000"]])
    for _ in range(3):
        desk.pass_time(TICK)
        await desk.read(SERVICES)
    call(desk.server.world, "UpdateService", cluster="prod-web", service="svc-199", desiredCount=9)
    desk.server.world.advance(30)
    roster, cost = await desk.counted(SERVICES)
    assert cost["ecs:DescribeServices"] == 20
    assert roster.items[-1].desired_count == 9
    desk.pass_time(TICK)
    _, cost = await desk.counted(SERVICES)
    assert cost.total() <= 6


async def test_everything_is_read_at_most_every_15_seconds(desk: Desk) -> None:
    await desk.read(SERVICES)
    described = []
    for count in range(2, 11):
        desk.pass_time(TICK)
        call(desk.server.world, "UpdateService", cluster="prod-web", service="svc-100",
             desiredCount=count)  # fmt: skip
        _, cost = await desk.counted(SERVICES)
        described.append(cost["ecs:DescribeServices"])
    assert described.count(20) <= 3
    assert set(described) <= {5, 20}


async def test_a_new_service_appears_and_a_deleted_one_vanishes_at_once(desk: Desk) -> None:
    await desk.read(SERVICES)
    desk.pass_time(TICK)
    create_service(desk.server.world, "a-new-one", 1)
    assert "a-new-one" in named(await desk.read(SERVICES))
    desk.pass_time(TICK)
    call(desk.server.world, "DeleteService", cluster="prod-web", service="svc-007", force=True)
    roster = await desk.read(SERVICES)
    assert "svc-007" not in named(roster)
    assert complete(roster)


async def test_one_taken_for_another_is_noticed_though_the_counts_stay(desk: Desk) -> None:
    roster = await desk.read(SERVICES)
    old = named(roster)["svc-007"]
    desk.show(SERVICES, [old])
    call(desk.server.world, "DeleteService", cluster="prod-web", service="svc-007", force=True)
    create_service(desk.server.world, "instead", 1)
    desk.pass_time(1800)
    roster = await desk.read(SERVICES)
    assert "instead" in named(roster)
    assert old not in roster.read_at
    assert complete(roster)


async def test_a_small_cluster_is_read_wholly_each_turn(desk: Desk) -> None:
    for number in range(30, NUMBER):
        call(desk.server.world, "DeleteService", cluster="prod-web", service=f"svc-{number:03}",
             force=True)  # fmt: skip
    desk.pass_time(1800)
    await desk.read(SERVICES)
    desk.pass_time(TICK)
    roster, cost = await desk.counted(SERVICES)
    assert cost == Counter({"ecs:DescribeClusters": 1, "ecs:DescribeServices": 3})
    assert set(roster.read_at.values()) == {desk.moment()}


def test_a_shortfall_is_dated_by_the_first_reading_that_found_it() -> None:
    short = service(running_count=1)
    arn = short.service_arn
    first = short_since([short], {}, NOW)
    assert first == {arn: NOW}
    later = NOW.replace(year=NOW.year + 1)
    assert short_since([short], first, later) == {arn: NOW}
    assert short_since([service()], first, later) == {}
