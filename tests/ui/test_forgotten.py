"""What AWS has forgotten is still on screen, and said to be from memory."""

from datetime import timedelta
from pathlib import Path

from ecstui.analysis.stop_groups import StopGroup
from ecstui.sim.world import World
from ecstui.state.memory import Memory
from ecstui.ui.subject import cluster_subject
from ecstui.ui.task_rows import TaskRow
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import WORKER, crash_loop
from tests.world import call, small_world

WEB = cluster_subject("prod-web")
HOURS = 3 * 3600


def world_with_stops() -> World:
    world = small_world()
    crash_loop(world)
    call(world, "UpdateService", cluster="prod-web", service="worker", desiredCount=0)
    world.advance(120)
    return world


async def look_around(console: Console) -> dict[str, set[str]]:
    """What is told of the past, by view; every view must have something."""
    seen: dict[str, set[str]] = {}
    for view in ("stopped", "stopped-tasks", "events"):
        await console.open(view, WEB)
        seen[view] = {console.browser.view.key(row) for row in console.table.rows}
        assert seen[view], view
    await console.open("services", WEB)
    console.browser.select(WORKER)
    console.browser.open_inspector("events")
    await console.until(lambda: console.sheet != "")
    await console.rest()
    seen["events tab"] = {line[:14] for line in console.sheet.splitlines()}
    await console.press("escape")
    return seen


async def test_after_a_restart_hours_later(time: ManualTime, tmp_path: Path) -> None:
    world = world_with_stops()
    memory = Memory(tmp_path / "memory.sqlite", time)
    async with open_console(world, time, memory=memory) as console:
        before = await look_around(console)
        port = int(console.server.url.rpartition(":")[2])
    await memory.close()
    world.advance(HOURS)
    later = ManualTime()
    later.elapsed = time.elapsed + HOURS
    async with open_console(world, later) as console:
        await console.open("stopped", WEB)
        assert console.table.rows == [], "AWS has forgotten them"
        await console.see("No stopped tasks of prod-web are known.")
    memory = Memory(tmp_path / "memory.sqlite", later)
    async with open_console(world, later, memory=memory, port=port) as console:
        after = await look_around(console)
        assert {view: past - after[view] for view, past in before.items()} == {
            view: set() for view in before
        }
        await console.open("stopped-tasks", WEB)
        forgotten = [row for row in console.rows(TaskRow) if row.forgotten]
        assert len(forgotten) >= len(before["stopped-tasks"])
        await console.see("FROM", "memory", "it is from this machine's memory")
        await console.press("y")
        await console.rest()
        await console.see("✗ REFUSED")
        await console.press("1")
        await console.until(lambda: "ServiceSchedulerInitiated" in console.sheet)
    await memory.close()


async def test_while_the_console_runs(time: ManualTime) -> None:
    world = world_with_stops()
    memory = Memory.in_memory(time)
    async with open_console(world, time, memory=memory) as console:
        await console.open("stopped", WEB)
        counted = sum(row.count for row in console.rows(StopGroup))
        for _ in range(3):
            await console.pass_time(HOURS / 3)
            await console.rest()
        assert sum(row.count for row in console.rows(StopGroup)) == counted
        await console.see("3h")
        await console.press("enter")
        await console.until(lambda: console.browser.view.name == "stopped-tasks")
        await console.rest()
        assert all(row.forgotten for row in console.rows(TaskRow))
    await memory.close()


async def test_without_memory_what_this_session_has_seen_still_stays(time: ManualTime) -> None:
    async with open_console(world_with_stops(), time) as console:
        await console.open("stopped", WEB)
        rows = len(console.table.rows)
        assert rows
        for _ in range(3):
            await console.pass_time(HOURS / 3)
            await console.rest()
        assert len(console.table.rows) == rows


async def test_what_is_too_old_is_not_told(time: ManualTime, tmp_path: Path) -> None:
    world = world_with_stops()
    memory = Memory(tmp_path / "m", time)
    async with open_console(world, time, memory=memory) as console:
        await console.open("stopped", WEB)
        assert console.table.rows
    await memory.close()
    fortnight = timedelta(days=15).total_seconds()
    world.advance(fortnight)
    later = ManualTime()
    later.elapsed = time.elapsed + fortnight
    memory = Memory(tmp_path / "m", later)
    async with open_console(world, later, memory=memory) as console:
        await console.open("stopped", WEB)
        assert console.table.rows == []
    await memory.close()
