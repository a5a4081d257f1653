"""A secret on a terminal: masked at first, on the alternate screen alone, gone afterwards."""

import os
import pty
import re
import sys
import termios
import threading

import pytest

from ecstui.actions.custody import Shown
from ecstui.ui import showing
from ecstui.ui.showing import Screen, _until_decided

SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
SHOWN = Shown("alice", "AKIAIOSFODNN7EXAMPLE", SECRET)


def decided(*keys: str) -> tuple[bool, list[str]]:
    """What a person decides with these keys, and the screens that they saw."""
    seen: list[str] = []
    left = list(keys)
    return _until_decided(Screen(SHOWN), lambda _: left.pop(0), seen.append), seen


def test_it_is_masked_until_it_is_asked_for() -> None:
    kept, seen = decided("r", "r", "kept", "\r")
    assert kept
    assert [SECRET in screen for screen in seen] == [False, True, False, False]
    assert all("AKIAIOSFODNN7EXAMPLE" in screen for screen in seen)


def test_it_is_masked_again_after_a_while() -> None:
    _, seen = decided("r", "", "kept\r")
    assert [SECRET in screen for screen in seen] == [False, True, False]


@pytest.mark.parametrize("typed", ["", "yes", "kep", "keptt"])
def test_nothing_but_the_word_says_that_it_was_kept(typed: str) -> None:
    kept, _ = decided(*typed, "\r", "\x1b", "\x1b")
    assert not kept


def test_one_escape_does_not_delete_a_key() -> None:
    kept, seen = decided("\x1b", "k", "e", "p", "t", "\r")
    assert kept
    assert "Esc once more deletes" in seen[1]


def test_arrows_do_nothing() -> None:
    kept, _ = decided("\x1b[A", "\x1bOB", "kex\x7fpt", "\r")
    assert kept


def test_on_a_terminal_it_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    written: list[bytes] = []
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if handle == 1:
            written.append(bytes(data))
            if SECRET.encode() in data:
                real(master, b"kept\r")
            return len(data)
        return real(handle, data)

    class Stdin:
        def fileno(self) -> int:
            return slave

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(sys, "__stdin__", Stdin())
    before = termios.tcgetattr(slave)
    threading.Timer(0.2, real, (master, b"r")).start()
    assert showing.show_secret(SHOWN)
    assert termios.tcgetattr(slave) == before
    screen = b"".join(written)
    outside = re.sub(rb"\x1b\[\?1049h.*\x1b\[\?1049l", b"", screen, flags=re.DOTALL)
    assert SECRET.encode() in screen
    assert outside == b""
    assert screen.endswith(b"\x1b[2J\x1b[?25h\x1b[?1049l")
    for handle in (master, slave):
        os.close(handle)


def test_a_terminal_that_is_gone_keeps_nothing() -> None:
    kept, _ = decided("\x03", "\x03")
    assert not kept
