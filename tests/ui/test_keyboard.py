"""What is typed, as it comes out of a terminal in one or several pieces."""

from collections.abc import Iterable
from time import monotonic

import pytest
from textual import events
from textual.message import Message

from ecstui.ui.keyboard import EscapeParser


def keys(told: Iterable[Message]) -> list[str]:
    return [event.key for event in told if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        ("\x1b:q", ["escape", "colon", "q"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1bS", ["escape", "S"]),
        ("\x1b\x1b\r", ["escape", "escape", "enter"]),
        ("\x1b\x03", ["escape", "ctrl+c"]),
        ("\x1b/cart\r\x1b[B", ["escape", "slash", *"cart", "enter", "down"]),
        ("\x1b\x1b[B", ["escape", "down"]),
        ("\x1b[B\x1bOA\x1b[15~", ["down", "up", "f5"]),
        ("a\x1bb\x1bf\x1b\x7f", ["a", "ctrl+left", "ctrl+right", "ctrl+w"]),
        ("\x1b[113;3u\x1b[27u", ["alt+q", "escape"]),
        ("\x1b\u00e9", ["escape", "\u00e9"]),
    ],
    ids=ascii,
)
def test_escape_is_a_key_of_its_own(typed: str, pressed: list[str]) -> None:
    assert keys(EscapeParser().feed(typed)) == pressed


@pytest.mark.parametrize("typed", ["\x1b:", "\x1b\r", "\x1b[B", "\x1b\x1b\r", "\x1bb"], ids=ascii)
def test_a_slow_line_cuts_it_anywhere(typed: str) -> None:
    parser = EscapeParser()
    pieces = [key for character in typed for key in keys(parser.feed(character))]
    assert pieces == keys(EscapeParser().feed(typed))


def test_escape_alone_is_told_after_its_time_and_once() -> None:
    parser = EscapeParser()
    assert keys(parser.feed("\x1b")) == []
    deadline = monotonic() + 10
    while not (told := keys(parser.tick())):
        assert monotonic() < deadline
    assert told == ["escape"]
    assert keys(parser.feed("[B")) == ["left_square_bracket", "B"]


def test_what_is_pasted_is_told_as_such() -> None:
    (pasted,) = EscapeParser().feed("\x1b[200~two\nlines\x1b[201~")
    assert isinstance(pasted, events.Paste)
    assert pasted.text == "two\nlines"
