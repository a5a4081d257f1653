"""Keys that come in one burst act in the order in which they were pressed."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from ecstui.ui.widgets.line_input import EDITING, LineInput


class Line(App[None]):
    def compose(self) -> ComposeResult:
        yield LineInput("13", select_on_focus=False)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("backspace", "backspace", "1", "4"), "14"),
        (("home", "2", "end", "0"), "2130"),
        (("ctrl+u", "7", "left", "delete", "8"), "8"),
    ],
)
async def test_a_burst(keys: tuple[str, ...], value: str) -> None:
    async with Line().run_test() as pilot:
        line = pilot.app.query_one(LineInput)
        line.focus()
        await pilot.pause()
        line.cursor_position = 2
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert line.value == value


def test_every_editing_key_of_textual_is_taken() -> None:
    bound = {key for b in Input.BINDINGS for key in b.key.split(",")}  # type: ignore[union-attr]
    assert bound == EDITING.keys()
    assert {"backspace", "enter", "ctrl+v"} <= bound
