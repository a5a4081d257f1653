"""The dialog of a rotation: where it stands, and steps that are confirmed one by one."""

import asyncio
from pathlib import Path

import pytest

from ecstui.actions.custody import Shown
from ecstui.actions.rotate.survey import Survey
from ecstui.actions.rotate.verifying import PAUSE
from ecstui.sim.services.iam import IamState, add_access_key, add_user
from ecstui.sim.world import World
from ecstui.ui.browser import Browser
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.dialogs.rotation import RotationDialog
from ecstui.ui.dialogs.waiting import Waiting
from ecstui.ui.widgets.lines_view import LinesView
from tests.conftest import Golden, ManualTime
from tests.ui.changing import desk, preview
from tests.ui.conftest import Console, open_console
from tests.ui.test_no_key_writes import EASY, burst
from tests.world import ACCOUNT, small_world

USER, OLD = "ci-deployer", "AKIAI44QH8DHBEXAMPLE"


@pytest.fixture
def world() -> World:
    world = small_world()
    user = add_user(world, ACCOUNT, USER, created_at=world.now - 200 * 86400)
    add_access_key(world, user, key_id=OLD, created_at=world.now - 100 * 86400)
    return world


def statuses(world: World) -> dict[str, bool]:
    found = world.state(IamState, ACCOUNT, "global").keys_of(USER)
    return {key.id: key.active for key in found}


async def rotation(console: Console, command: str = f"rotate-key {USER}") -> RotationDialog:
    """Type the command, and wait for the dialog."""
    await console.press("colon")
    await console.enter(command)
    await console.until(lambda: isinstance(console.app.screen, RotationDialog))
    screen = console.app.screen
    assert isinstance(screen, RotationDialog)
    return screen


def framed(console: Console) -> str:
    """The dialog's lines of the screen; those of the pane behind it say other things."""
    lines = console.text.splitlines()
    first = next(n for n, line in enumerate(lines) if "─ Rotate the access key" in line)
    last = next(n for n, line in enumerate(lines) if n > first and "╰" in line)
    return "\n".join(line.strip() for line in lines[first : last + 1])


async def works(console: Console) -> None:
    """The new key is refused at first; let time pass until it is seen to work."""
    clock = console.time
    await console.until(lambda: any(due == clock.elapsed + PAUSE for due, _ in clock._waiting))
    console.world.advance(30)
    clock.advance(PAUSE)
    await console.see("▶ 3 watch the old key until nobody uses it")


async def test_a_new_key_is_made_and_the_dialog_follows_it(
    world: World, time: ManualTime, tmp_path: Path, golden: Golden
) -> None:
    async with desk(world, time, tmp_path, size=(120, 36)) as console:
        await rotation(console)
        golden("rotation-120x36", framed(console))
        await console.press("C")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("tab", *"ci", "enter")
        await preview(console)
        await console.press(*USER, "enter")
        await console.until(lambda: isinstance(console.app.screen, RotationDialog))
        await console.see("waiting until", "▶ 2 see that the new key works")
        await works(console)
        assert len(statuses(world)) == 2
        await console.press("D")
        await preview(console)
        await console.press(*USER, "enter")
        await console.see("The old key is inactive and soaks until", "X delete", "A make")
        assert statuses(world)[OLD] is False


async def test_a_secret_is_shown_on_the_terminal_and_in_no_widget(
    world: World, time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Shown] = []

    async def lend(app: object, work: object) -> bool:
        assert callable(work)
        return bool(work())

    def show_secret(secret: Shown) -> bool:
        shown.append(secret)
        return True

    monkeypatch.setattr("ecstui.ui.rotating.lend", lend)
    monkeypatch.setattr("ecstui.ui.rotating.show_secret", show_secret)
    async with desk(world, time, tmp_path) as console:
        await rotation(console)
        await console.press("C")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press(*"shown", "enter")
        await preview(console)
        await console.press(*USER, "enter")
        await console.see("waiting until")
        (secret,) = shown
        await works(console)
        await console.see("Stored (shown once), and the new key works.")
        assert secret.secret not in console.app.export_screenshot()
        assert not any(secret.secret in notice for notice in console.notices)


async def test_no_easy_key_changes_anything(world: World, time: ManualTime, tmp_path: Path) -> None:
    async with desk(world, time, tmp_path) as console:
        dialog = await rotation(console)
        await burst(console, EASY)
        assert console.app.screen is dialog
        await console.press("C")
        await console.until(lambda: isinstance(console.app.screen, FormDialog))
        await console.press("escape")
        await console.until(lambda: isinstance(console.app.screen, RotationDialog))
        await console.press("escape")
        assert isinstance(console.app.screen, Browser)
        assert statuses(world) == {OLD: True}


async def test_an_answer_that_comes_while_it_closes_is_dropped(
    world: World, time: ManualTime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = asyncio.Event()
    async with desk(world, time, tmp_path) as console:
        dialog = await rotation(console)

        async def late() -> Survey:
            await answered.wait()
            return dialog.found

        monkeypatch.setattr(dialog, "_look", late)
        # Of a screen that closes, the widgets go first and the workers last.
        monkeypatch.setattr(LinesView, "on_unmount", lambda _: answered.set(), raising=False)
        await console.press("ctrl+r", "escape")
        await console.until(lambda: isinstance(console.app.screen, Browser) and answered.is_set())
        assert console.app.crash is None


async def test_read_only_it_tells_and_offers_nothing(
    world: World, time: ManualTime, golden: Golden
) -> None:
    async with open_console(world, time, size=(80, 24)) as console:
        dialog = await rotation(console)
        golden("rotation-80x24", framed(console))
        said = [line.text for line in dialog.query_one(LinesView).lines]
        assert "Nothing can be changed here: read-only." in said
        await console.press("C")
        assert console.app.screen is dialog
        assert console.app.gates == {}


async def test_who_is_not_there_is_told(world: World, time: ManualTime, tmp_path: Path) -> None:
    async with desk(world, time, tmp_path) as console:
        await console.press("colon")
        await console.enter("rotate-key nobody")
        await console.see("AWS knows no such thing")
        assert isinstance(console.app.screen, Waiting)
        await console.press("escape")
        assert isinstance(console.app.screen, Browser)


async def test_without_a_name_it_asks_for_one(
    world: World, time: ManualTime, tmp_path: Path
) -> None:
    async with desk(world, time, tmp_path) as console:
        await console.press("A")
        assert console.notices[-1] == "Rotate key: select a user, or type :rotate-key USER."
        await console.press("colon")
        await console.enter("rotate-key")
        assert not any(isinstance(s, RotationDialog) for s in console.app.screen_stack)
        assert not isinstance(console.app.screen, Preview)
