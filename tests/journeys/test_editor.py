"""An editor that takes the terminal over, and gives it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.terminal import Terminal

EDITOR = """#!/bin/sh
trap 'echo; echo heard ctrl+c' INT
echo
echo the editor is there
until read -r word; do :; done
echo "NEW=$word" >> "$1"
"""


@contextmanager
def roll_form(
    demo_command: list[str], surroundings: dict[str, str], folder: Path
) -> Iterator[Terminal]:
    """The form of a new revision, in the field of its variables."""
    editor = folder / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    with Terminal(demo_command, env={**surroundings, "EDITOR": str(editor)}) as terminal:
        terminal.see("CRASHING")
        terminal.press("R")
        terminal.see("app image", "environment")
        terminal.press("down", "down", "down", "down")
        yield terminal


def test_ctrl_c_in_the_editor_is_the_editors(
    demo_command: list[str], surroundings: dict[str, str], tmp_path: Path
) -> None:
    with roll_form(demo_command, surroundings, tmp_path) as terminal:
        terminal.press("f2")
        terminal.see("the editor is there")
        terminal.press("ctrl+c")
        terminal.see("heard ctrl+c")
        so_far = len(terminal.raw)
        terminal.press(*"word", "\r")
        terminal.see("2 lines, edited")
        terminal.wait(
            lambda _: b"log-router image" in terminal.raw[so_far:], "all of it drawn anew"
        )
        terminal.press("escape")
        terminal.see("CRASHING", "Nothing was changed.")
        terminal.press("ctrl+c")
        assert terminal.leave() == 0
        terminal.assert_left_clean()


def test_what_is_typed_right_behind_its_key_does_not_leave_the_form(
    demo_command: list[str], surroundings: dict[str, str], tmp_path: Path
) -> None:
    with roll_form(demo_command, surroundings, tmp_path) as terminal:
        terminal.press("\x1bOQ\x1b\r\x1bOQ")
        terminal.see("the editor is there")
        terminal.press(*"word", "\r")
        terminal.see("2 lines, edited", "Enter previews")
        terminal.press("escape")
        terminal.see("CRASHING", "Nothing was changed.")
