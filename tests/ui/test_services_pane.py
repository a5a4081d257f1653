"""The services of a cluster, as a person sees and drives them."""

import pytest

from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.world import call, create_service, register


async def test_the_frame_says_who_where_and_how_old(console: Console) -> None:
    first, second, *_ = console.text.splitlines()
    assert "acme-prod 123456789012 · ap-northeast-1 · ops/alice" in first
    assert "READ-ONLY" in first
    assert "calls/min · as of 0s" in first
    assert second.split() == ["prod-web", "›", "services", "3"]


async def test_a_cluster_is_chosen_with_enter_and_left_with_escape(
    world: World, time: ManualTime
) -> None:
    async with open_console(world, time, cluster="") as console:
        assert "prod-web" in console.text
        await console.press("down", "enter")
        await console.see("staging › services", "There are no services in staging.")
        await console.press("escape", "up", "enter")
        await console.see("prod-web › services", "checkout")
        await console.press("escape", "escape")
        await console.see("This is the first view.")


async def test_a_command_opens_the_services_of_another_cluster(console: Console) -> None:
    await console.press(*":svc staging", "enter")
    await console.see("staging › services", "∅ EMPTY")


async def test_an_unknown_command_says_which_is_near_and_help_which_there_are(
    console: Console,
) -> None:
    await console.press(*":srevices", "enter")
    await console.see("There is no command “srevices” (nearest: services,", ":help lists all.")
    await console.press(*["backspace"] * len("srevices"), *"help", "enter")
    await console.press("G")
    await console.see("Commands, after :", "credential-report")


async def test_the_selection_follows_the_service_not_the_line(console: Console) -> None:
    await console.press("down")
    chosen = console.selected
    assert console.table.cursor == 1
    create_service(console.world, "aardvark", 1)
    await console.pass_time(7)
    await console.see("aardvark")
    assert console.selected == chosen
    await console.press("f2", "f2")
    assert console.selected == chosen
    await console.press("f3")
    assert console.selected == chosen


async def test_the_filter_narrows_as_it_is_typed_and_escape_drops_it(console: Console) -> None:
    await console.press(*"/cat")
    assert "1 of 3  /cat" in console.text
    assert "checkout" not in console.text
    await console.press("enter", "escape")
    assert "checkout" in console.text
    await console.press(*"/!cat", "enter")
    assert "2 of 3  /!cat" in console.text
    await console.press("escape", *"/xyz")
    assert "/ FILTERED-EMPTY  None of 3 matches the filter." in console.text
    await console.press("escape")
    assert "catalog" in console.text


async def test_letters_in_the_filter_are_letters(console: Console) -> None:
    await console.press(*"/qO?:", "enter")
    assert "/qO?:" in console.text
    assert console.app.screen is console.browser


async def test_columns_sort_by_value_and_the_same_one_again_turns_round(console: Console) -> None:
    await console.press("f3")
    assert console.names == ["cart", "checkout", "catalog"]
    assert "DES↑" in console.text
    await console.press("f3")
    assert console.names == ["catalog", "checkout", "cart"]
    assert "DES↓" in console.text
    await console.press("O")
    assert "RUN↑" in console.text
    await console.press("f9", "f9")
    assert "AGE" in console.text


async def test_a_rollout_is_watched_from_begin_to_end(console: Console) -> None:
    definition = register(console.world, "checkout", "web:2")
    call(console.world, "UpdateService", cluster="prod-web", service="checkout",
         taskDefinition=definition)  # fmt: skip
    seen = []
    for _ in range(60):
        await console.pass_time(7)
        row = next(r for r in console.services if r.name == "checkout")
        seen.append(row.health.state)
        if seen[-1] == "STEADY" and "DEPLOYING" in seen:
            break
    assert list(dict.fromkeys(seen)) == ["DEPLOYING", "STEADY"], seen
    assert "checkout:2" in console.text


async def test_a_crash_loop_is_told_with_its_cause(console: Console) -> None:
    bad = register(console.world, "cart", "web:bad", CrashAfter(20, exit_code=139))
    call(console.world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=bad)
    console.world.advance(400)
    await console.pass_time(7)
    await console.see("CRASHING")
    await console.until(lambda: "exit 139" in console.text)
    row = console.services[0]
    assert (row.name, row.health.state) == ("cart", "CRASHING")


async def test_text_from_aws_is_drawn_as_it_is(console: Console) -> None:
    nasty = "[red]bad[/] [@click=app.quit]\x1b[2J\u202emirror"
    bad = register(console.world, "cart", "web:bad", CrashAfter(20, exit_code=1, reason=nasty))
    call(console.world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=bad)
    console.world.advance(400)
    await console.pass_time(7)
    await console.see("[red]bad[/] [@click=app.quit][2Jmirror")
    assert not set(console.text) & set("\x1b\u202e")


async def test_a_service_that_is_deleted_goes_away(console: Console) -> None:
    call(console.world, "DeleteService", cluster="prod-web", service="cart", force=True)
    await console.pass_time(7)
    await console.until(lambda: "DRAINING" in console.text or "cart" not in console.text)
    console.world.advance(600)
    await console.pass_time(7)
    await console.until(lambda: console.names == ["catalog", "checkout"])


async def test_a_cluster_that_does_not_exist_is_named(world: World, time: ManualTime) -> None:
    async with open_console(world, time, cluster="nowhere") as console:
        await console.see("✗ REFUSED", "There is no cluster nowhere")


async def test_help_lists_the_keys_that_work_here(console: Console) -> None:
    await console.press("question_mark")
    await console.see("Show only some rows", "Leave ecstui", "Go to the next red")
    await console.press("escape")
    assert console.app.screen is console.browser


async def test_a_view_that_cannot_judge_keeps_its_rows_and_says_so(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("ecstui.ui.service_rows.judge", broken)
    await console.pass_time(7)
    await console.see("‼ FAULT ZeroDivisionError: a bug.", "checkout")
    monkeypatch.undo()
    await console.pass_time(7)
    await console.until(lambda: "FAULT" not in console.text)
