"""While something is read for a change, what is read shows, and it can be left."""

import asyncio

from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from ecstui.aws.listening import tell
from ecstui.aws.operations import reads
from ecstui.ui.dialogs.waiting import Waiting


class Held:
    """Something that is read in two tasks, until it may end."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.may_end = asyncio.Event()
        self.left = False

    async def read(self) -> str:
        await asyncio.gather(self._call(), self._call())
        self.told.set()
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.left = True
            raise
        return "found"

    async def _call(self) -> None:
        tell(reads.BATCH_GET_IMAGE)


async def opened(app: App[None], held: Held) -> tuple[Waiting[str], list[str | None]]:
    results: list[str | None] = []
    dialog = Waiting("Revoke", "Reading what this would do…", held.read())
    await app.push_screen(dialog, results.append)
    await held.told.wait()
    return dialog, results


def shown(dialog: Waiting[str]) -> str:
    return str(dialog.query_one("#reading", Static).render())


async def test_what_is_read_shows_as_it_is_read() -> None:
    app, held = App[None](), Held()
    async with app.run_test() as pilot:
        dialog, results = await opened(app, held)
        assert shown(dialog) == (
            "2 calls so far, now ecr:BatchGetImage ×2: which processors an image is for"
        )
        tell(reads.BATCH_GET_IMAGE)  # another's, at the same time
        assert shown(dialog).startswith("2 calls")
        held.may_end.set()
        await pilot.pause()
        assert results == ["found"]


async def test_esc_leaves_and_nothing_is_read_any_more() -> None:
    app, held = App[None](), Held()
    async with app.run_test() as pilot:
        _, results = await opened(app, held)
        await pilot.press("escape")
        await pilot.pause()
        assert (results, held.left) == ([None], True)


async def test_one_that_goes_before_its_widgets_came_does_no_harm() -> None:
    app, held = App[None](), Held()
    async with app.run_test() as pilot:
        app.push_screen(Waiting("Revoke", "Reading what this would do…", held.read()))
        await app.pop_screen()
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None


async def test_what_lies_over_it_stays_and_it_goes_once() -> None:
    app, held = App[None](), Held()
    async with app.run_test() as pilot:
        dialog, results = await opened(app, held)
        await app.push_screen(over := Screen[None]())
        held.may_end.set()
        await pilot.pause()
        assert (app.screen, results) == (over, [])
        await app.pop_screen()
        await pilot.pause()
        assert (len(app.screen_stack), results) == (1, ["found"])
        dialog.action_leave()
        await pilot.pause()
        assert (len(app.screen_stack), results) == (1, ["found"])
