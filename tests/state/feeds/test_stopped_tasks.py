"""The stopped tasks: when they are asked for, and what that costs."""

from collections import Counter
from datetime import timedelta

from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.state import feeds
from tests.analysis.world import NOW, event, service
from tests.state.feeds.desk import Desk
from tests.world import create_service, register

SERVICES = feeds.services("prod-web")
STOPPED = feeds.stopped_tasks("prod-web")


async def test_stopped_tasks_are_described_once(desk: Desk, world: World) -> None:
    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "worker", 2, taskDefinition=bad)
    world.advance(300)
    await desk.read(SERVICES)
    first, cost = await desk.counted(STOPPED)
    assert cost == Counter({"ecs:ListTasks": 1, "ecs:DescribeTasks": 1})
    ended = {t.task_arn for t in first.items if t.last_status == "STOPPED"}
    assert ended
    await desk.read(SERVICES)
    world.advance(60)
    again = await desk.read(STOPPED)
    kept = {t.task_arn: t for t in again.items}
    assert all(kept[t.task_arn] is t for t in first.items if t.task_arn in ended)
    assert len(again.items) > len(first.items)


def test_a_cluster_is_restless_while_tasks_are_missing_or_were_started_lately() -> None:
    started = event("has started 1 tasks: (task 1).", 9)
    assert not feeds.any_restless([service()], NOW)
    assert feeds.any_restless([service(running_count=3)], NOW)
    assert feeds.any_restless([service(events=(started,))], NOW)
    assert not feeds.any_restless([service(events=(started,))], NOW + timedelta(minutes=2))
