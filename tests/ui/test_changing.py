"""From a key to a change, with real keys: what confirms it, and everything that does not."""

from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events

from ecstui.actions.action import Progress, Stage, Terminal
from ecstui.journal import Effect, Intent, Outcome, read_all
from ecstui.sim.faults import Fault
from ecstui.sim.world import World
from ecstui.ui import changing
from ecstui.ui.dialogs.confirm import DEAF, Confirm
from ecstui.ui.dialogs.form import FieldInput, FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.messages import Changed
from ecstui.ui.options import Options
from ecstui.ui.outside import BELL
from tests.conftest import ManualTime
from tests.ui.changing import confirmed, desired, desk, preview, preview_of_scaling, written
from tests.ui.conftest import Console, open_console
from tests.world import call, small_world


async def test_production_takes_the_name_of_the_service(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        await console.see("Scale checkout to 6 · PROD", "desired count 4 → 6", "type checkout")
        await confirmed(console, "checkout")
        assert (desired(world), written(console)) == (6, ["ecs:UpdateService"])


async def test_down_goes_to_the_next_field_where_the_form_is_too_long_to_be_seen(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path, size=(80, 20)) as console:
        await console.press("R")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        fields = list(console.app.screen.query(FieldInput))
        await console.press("down", "down")
        assert console.app.focused is fields[2]
        await console.press("up")
        assert console.app.focused is fields[1]


async def test_a_preview_that_is_left_has_no_size_any_more(
    time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        gone = await preview_of_scaling(console, "6")
        later: list[Callable[[], None]] = []
        with monkeypatch.context() as held:
            held.setattr(gone, "call_after_refresh", later.append)
            gone.on_resize()
        await console.press("escape")
        await console.until(lambda: not gone.is_running)
        (fit,) = later
        fit()


async def test_elsewhere_yes_is_enough(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    async with desk(world, time, tmp_path, harmless=True) as console:
        await preview_of_scaling(console, "5")
        await console.see("not production", "L1: type yes")
        await confirmed(console, "yes")
        assert desired(world) == 5


async def test_to_zero_takes_account_and_name_and_a_reason(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path, harmless=True) as console:
        await preview_of_scaling(console, "0")
        await console.see("L3: type acme-prod/checkout")
        await console.press("tab", *"acme-prod/checkout", "enter")
        await console.see("It needs a reason.")
        assert written(console) == []
        await console.press("tab", "tab")
        await confirmed(console, "it burns", "")
        assert desired(world) == 0
        intent = next(e.record for e in records(tmp_path) if isinstance(e.record, Intent))
        assert (intent.risk, intent.reason) == ("L3", "it burns")


def records(folder: Path) -> list[Any]:
    (reading,) = read_all(folder / "journal")
    assert not reading.problems
    return list(reading.entries)


async def count_down_to_zero(console: Console) -> None:
    """Confirm what leaves no task of a service."""
    await preview_of_scaling(console, "0")
    await console.press(*"it burns", "enter", *"acme-prod/checkout", "enter")
    await console.see("Begins in 1000 s. Esc stops it.")


async def test_what_cannot_be_undone_counts_down_and_can_be_left(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path, options=Options(countdown=1000)) as console:
        await count_down_to_zero(console)
        await console.press("escape")
        await console.until(lambda: not isinstance(console.app.screen, Preview))
        assert written(console) == []


async def test_a_countdown_that_nobody_could_see_begins_nothing(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path, options=Options(countdown=1000)) as console:
        await count_down_to_zero(console)
        time.advance(3600)
        await console.see("The console stood still: nothing was changed. Enter counts anew.")
        await console.press("enter")
        await console.see("Begins in 1000 s. Esc stops it.")
        assert written(console) == []


@pytest.mark.parametrize("typed", ["", "yes", "Checkout", "checkout ", "chec", "4"])
async def test_enter_on_anything_else_does_nothing(
    time: ManualTime, tmp_path: Path, typed: str
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        screen = await preview_of_scaling(console, "6")
        keys = ["space" if key == " " else key for key in typed]
        await console.press(*keys, "enter", "enter")
        assert console.app.screen is screen
        assert (written(console), console.app.changes) == ([], [])


async def test_pasting_does_not_confirm(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        console.app.screen.post_message(events.Paste("checkout"))
        await console.see("Pasting does not confirm: type it.")
        assert console.app.screen.query_one("#typed", Confirm).value == ""
        await console.press("enter")
        assert written(console) == []


async def test_keys_of_the_first_moment_are_dropped(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press("S")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("ctrl+a", "delete", "6", "enter")
        await console.until(lambda: isinstance(console.app.screen, Preview))
        await console.press(*"checkout", "enter")
        assert console.app.screen.query_one("#typed", Confirm).value == ""
        assert written(console) == []


async def test_esc_leaves_and_says_that_nothing_was_changed(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        await console.press(*"checkou", "escape")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("escape")
        await console.until(lambda: "Nothing was changed." in console.notices)
        assert written(console) == []
        assert not (tmp_path / "journal").exists(), "who only looks leaves no journal"


async def test_what_has_moved_since_the_preview_is_shown_again(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        first = await preview_of_scaling(console, "6")
        call(world, "UpdateService", cluster="prod-web", service="checkout", desiredCount=9)
        await console.press(*"checkout", "enter")
        await console.until(
            lambda: isinstance(console.app.screen, Preview) and console.app.screen is not first
        )
        await console.see("It has moved since the preview", "4 → 9", "desired count 9 → 6")
        assert (written(console), desired(world)) == ([], 9)
        await console.press(*"checkout", "enter")
        assert console.app.screen.query_one("#typed", Confirm).value == "", "deaf again at first"
        assert written(console) == []
        console.time.advance(DEAF + 0.01)
        await confirmed(console, "checkout")
        assert desired(world) == 6


async def test_what_is_confirmed_can_be_left_while_it_is_looked_at_again(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        console.server.faults.add(Fault("ecs:DescribeServices", "slow", seconds=3600))
        await console.press(*"checkout", "enter")
        await console.see("Looking whether it has moved…", "Esc leaves. Nothing has been changed.")
        await console.press("escape")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("escape")
        await console.until(lambda: changing.NOTHING in console.notices)
        console.server.faults.clear()
        assert written(console) == []
        assert console.app.changes == []


async def test_a_dry_run_ends_at_the_preview(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press(":")
        await console.enter("dry")
        await console.see("DRY RUN")
        screen = await preview_of_scaling(console, "6")
        await console.see("Dry run: this is where it ends.")
        assert not screen.query(Confirm)
        await console.press(*"checkout", "enter")
        assert written(console) == []


async def test_without_the_right_to_write_there_is_no_gate(time: ManualTime, world: World) -> None:
    async with open_console(world, time) as console:
        await console.rest()
        await console.see("READ-ONLY")
        await console.press("S")
        await console.until(lambda: "Scale: read-only." in console.notices)
        assert console.app.gates == {}


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("--read-only flag", "set by the --read-only flag: start again without it to change"),
        ("ECSTUI_READ_ONLY", "set by ECSTUI_READ_ONLY: start again without it to change"),
        ("c.toml [contexts.a] read_only", "without it to change something, or open another con"),
    ],
)
async def test_what_makes_it_read_only_is_named_with_what_to_do(
    time: ManualTime, world: World, by: str, said: str
) -> None:
    async with open_console(world, time) as console:
        console.app.context = replace(console.app.context, read_only_by=by)
        await console.press("S")
        await console.until(lambda: bool(console.notices))
        assert console.notices[0].startswith("Scale: read-only. That is set by ")
        assert said in console.notices[0]


async def test_how_it_goes_stands_at_the_row_and_ends_with_a_notice(
    time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, Collection[str]]] = []
    monkeypatch.setattr(
        changing, "call_for_attention", lambda _, said, how: called.append((said, how))
    )
    wanted = Options(attention=(BELL,))
    async with desk(small_world(), time, tmp_path, options=wanted) as console:
        await preview_of_scaling(console, "6")
        await confirmed(console, "checkout")
        await console.see("Scale checkout to 6; ")
        assert called == []
        for _ in range(60):
            if console.app.changes[0].ended is not None:
                break
            before = console.app.changes[0]
            console.world.advance(3)
            console.time.advance(3)
            await console.until(lambda: console.app.changes[0] is not before)  # noqa: B023
        assert console.app.changes[0].stage is Stage.REACHED
        await console.until(
            lambda: any("Scale checkout to 6: reached" in n for n in console.notices)
        )
        ((said, how),) = called
        assert (said.startswith("Scale checkout to 6: reached"), how) == (True, (BELL,))
        kinds = [type(entry.record) for entry in records(tmp_path)]
        assert kinds[1:] == [Intent, Outcome, Effect]


async def test_the_view_is_read_once_for_what_does_not_show_yet_and_at_its_end(
    time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        await confirmed(console, "checkout")
        await console.settle()
        change = replace(console.app.changes[0], id="another")
        (step,) = change.plan.steps
        read: list[Stage] = []
        monkeypatch.setattr(
            console.browser.watching, "refresh_now", lambda: read.append(change.stage)
        )
        for stage in (Stage.REQUESTED, Stage.REQUESTED, Stage.IN_PROGRESS, Stage.REACHED):
            change = change.having(step, Progress(stage, ""), time.now())
            console.app.post_message(Changed(change))
            await console.settle()
        assert read == [Stage.REQUESTED, Stage.REACHED]


async def test_a_refusal_of_aws_changes_nothing_and_names_the_permission(
    time: ManualTime, tmp_path: Path
) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        console.server.faults.add(Fault("ecs:UpdateService", "denied"))
        await confirmed(console, "checkout")
        await console.until(lambda: any("ecs:UpdateService" in n for n in console.notices))
        assert any(n.endswith(" Nothing was changed.") for n in console.notices)
        assert (console.app.changes[0].stage, desired(world)) == (Stage.FAILED, 4)


async def test_undo_previews_the_way_back(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await preview_of_scaling(console, "6")
        await confirmed(console, "checkout")
        await console.press("u")
        await preview(console)
        await console.see("Scale checkout to 4", "desired count 6 → 4")
        await console.press(*"checkout", "enter")
        await console.until(lambda: desired(world) == 4)


async def test_before_the_plan_is_read_esc_leaves(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        console.server.faults.add(Fault("ecs:DescribeServices", "denied"))
        await console.press("S")
        await console.see("IAM does not allow ecs:DescribeServices", "Esc leaves")
        await console.press("escape")
        await console.until(lambda: console.app.screen is console.app.browsers[-1])
        assert written(console) == []


async def test_a_program_that_is_not_there_is_told_as_a_shell_does(
    time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        monkeypatch.setattr(console.app, "suspend", nullcontext)
        terminal = Terminal(("no-such-plugin", "word"), {})
        assert await console.app._take_over(terminal) == 127
        told = "no-such-plugin could not be run: No such file or directory"
        await console.until(lambda: told in console.notices)


async def test_keys_that_come_in_a_burst_do_what_they_do_in_their_order(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press("R")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        form = console.app.screen
        assert isinstance(form, FormDialog)
        await console.until(lambda: form.focused is not None)
        image, cpu = next(iter(form.chosen)), "cpu"
        assert isinstance(form.focused, FieldInput)
        before = form.focused.value
        for key in ("end", "backspace", "9", "tab", "5", "1", "3", "backspace", "2"):
            console.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await console.settle()
        assert form.chosen[image] == f"{before[:-1]}9"
        assert form.chosen[cpu] == "512"


async def mistaken(*_: object) -> None:
    raise RuntimeError("a mistake")


async def test_what_an_action_trips_over_does_not_end_the_console(
    time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "ecstui's own fault, see the log. RuntimeError: a mistake"
    async with desk(small_world(), time, tmp_path) as console:
        assert console.app.gate is not None
        monkeypatch.setattr(console.app.gate, "form", mistaken)
        await console.press("S")
        await console.see(said, "Esc leaves")
        await console.press("escape")
        await console.until(lambda: console.app.screen is console.app.browsers[-1])
        monkeypatch.undo()
        monkeypatch.setattr(console.app.gate, "begin", mistaken)
        await preview_of_scaling(console, "6")
        await console.press(*"checkout", "enter")
        await console.see(said, "Esc leaves")
        await console.press("escape")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("escape")
        await console.until(lambda: console.app.screen is console.app.browsers[-1])
        monkeypatch.undo()
        await preview_of_scaling(console, "6")
        await confirmed(console, "checkout")
        assert desired(console.world) == 6
