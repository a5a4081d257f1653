"""Keys that come in one burst go where they would have gone one by one."""

import asyncio
from typing import ClassVar

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from ecstui.ui import turns
from ecstui.ui.turns import InTurn


class Question(ModalScreen[str]):
    """Enter answers it with what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave")]

    def compose(self) -> ComposeResult:
        yield Input()

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        self.dismiss("")


class Gone(Widget, can_focus=True):
    """Goes away at the first key, and keeps it: nothing bubbles up from there any more."""

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        await self.remove()


class Busy(Widget, can_focus=True):
    """Is not done with a key before the app is quit."""

    def __init__(self, quit_: asyncio.Event) -> None:
        super().__init__()
        self.quit = quit_

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        await self.quit.wait()


class Desk(InTurn):
    """Takes letters down, and asks at `?`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "ask"),
        Binding("exclamation_mark", "forget_what_was_typed"),
        Binding("ctrl+c", "quit", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""
        self.answers: list[str | None] = []
        self.quit = asyncio.Event()

    async def action_quit(self) -> None:
        self.quit.set()
        self.exit()

    def action_forget_what_was_typed(self) -> None:
        self.forget_what_was_typed()

    def action_ask(self) -> None:
        self.push_screen(Question(), self.answers.append)

    async def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isalpha():
            self.typed += event.character


def burst(app: Desk, *keys: str) -> None:
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def through(app: Desk, pilot: Pilot[None]) -> None:
    """Until all keys have done what they do."""
    async with asyncio.timeout(10):
        await pilot.pause()
        while not app.turns.over:
            await pilot.pause()


async def test_what_follows_enter_or_escape_is_not_for_what_they_close() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "a", "question_mark")
        await through(app, pilot)
        burst(app, *"no", "enter", "b", "question_mark")
        await through(app, pilot)
        burst(app, *"yes", "escape", "enter", "c")
        await through(app, pilot)
        assert (app.typed, app.answers) == ("abc", ["no", ""])


async def test_a_key_whose_mark_is_lost_holds_nothing_up() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await app.mount(gone := Gone())
        gone.focus()
        await pilot.pause()
        burst(app, "x", "y", "z")
        async with asyncio.timeout(10):
            while app.typed != "yz":
                await pilot.pause()


async def test_the_key_that_quits_waits_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 1e6)
    app = Desk()
    async with app.run_test() as pilot:
        await app.mount(busy := Busy(app.quit))
        busy.focus()
        await pilot.pause()
        burst(app, *"abc", "ctrl+c")
        async with asyncio.timeout(10):
            await app.quit.wait()
    assert app.typed == ""


async def test_what_was_typed_before_the_terminal_was_there_again_does_nothing() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        burst(app, "a", "exclamation_mark", "b", "question_mark")
        await through(app, pilot)
        burst(app, "c", "question_mark", "n", "enter")
        await through(app, pilot)
        assert (app.typed, app.answers) == ("ac", ["n"])
