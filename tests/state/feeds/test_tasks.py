"""The running tasks of a service and of a large cluster: what they cost and how fresh they are."""

from collections import Counter
from datetime import timedelta

import pytest

from ecstui.model.ecs import Task
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feeds.tasks import is_settled
from tests.analysis.world import minutes_ago
from tests.listings import complete
from tests.state.feeds.desk import Desk
from tests.world import call, create_service, empty_world, register

ALL = feeds.tasks("prod-web")
TICK = 5.0


@pytest.fixture
def world() -> World:
    """Six services of 100 tasks each, settled, and a small one."""
    world = empty_world()
    call(world, "CreateCluster", clusterName="prod-web")
    for number in range(6):
        create_service(world, f"svc-{number}", 100)
    create_service(world, "small", 4)
    world.advance(3600)
    return world


async def test_a_service_costs_two_calls_a_turn(desk: Desk) -> None:
    small = feeds.tasks("prod-web", "small")
    assert (await desk.read(small)).total == 4
    desk.pass_time(TICK)
    roster, cost = await desk.counted(small)
    assert cost == Counter({"ecs:ListTasks": 1, "ecs:DescribeTasks": 1})
    assert {task.group for task in roster.items} == {"service:small"}
    assert set(roster.read_at.values()) == {desk.moment()}


async def test_a_cluster_and_its_services_are_different_feeds() -> None:
    keys = {ALL.key, feeds.tasks("prod-web", "small").key, feeds.tasks("prod-web", "svc-0").key}
    assert len(keys) == 3
    arn = "arn:aws:ecs:ap-northeast-1:123456789012:service/prod-web/small"
    assert feeds.tasks("prod-web", arn).key in keys, "a service may be given by name or ARN"


async def test_loading_a_large_cluster_shows_how_far_it_is(desk: Desk) -> None:
    roster, cost = await desk.counted(ALL)
    assert cost == Counter({"ecs:DescribeClusters": 1, "ecs:ListTasks": 7, "ecs:DescribeTasks": 7})
    told = [(len(part.items), part.total) for part in desk.told]
    assert told == [(100, 604), (200, 604), (300, 604), (400, 604), (500, 604), (600, 604),
                    (604, 604)]  # fmt: skip
    assert complete(roster)


async def test_a_quiet_large_cluster_costs_four_calls_a_turn_and_is_all_read_again(
    desk: Desk,
) -> None:
    first = await desk.read(ALL)
    began = desk.moment()
    for _ in range(4):
        desk.pass_time(TICK)
        roster, cost = await desk.counted(ALL)
        assert cost == Counter({"ecs:DescribeClusters": 1, "ecs:DescribeTasks": 3})
    assert all(at.since(began) > timedelta(0) for at in roster.read_at.values())
    assert all(new is old for new, old in zip(roster.items, first.items, strict=True))


async def test_what_is_on_screen_is_read_every_turn(desk: Desk) -> None:
    roster = await desk.read(ALL)
    seen = [task.task_arn for task in roster.items[-30:]]
    desk.show(ALL, seen)
    for _ in range(3):
        desk.pass_time(TICK)
        roster = await desk.read(ALL)
        assert all(roster.read_at[arn] == desk.moment() for arn in seen)


async def test_a_minute_later_it_is_listed_again_though_nothing_changed(desk: Desk) -> None:
    await desk.read(ALL)
    desk.pass_time(60)
    _, cost = await desk.counted(ALL)
    assert cost["ecs:ListTasks"] == 7


async def test_changed_counts_have_it_listed_again_but_not_too_often(desk: Desk) -> None:
    await desk.read(ALL)
    call(desk.server.world, "UpdateService", cluster="prod-web", service="small", desiredCount=9)
    listed = []
    for _ in range(4):
        desk.pass_time(TICK)
        roster, cost = await desk.counted(ALL)
        listed.append(cost["ecs:ListTasks"])
    assert listed[:3] == [0, 0, 7]
    assert roster.total == 609


async def test_what_starts_is_followed_until_it_runs(desk: Desk) -> None:
    await desk.read(ALL)
    create_service(desk.server.world, "late", 5)
    desk.pass_time(2)
    desk.time.advance(60)
    roster = await desk.read(ALL)
    assert "RUNNING" not in {t.last_status for t in roster.items if t.group == "service:late"}
    desk.server.world.advance(300)
    desk.time.advance(TICK)
    roster = await desk.read(ALL)
    assert {t.last_status for t in roster.items if t.group == "service:late"} == {"RUNNING"}


async def test_what_stops_leaves_as_soon_as_it_is_seen_to_stop(desk: Desk, world: World) -> None:
    roster = await desk.read(ALL)
    arn = roster.items[-1].task_arn
    desk.show(ALL, [arn])
    call(world, "StopTask", cluster="prod-web", task=arn)
    desk.pass_time(1)
    roster, cost = await desk.counted(ALL)
    assert arn not in {task.task_arn for task in roster.items}
    assert complete(roster)
    assert cost["ecs:ListTasks"] == 0


async def test_a_crash_loop_shows_its_newest_tasks(desk: Desk, world: World) -> None:
    bad = register(world, "bad", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "bad", 2, taskDefinition=bad)
    feed = feeds.tasks("prod-web", "bad")
    seen: set[str] = set()
    for _ in range(12):
        desk.pass_time(30)
        seen |= {task.task_arn for task in (await desk.read(feed)).items}
    assert len(seen) > 4


def test_a_task_is_settled_once_it_runs_and_its_health_is_known() -> None:
    def task(status: str, health: str | None, minutes: float) -> Task:
        return Task(
            "arn:t", "arn:c", "arn:td", status, "RUNNING",
            started_at=minutes_ago(minutes), health_status=health,
        )  # fmt: skip

    assert is_settled(task("RUNNING", "HEALTHY", 1), minutes_ago(5))
    assert is_settled(task("RUNNING", None, 1), minutes_ago(5))
    assert is_settled(task("RUNNING", "UNKNOWN", 6), minutes_ago(5))
    assert not is_settled(task("RUNNING", "UNKNOWN", 4), minutes_ago(5))
    assert not is_settled(task("RUNNING", "UNHEALTHY", 60), minutes_ago(5))
    assert not is_settled(task("PENDING", "HEALTHY", 60), minutes_ago(5))
