"""`i` and `:journal`: the records of this session and of those before it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecstui.journal import Call, Effect, Intent, Journal, Note, Outcome, Session, Stage
from ecstui.ui.views.journal import JournalRow
from tests.conftest import Golden, ManualTime
from tests.ui.changing import desk
from tests.ui.conftest import Console, open_console
from tests.ui.test_watch import NARROW, WIDE, body, scaled
from tests.world import ACCOUNT, REGION, small_world

CHECKOUT = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod-web/checkout"


def session(session_id: str = "earlier") -> Session:
    return Session(
        session_id, "0", "normal", ACCOUNT, "acme-prod",
        f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/bob", REGION, "test",
    )  # fmt: skip


def intent(change_id: str = "c1", **more: object) -> Intent:
    call = Call("ecs", "UpdateService", {"service": "checkout", "desiredCount": 6})
    return Intent(
        change_id, "scale", (CHECKOUT,), call, index=1, of=1, account=ACCOUNT, region=REGION,
        caller=f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/bob", **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
async def folder(tmp_path: Path, time: ManualTime) -> Path:
    """A journal with one earlier session in it: a change that came to its end, and a note."""
    written = Journal(tmp_path / "journal", time, "earlier")
    written.open(session())
    await written.write(intent())
    time.advance(1)
    request = "6d0f6a2c-6a53-4c3e-9d6f-0f1d2c3b4a59"
    await written.write(Outcome("c1", 1, 200, request, None, True, 41.0, 1))
    time.advance(20)
    await written.write(Effect("c1", CHECKOUT, Stage.REACHED, "6 of 6 running, none pending"))
    await written.write(
        Note("the pager went off", CHECKOUT, datetime(2025, 12, 31, 23, 50, tzinfo=UTC))
    )
    await written.close()
    time.advance(60)
    return tmp_path


async def journal(console: Console) -> None:
    await console.press("i")
    await console.until(lambda: console.browser.view.name == "journal" and bool(console.table.rows))


def rows(console: Console) -> list[JournalRow]:
    return [row for row in console.table.rows if isinstance(row, JournalRow)]


async def test_earlier_sessions_are_read_the_newest_first(
    time: ManualTime, folder: Path, golden: Golden
) -> None:
    world = small_world()
    async with open_console(world, time, size=WIDE, journal=folder / "journal") as console:
        await journal(console)
        kinds = [row.kind for row in rows(console)]
        assert kinds == ["effect", "outcome", "intent", "session", "note"]
        assert all(
            "accepted, HTTP 200, 6d0f6a2c" in row.words.outcome for row in rows(console)[1:3]
        )
        golden("journal-earlier-120x36", body(console))
        await console.press("G", "d")
        await console.rest()
        golden("journal-earlier-inspector-120x36", body(console))
        await console.press("d", "g")
        await console.resize(NARROW)
        golden("journal-earlier-80x24", body(console))


async def test_what_is_written_now_comes_by_itself(time: ManualTime, folder: Path) -> None:
    async with desk(small_world(), time, folder) as console:
        await scaled(console)
        await journal(console)
        await console.until(lambda: len(rows(console)) >= 8)
        sessions = {
            row.recorded.session.session_id for row in rows(console) if row.recorded.session
        }
        assert sessions == {"earlier", "test-session"}
        await console.enter(":note it works")
        await console.until(lambda: rows(console)[0].words.outcome == "it works")


async def test_a_record_is_shown_whole_as_in_its_file(time: ManualTime, folder: Path) -> None:
    world = small_world()
    async with open_console(world, time, journal=folder / "journal") as console:
        await journal(console)
        await console.enter("/kind=intent")
        await console.press("d")
        await console.until(lambda: "UpdateService" in console.sheet)
        (file,) = (folder / "journal").iterdir()
        (line,) = [each for each in file.read_text().splitlines() if '"kind":"intent"' in each]
        shown = console.sheet[console.sheet.index("{") :]
        assert json.loads(shown) == json.loads(line)
        assert file.name in console.sheet


async def test_filter_and_sort_work_as_everywhere(time: ManualTime, folder: Path) -> None:
    async with open_console(small_world(), time, journal=folder / "journal") as console:
        await journal(console)
        await console.enter("/pager")
        assert [row.kind for row in rows(console)] == ["note"]
        await console.press("escape", "f2")
        assert [row.kind for row in rows(console)] == [
            "effect",
            "intent",
            "note",
            "outcome",
            "session",
        ]


async def test_a_file_that_was_changed_is_told(time: ManualTime, folder: Path) -> None:
    (file,) = (folder / "journal").iterdir()
    file.write_text(file.read_text().replace("the pager went off", "nothing went off"))
    async with open_console(small_world(), time, journal=folder / "journal") as console:
        await journal(console)
        await console.see("1 file of the journal is not as written", "ecstui journal verify")
        assert "note" not in [row.kind for row in rows(console)]


async def test_a_folder_that_cannot_be_read_is_told(time: ManualTime, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file, no folder")
    async with open_console(small_world(), time, journal=tmp_path / "journal") as console:
        await console.press("i")
        await console.see("Not a directory")


async def test_nothing_is_asked_of_aws_for_it(time: ManualTime, folder: Path) -> None:
    async with open_console(small_world(), time, journal=folder / "journal") as console:
        await console.rest()
        before = console.arrived
        await journal(console)
        await console.enter(":watch")
        await console.until(lambda: console.browser.view.name == "watch")
        await console.press("ctrl+r")
        await console.rest()
        more = console.arrived - before
        assert set(more) <= {"sts:GetCallerIdentity", "iam:ListAccountAliases"}, "ctrl+r asks who"
