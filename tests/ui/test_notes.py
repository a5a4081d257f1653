"""`m` and `:note`: what a person writes into the journal, in every mode."""

from dataclasses import replace
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path

import pytest

from ecstui.journal import Note, Session, read_all
from ecstui.sim.faults import Fault, faults
from ecstui.ui.commands import AddNote, Known, Unknown, parse
from ecstui.ui.noting import last_time
from ecstui.ui.options import Options
from tests.conftest import ManualTime
from tests.ui.changing import desk, service
from tests.ui.conftest import Console, open_console
from tests.world import ACCOUNT, REGION, small_world


def written(folder: Path) -> tuple[list[Session], list[Note]]:
    entries = [e.record for reading in read_all(folder / "journal") for e in reading.entries]
    return [e for e in entries if isinstance(e, Session)], [
        e for e in entries if isinstance(e, Note)
    ]


async def noted(console: Console, folder: Path, number: int = 1) -> Note:
    await console.until(lambda: len(written(folder)[1]) == number)
    await console.settle()
    return written(folder)[1][-1]


async def test_a_note_is_about_what_is_selected(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    async with desk(world, time, tmp_path) as console:
        await console.press("m", *"errors at 5 /s", "enter")
        note = await noted(console, tmp_path)
        assert note == Note("errors at 5 /s", service(world, "checkout"))
        assert "Noted about service/prod-web/checkout. i shows the journal." in console.notices
    (session,), _ = written(tmp_path)
    assert (session.mode, session.account, session.region) == ("normal", ACCOUNT, REGION)
    assert session.caller_arn.endswith("assumed-role/ops/alice")


async def test_escape_writes_nothing(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press("m", *"not this", "escape")
        await console.rest()
        assert written(tmp_path) == ([], [])


@pytest.mark.parametrize("mode", ["read-only", "dry-run"])
async def test_the_session_says_its_mode(time: ManualTime, tmp_path: Path, mode: str) -> None:
    dry = Options(dry_run=mode == "dry-run")
    async with open_console(
        small_world(), time, journal=tmp_path / "journal", options=dry
    ) as console:
        if mode == "read-only":
            console.app.context = replace(console.app.context, gate=None)
        await console.enter(":note seen")
        await noted(console, tmp_path)
    (session,), _ = written(tmp_path)
    assert session.mode == mode


async def test_without_a_connection_a_note_can_be_written(time: ManualTime, tmp_path: Path) -> None:
    world = small_world()
    faults(world).add(Fault("*", "expired"))
    async with open_console(world, time, settled=False, journal=tmp_path / "journal") as console:
        await console.see("EXPIRED")
        await console.enter(":note cannot sign in")
        assert (await noted(console, tmp_path)).text == "cannot sign in"
    (session,), _ = written(tmp_path)
    assert session.account == ""


async def test_a_note_may_be_of_an_earlier_time(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        now = time.now()
        await console.enter(f":note --at {now:%H:%M} the pager went off")
        note = await noted(console, tmp_path)
        assert note.happened_at == now.replace(second=0, microsecond=0)
        assert note.text == "the pager went off"


def test_a_time_that_is_still_to_come_was_yesterday() -> None:
    now = datetime(2026, 3, 1, 0, 10, tzinfo=UTC)
    assert last_time(clock_time(23, 55), now) == datetime(2026, 2, 28, 23, 55, tzinfo=UTC)
    assert last_time(clock_time(0, 10), now) == datetime(2026, 3, 1, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("note a/b: :q", AddNote("a/b: :q")),
        ("note --at 9:05 late", AddNote("late", clock_time(9, 5))),
        ("note --at 14:03:20 exact", AddNote("exact", clock_time(14, 3, 20))),
        ("note --attention is a word", AddNote("--attention is a word")),
    ],
)
def test_what_a_note_says(line: str, meant: AddNote) -> None:
    assert parse(line, Known()) == meant


@pytest.mark.parametrize(
    "line", ["note", "note  ", "note --at", "note --at 25:00 x", "note --at 9:05"]
)
def test_what_is_no_note(line: str) -> None:
    assert isinstance(parse(line, Known()), Unknown)


async def test_an_empty_note_is_refused_where_it_is_typed(time: ManualTime, tmp_path: Path) -> None:
    async with desk(small_world(), time, tmp_path) as console:
        await console.press("m", "enter")
        assert console.browser.prompt.is_open
        await console.see("What is to be noted?")


async def test_a_journal_that_cannot_be_written_is_told(time: ManualTime, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file, no folder")
    async with open_console(small_world(), time, journal=tmp_path / "journal") as console:
        await console.enter(":note lost")
        await console.until(lambda: any("cannot be written" in said for said in console.notices))


async def test_without_a_journal_that_is_told(time: ManualTime) -> None:
    async with open_console(small_world(), time) as console:
        await console.enter(":note lost")
        assert "There is no journal to write that into." in console.notices
