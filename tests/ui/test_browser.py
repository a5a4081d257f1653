"""What a person does to a browser that is not about what it shows."""

from textual import events

from ecstui.sim.faults import Fault, faults
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.ui.browser import Browser
from ecstui.ui.widgets.prompt import Prompt
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.world import call, create_service, register


def crash_loop(world: World) -> None:
    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "worker", 2, taskDefinition=bad)
    world.advance(400)


async def burst(console: Console, *keys: str) -> None:
    """Keys that arrive in one read, faster than they can be handled."""
    for key in keys:
        name = {"/": "slash", ":": "colon", "-": "minus", " ": "space"}.get(key, key)
        console.app.post_message(events.Key(name, key if len(key) == 1 else None))
    await console.pilot.pause()
    await console.pilot.pause()


async def test_keys_in_one_burst_go_where_each_belongs(console: Console) -> None:
    await burst(console, *"/ca", "enter", "G")
    await console.until(lambda: console.table.cursor == 1)
    assert console.browser.rows.wanted == "ca"
    assert not console.browser.query_one(Prompt).is_open
    await burst(console, "escape", *":svc staging", "enter", "j", "k")
    await console.see("staging › services")


async def test_tab_in_the_prompt_is_ignored(console: Console) -> None:
    await console.press(*"/cat", "tab", "shift+tab", *"alog", "enter")
    assert console.browser.rows.wanted == "catalog"


async def test_a_click_elsewhere_closes_the_prompt_and_keeps_the_filter(console: Console) -> None:
    await console.press(*"/ca")
    await console.pilot.click(VirtualTable, offset=(5, 2))
    await console.until(lambda: not console.browser.query_one(Prompt).is_open)
    assert console.browser.rows.wanted == "ca"
    await console.press(*"/r", "enter")
    assert console.browser.rows.wanted == "car"


async def test_the_pane_under_the_help_goes_on(console: Console) -> None:
    await console.press("question_mark")
    call(console.world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    before = console.snapshots
    console.time.advance(7)
    await console.until(lambda: console.snapshots > before)
    await console.press("escape")
    await console.see("as of 0s")
    assert any("cart 3" in " ".join(line.split()) for line in console.text.splitlines())


async def test_a_view_is_not_opened_twice(console: Console) -> None:
    for _ in range(2):
        await console.press(*":svc", "enter")
        await console.press(*":clusters", "enter")
    browsers = [s for s in console.app.screen_stack if isinstance(s, Browser)]
    assert len(browsers) <= 3


async def test_a_view_that_was_left_is_not_read_any_more(console: Console) -> None:
    refresher = console.app.session.refresher
    await console.press(*":clusters", "enter")
    await console.until(lambda: len(console.app.browsers) == 3)
    await console.press("escape")
    await console.press("escape")
    await console.until(lambda: len(console.app.browsers) == 1)
    assert refresher.watched.count("services:prod-web") == 1  # the overview's own
    await console.press(*":services nowhere", "enter")
    await console.until(lambda: "services:nowhere" in refresher.watched)
    await console.press("escape")
    await console.until(lambda: "services:nowhere" not in refresher.watched)


async def test_a_view_beneath_another_is_hardly_read(console: Console) -> None:
    before = console.server.calls.total("ecs:ListClusters")
    for _ in range(8):
        await console.pass_time(7)
    assert console.server.calls.total("ecs:ListClusters") - before <= 1


async def test_nobody_looking_slows_everything_down(console: Console) -> None:
    refresher = console.app.session.refresher
    console.app.post_message(events.AppBlur())
    await console.until(lambda: refresher.pace == console.app.options.blurred)
    console.app.post_message(events.AppFocus())
    await console.until(lambda: refresher.pace == 1.0)
    console.app._left_alone()
    assert refresher.pace == console.app.options.idle
    await console.press("j")
    assert refresher.pace == 1.0


async def test_red_stays_red_while_nothing_is_known(world: World, time: ManualTime) -> None:
    crash_loop(world)
    async with open_console(world, time) as console:
        await console.see("CRASHING")
        console.server.faults.add(Fault("*", "503"))
        await console.pass_time(7)
        await console.see("UNREACHABLE")
        for _ in range(12):
            await console.pass_time(70)
        assert "CRASHING" in console.text


async def test_evidence_that_is_on_its_way_is_awaited_not_denied(
    world: World, time: ManualTime
) -> None:
    crash_loop(world)
    faults(world).add(Fault("ecs:ListTasks", "slow", count=1, seconds=0.5))
    async with open_console(world, time, settled=False) as console:
        await console.see("worker", "Still reading stopped tasks")
        await console.see("CRASHING")
        await console.until(lambda: "Still reading" not in console.text)


async def test_the_selection_comes_back_when_the_filter_goes(console: Console) -> None:
    await console.press("end")
    chosen = console.selected
    await console.press(*"/catalog", "enter")
    assert console.selected != chosen
    await console.press("escape")
    assert console.selected == chosen


async def test_ages_grow_while_rows_stay_the_same(console: Console) -> None:
    assert "30m" in console.text
    console.time.advance(3600)
    console.browser.tick()
    await console.see("1h")
