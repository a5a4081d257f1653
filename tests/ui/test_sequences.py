"""What is typed, as it comes out of a terminal in one or several pieces."""

from collections.abc import Iterable
from time import monotonic

import pytest
from textual import constants, events
from textual.message import Message

from ecstui.ui.sequences import EscapeParser


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
        ("\x1bO\r", ["escape", "O", "enter"]),
        ("\x1b[\r", ["escape", "left_square_bracket", "enter"]),
        ("\x1b[jx", ["escape", "left_square_bracket", "j", "x"]),
        ("\x1bPx\x1b]x", ["escape", "P", "x", "escape", "right_square_bracket", "x"]),
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


def after(parser: EscapeParser, told: list[Message]) -> None:
    """Let the time pass after which a lone Escape is told."""
    deadline = monotonic() + 2 * constants.ESCAPE_DELAY
    while monotonic() < deadline:
        told += parser.tick()


def test_escape_alone_is_told_after_its_time_and_once() -> None:
    parser = EscapeParser()
    assert keys(parser.feed("\x1b")) == []
    deadline = monotonic() + 10
    while not (told := keys(parser.tick())):
        assert monotonic() < deadline
    assert told == ["escape"]
    assert keys(parser.feed("[B")) == ["left_square_bracket", "B"]


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1bP>|xterm(370)\x1b\\",
        "\x1b[?62;22c",
        "\x1b[>41;370;0c",
        "\x1b[?1u",
        "\x1b[83~",
        "\x1b[M S:",
        "\x1b[201~",
        "\x1b[9999999999u",
        "\x1b[1:2u",
        "\x1b[48;0;0;0;0t",
    ],
    ids=ascii,
)
def test_what_a_terminal_answers_late_or_garbled_is_no_key(sent: str) -> None:
    parser = EscapeParser()
    assert [event for character in sent for event in parser.feed(character)] == []
    assert keys(parser.feed("q")) == ["q"]


def test_the_mouse_is_measured_in_pixels_only_where_there_are_some() -> None:
    parser = EscapeParser()
    (resized,) = parser.feed("\x1b[48;24;80;0;0t")
    assert isinstance(resized, events.Resize)
    assert resized.size == (80, 24)
    assert keys(parser.feed("\x1b[<0;5;5Mq")) == ["q"]


@pytest.mark.parametrize("end", ["\x1b[201~", "\x1b"], ids=["at once", "in two pieces"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("two\nlines", "two\nlines"),
        ("\x1b\x15yes\rS\x1b[A", "yes\nS[A"),
        ("a\u200bb\x1b\x1b\x07", "ab"),
        ("", ""),
    ],
    ids=ascii,
)
def test_what_is_pasted_is_no_key_whatever_is_in_it(text: str, told: str, end: str) -> None:
    parser = EscapeParser()
    found = list(parser.feed(f"\x1b[200~{text}{end}"))
    after(parser, found)
    found += parser.feed("\x1b[201~q".removeprefix(end))
    pasted, q = found
    assert isinstance(pasted, events.Paste)
    assert pasted.text == told
    assert keys([q]) == ["q"]
