"""The inspector follows the selection, and asks no more of AWS than a person looks at."""

from collections.abc import Callable

import pytest
from textual import events

from ecstui.sim.faults import Fault
from ecstui.ui.browser import Browser
from ecstui.ui.inspector import inspector
from ecstui.ui.subject import cluster_subject
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.ui.worlds import HIDDEN, SHOWN, full_world
from tests.world import call, create_service, small_world

WEB = cluster_subject("prod-web")


async def test_it_follows_the_selection_and_keeps_the_tab(console: Console) -> None:
    await console.press("v")
    for _ in range(3):
        name = console.selected.rpartition("/")[2]
        await console.until(lambda: console.sheet != "")
        assert console.browser.inspector.subject == console.browser.selected
        assert console.browser.inspector.tab is not None
        assert console.browser.inspector.tab.id == "events", name
        await console.press("j")
    await console.enter("/cart")
    assert console.browser.inspector.subject is not None
    assert console.browser.inspector.subject.name == "cart", "also when a filter moves it"


async def test_a_tab_is_chosen_by_number_by_key_and_step_by_step(console: Console) -> None:
    inspector = console.browser.inspector
    for keys, tab in (
        ("1", "overview"), ("4", "tasks"), ("]", "definition"), ("[", "tasks"),
        ("h", "deployments"), ("y", "json"), ("]", "overview"), ("[", "json"),
        ("9", "json"), ("v", "events"),
    ):  # fmt: skip
        await console.press(keys)
        assert console.browser.inspecting
        assert inspector.tab is not None
        assert inspector.tab.id == tab, keys
    await console.press("v")
    assert not console.browser.inspecting, "the key of the tab that is open closes it"


async def test_an_inspector_with_nothing_in_it_is_put_away_by_the_key_that_opened_it(
    time: ManualTime,
) -> None:
    async with open_console(full_world(), time, view="journal", size=(80, 24)) as console:
        await console.press("d")
        assert console.browser.inspecting
        await console.press("d")
        assert not console.browser.inspecting, "over the table it would hide it for good"


async def test_a_tab_that_the_subject_does_not_have_is_not_opened(time: ManualTime) -> None:
    async with open_console(full_world(), time, view="tasks") as console:
        await console.press("v")
        assert console.notices == ["There is no events tab for this."]
        assert console.browser.inspecting


async def test_what_a_resize_leaves_for_later_may_come_too_late(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual has whatever screen is on top call it, which may be another one by then."""
    await console.press("v")
    gone, later = console.browser, list[Callable[[], None]]()
    gone.set_focus(None)
    for part in (gone, gone.inspector):
        with monkeypatch.context() as held:
            held.setattr(part, "call_after_refresh", later.append)
            part.on_resize()
    await console.app.pop_screen()
    for each in later:
        each()
    await console.settle()
    assert (len(later), console.app.crash) == (3, None)


async def test_holding_a_key_down_asks_aws_nothing(
    time: ManualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a slow machine rows may rest on screen meanwhile, and be read for that.
    monkeypatch.setattr(Browser, "_tell_what_is_seen", lambda _: None)
    monkeypatch.setattr(inspector, "SETTLING", 3600.0)
    world = small_world()
    for number in range(30):
        create_service(world, f"svc-{number:02}", 0)
    world.advance(300)
    async with open_console(world, time) as console:
        await console.press("y")
        await console.rest()
        before = console.arrived
        for _ in range(25):
            console.app.post_message(events.Key("j", "j"))
        await console.settle()
        assert console.table.cursor == 25
        assert console.arrived == before, "nothing while it moves"
        name = console.selected.rpartition("/")[2]
        await console.press("k")
        monkeypatch.setattr(inspector, "SETTLING", 0.01)
        await console.press("j")
        await console.until(lambda: f'"serviceName": "{name}"' in console.sheet)
        assert sum((console.arrived - before).values()) == 1, "one call for where it stopped"


async def test_values_are_revealed_and_secrets_never(time: ManualTime) -> None:
    async with open_console(full_world(), time, view="revisions cart") as console:
        for tab in ("definition", "json"):
            console.browser.open_inspector(tab)
            await console.until(lambda: "TIME_ZONE" in console.sheet)
            assert SHOWN not in console.sheet, tab
            assert HIDDEN not in console.sheet, tab
            await console.press("z")
            assert SHOWN in console.sheet, tab
            assert HIDDEN not in console.sheet, tab
            assert "STRIPE" in console.sheet, "where a secret is kept is no secret"
            await console.press("z")
            assert SHOWN not in console.sheet, tab
    async with open_console(full_world(), ManualTime()) as console:
        await console.press("j", "z")
        console.browser.open_inspector("definition")
        await console.until(lambda: SHOWN in console.sheet)
        assert HIDDEN not in console.sheet
        await console.open("tasks", WEB)
        assert not console.browser.inspector.reveal, "another view hides them again"


async def test_a_subject_that_vanishes_is_said_to_be_gone(console: Console) -> None:
    await console.press("d")
    await console.until(lambda: "cart" in console.sheet)
    call(console.world, "DeleteService", cluster="prod-web", service="cart", force=True)
    # The filter holds the selection: there is no other row that it could go to.
    await console.enter("/cart")
    for _ in range(3):
        await console.pass_time(600)
        await console.rest()
    assert console.names == []
    assert console.browser.inspector.subject is None
    await console.see("There is nothing to inspect here.")


async def test_a_service_that_is_gone_is_said_to_be_in_each_tab(time: ManualTime) -> None:
    world = small_world()
    async with open_console(world, time, view="events") as console:
        await console.enter("/service=cart")
        await console.press("d")
        await console.until(lambda: "STEADY" in console.sheet)
        call(world, "DeleteService", cluster="prod-web", service="cart", force=True)
        for _ in range(4):
            await console.pass_time(1200)
            await console.rest()
        assert console.table.rows, "its events are still told"
        await console.see("This service is not in the list any more.")
        await console.press("y")
        await console.until(lambda: '"status": "INACTIVE"' in console.sheet)
        for tab in ("deployments", "events", "tasks", "definition", "compare"):
            console.browser.open_inspector(tab)
            await console.rest()
            assert "FAULT" not in console.browser.inspector.status.line, tab


async def test_trouble_of_a_tab_is_told_in_the_tab_and_leaves_the_table_alone(
    console: Console,
) -> None:
    console.server.faults.add(Fault("ecs:ListServiceDeployments", "denied"))
    await console.press("h")
    await console.see("⛒ DENIED", "ecs:ListServiceDeployments")
    assert console.browser.header_texts().status.line == ""
    assert console.names == ["cart", "catalog", "checkout"]


async def test_a_tab_that_cannot_be_drawn_says_so(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ecstui.ui.inspector import events as tab

    await console.press("v")
    await console.until(lambda: console.sheet != "")
    with monkeypatch.context() as broken:
        broken.setattr(tab, "ago", None)
        console.browser.inspector.redraw()
        await console.see("‼ FAULT", "TypeError")
        assert console.names == ["cart", "catalog", "checkout"]
    console.browser.inspector.redraw()
    await console.until(lambda: "FAULT" not in console.text)


async def test_a_closed_inspector_reads_nothing(console: Console) -> None:
    await console.press("h")
    await console.until(lambda: console.sheet != "")
    await console.press("escape")
    before = console.arrived["ecs:ListServiceDeployments"]
    for _ in range(3):
        await console.pass_time(61)
    assert console.arrived["ecs:ListServiceDeployments"] == before
