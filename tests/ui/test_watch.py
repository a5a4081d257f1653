"""`:watch`: every change of the session, wherever one looks meanwhile."""

import re
from pathlib import Path
from typing import Any

from textual import events

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.journal import Effect, Intent, Outcome, read_all
from ecstui.journal import Stage as Written
from ecstui.sim.faults import Fault, faults
from ecstui.ui.options import Options
from ecstui.ui.views.changes import ChangeRow
from tests.conftest import Golden, ManualTime
from tests.ui.changing import confirmed, desk, preview_of_scaling, service, written
from tests.ui.conftest import Console, open_console
from tests.world import small_world

NARROW, WIDE = (80, 24), (120, 36)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def scaled(console: Console, count: str = "6") -> None:
    """Scale the service under the cursor, in an account that is production."""
    name = console.selected.rpartition("/")[2]
    await preview_of_scaling(console, count)
    await confirmed(console, name)


async def watch(console: Console) -> None:
    await console.enter(":watch")
    await console.until(lambda: console.browser.view.name == "watch" and console.browser.is_settled)


def row(console: Console) -> ChangeRow:
    found = console.table.current
    assert isinstance(found, ChangeRow)
    return found


def records(folder: Path) -> list[Any]:
    (reading,) = read_all(folder / "journal")
    assert not reading.problems
    return [entry.record for entry in reading.entries]


async def followed(console: Console) -> None:
    """Let time pass, look after look, until the change is over."""
    gate, news = console.app.gate, [0]
    assert gate is not None
    publish = gate._telling._publish

    def counted(change: Change) -> None:
        news[0] += 1
        publish(change)

    gate._telling._publish = counted
    await console.until(lambda: row(console).progress.stage is Stage.IN_PROGRESS)
    while not console.app.changes[-1].ended:
        before = news[0]
        console.world.advance(3)
        console.time.advance(3)
        await console.until(lambda: news[0] > before)  # noqa: B023
    await console.settle()


def body(console: Console) -> str:
    """The screen without the header, which counts calls, and without what AWS numbers."""
    text = "\n".join(console.text.splitlines()[2:])
    return UUID.sub(lambda found: "x" * len(found[0]), text)


async def test_without_changes_it_says_how_to_make_one(time: ManualTime) -> None:
    async with open_console(small_world(), time) as console:
        await watch(console)
        await console.see("∅ EMPTY", "An upper-case key on a service or task shows the preview")


async def test_a_change_is_watched_to_its_end_from_anywhere(
    time: ManualTime, tmp_path: Path, golden: Golden
) -> None:
    async with desk(small_world(), time, tmp_path, size=WIDE) as console:
        await scaled(console)
        await watch(console)
        await console.see("Scale checkout to 6", "checkout", "prod-web")
        assert not row(console).progress.stage.over
        await console.press("escape")
        await console.enter(":overview")
        await watch(console)
        await followed(console)
        await console.until(lambda: row(console).progress.stage is Stage.REACHED)
        console.app.clear_notifications()
        await console.rest()
        assert "Scale checkout to 6: reached" in console.text
        assert "acme-prod ap-northeast-1" in console.text
        golden("watch-reached-120x36", body(console))
        await console.press("d")
        await console.rest()
        golden("watch-reached-inspector-120x36", body(console))
        await console.press("d")
        await console.resize(NARROW)
        golden("watch-reached-80x24", body(console))


async def test_the_inspector_tells_who_asked_what_and_the_way_back(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        await watch(console)
        await console.press("d")
        request = next(r for r in records(tmp_path) if isinstance(r, Outcome)).request_id
        assert request
        await console.until(lambda: request in console.sheet)
        for part in (
            "arn:aws:sts::123456789012:assumed-role/ops/alice", "ecs:UpdateService, 1 of 1",
            "accepted, HTTP 200", "desired count", "4 ", "→ 6", "Way back", "u shows its preview",
        ):  # fmt: skip
            assert part in console.sheet, part


async def test_filter_and_sort_work_as_everywhere(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        console.time.advance(10)
        console.browser.select(service(console.world, "cart"))
        await preview_of_scaling(console, "3")
        await console.press(*"cart", "enter")
        await console.until(lambda: len(console.app.changes) == 2)
        await watch(console)
        names = [r.step.target.name for r in console.table.rows if isinstance(r, ChangeRow)]
        assert names == ["cart", "checkout"], "the newest first"
        await console.press("f3")
        names = [r.step.target.name for r in console.table.rows if isinstance(r, ChangeRow)]
        assert names == ["cart", "checkout"]
        await console.press("f3")
        names = [r.step.target.name for r in console.table.rows if isinstance(r, ChangeRow)]
        assert names == ["checkout", "cart"]
        await console.enter("/target=cart")
        assert [r.step.target.name for r in console.table.rows if isinstance(r, ChangeRow)] == [
            "cart"
        ]


async def test_a_refusal_of_aws_is_red_with_its_reason(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        faults(console.world).add(Fault("ecs:UpdateService", "denied"))
        await scaled(console)
        await watch(console)
        await console.until(lambda: row(console).progress.stage is Stage.FAILED)
        await console.see("Nothing was changed")
        assert console.browser.view.columns[0].tone is not None
        assert console.browser.view.columns[0].tone(row(console)) == "bad"


async def test_it_needs_no_connection(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    faults(world).add(Fault("*", "expired"))
    async with open_console(
        world, time, settled=False, journal=tmp_path / "journal", options=Options()
    ) as console:
        await console.see("EXPIRED")
        await watch(console)
        await console.see("∅ EMPTY", "Nothing has been changed in this session.")
        await console.press("i")
        await console.see("Nothing has been written down yet")


async def test_leaving_with_a_change_under_way_takes_saying_it_twice(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        await console.enter(":q")
        said = "1 change is still followed; once more or :q! leaves, it stays open in the journal."
        assert said in console.notices
        assert console.app.is_running
        await console.press(*":q!")
        console.app.post_message(events.Key("enter", None))
        await console.until(lambda: console.app._exit)
    *_, effect = records(tmp_path)
    intent = next(r for r in records(tmp_path) if isinstance(r, Intent))
    assert isinstance(effect, Effect)
    assert (effect.change_id, effect.target) == (intent.change_id, intent.targets[0])
    assert effect.stage is Written.LEFT


async def test_ctrl_c_with_a_change_under_way_takes_a_second_one(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        await console.press("ctrl+c")
        assert any("1 change is still followed" in each for each in console.notices)
        assert console.app.is_running
        console.app.post_message(events.Key("ctrl+c", None))
        await console.until(lambda: console.app._exit)


async def test_leaving_without_changes_needs_no_second_word(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press(*":q")
        console.app.post_message(events.Key("enter", None))
        await console.until(lambda: console.app._exit)
    assert read_all(tmp_path / "journal") == (), "a session that only looks leaves no file"


async def test_a_change_can_be_followed_no_more(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        before = written(console)
        await console.press("e")
        assert not console.app.changes[-1].ended, "only where changes are listed"
        await watch(console)
        await console.see("End following")
        await console.press("e")
        await console.until(lambda: row(console).progress.stage is Stage.LEFT)
        assert "End following" not in console.text
        assert any("Scale checkout to 6: left." in each for each in console.notices)
        assert "u shows the way back" not in console.notices[-1]
        await console.press("e")
        assert console.notices[-1] == "Nothing is followed of this change any more."
        await console.press("?")
        await console.see("Follow it no more; it stays open in the journal")
        await console.press("escape", "escape")
        await console.until(lambda: console.browser.view.name == "services")
        assert not console.table.badges
        assert written(console) == before
        await console.press(*":q")
        console.app.post_message(events.Key("enter", None))
        await console.until(lambda: console.app._exit)
    effects = [record for record in records(tmp_path) if isinstance(record, Effect)]
    assert [effect.stage for effect in effects] == [Written.LEFT]


async def test_without_a_change_nothing_can_be_left(time: ManualTime) -> None:
    async with open_console(small_world(), time) as console:
        await watch(console)
        assert "End following" not in console.text
        await console.press("e")
        assert console.notices == []


async def test_the_way_back_is_offered_of_the_change_that_the_key_is_for(
    time: ManualTime, tmp_path: Path
) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await scaled(console)
        console.browser.select(service(console.world, "cart"))
        console.time.advance(10)
        await preview_of_scaling(console, "3")
        await console.press(*"cart", "enter")
        await console.until(lambda: len(console.app.changes) == 2)
        await console.until(lambda: bool(console.app.changes[-1].undo))
        await watch(console)
        await console.press("d")
        await console.until(lambda: "u shows its preview." in console.sheet)
        await console.press("escape", "j", "d")
        await console.until(lambda: "u is for a newer change: Scale cart to 3." in console.sheet)
        assert "u shows its preview" not in console.sheet


async def test_of_what_aws_refused_no_way_back_is_offered(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        faults(console.world).add(Fault("ecs:UpdateService", "denied"))
        await scaled(console)
        await watch(console)
        await console.until(lambda: row(console).progress.stage is Stage.FAILED)
        await console.press("d")
        await console.until(lambda: "Nothing has been changed here." in console.sheet)
        assert "u shows its preview" not in console.sheet
