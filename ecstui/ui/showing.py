"""A secret on the terminal itself: in no widget, no picture of the screen, and no scrollback.

It is written to the terminal's alternate screen, which keeps no lines that have gone, masked until
it is asked for and masked again after a while. Blocks until the person has decided.
"""

import os
import re
import select
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ecstui.actions.custody import Shown
from ecstui.ui.widgets.plain import plain

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[2J\x1b[?25h\x1b[?1049l"
CLEAR = "\x1b[2J\x1b[H"
WORD = "kept"
UNMASKED = 30.0
"""Seconds for which it can be read."""
MASK = "•" * 40
_SEQUENCE = re.compile(r"\x1b[\[O][0-9;?]*[ -~]")
"""What an arrow or another key of several bytes sends: it means nothing here."""
NOTHING = "\x00"
ESCAPE, CTRL_C, BACKSPACE = "\x1b", "\x03", ("\x7f", "\b")


@dataclass
class Screen:
    """What is shown, and what was typed."""

    shown: Shown
    open: bool = False
    typed: str = ""
    leaving: bool = False

    def lines(self) -> Iterator[str]:
        """The text."""
        yield f"The new access key of {plain(self.shown.about)}, shown once."
        yield ""
        yield f"  AccessKeyId      {plain(self.shown.name)}"
        yield f"  SecretAccessKey  {plain(self.shown.secret) if self.open else MASK}"
        yield ""
        yield f"r shows it for {UNMASKED:.0f} s, or hides it. AWS never tells it again."
        yield f"When it is where it belongs, type  {WORD}  and Enter."
        yield "Esc twice: you do not have it, and the new key is deleted."
        yield ""
        yield "Esc once more deletes the new key." if self.leaving else f"> {self.typed}"

    def press(self, key: str) -> bool | None:
        """Take a key; whether it was kept, once that is said."""
        if key in (ESCAPE, CTRL_C):
            if self.leaving:
                return False
            self.leaving = True
            return None
        self.leaving = False
        if key in ("\r", "\n"):
            return True if self.typed == WORD else None
        if key == "r" and not self.typed:
            self.open = not self.open
        elif key in BACKSPACE:
            self.typed = self.typed[:-1]
        elif key.isprintable() and len(self.typed) < len(WORD) + 8:
            self.typed += key
        return None


def show_secret(shown: Shown) -> bool:
    """Show it until the person says that they have kept it, or that they have not."""
    with _terminal(sys.__stdin__.fileno() if sys.__stdin__ else 0) as (read, write):
        return _until_decided(Screen(shown), read, write)


def _until_decided(
    screen: Screen, read: Callable[[float | None], str], write: Callable[[str], None]
) -> bool:
    while True:
        write(CLEAR + "\r\n".join(screen.lines()))
        keys = read(UNMASKED if screen.open else None)
        if not keys:  # Nobody has pressed anything for so long.
            screen.open = False
        for key in _SEQUENCE.sub("", keys):
            if (decided := screen.press(key)) is not None:
                return decided


@contextmanager
def _terminal(handle: int) -> Iterator[tuple[Callable[[float | None], str], Callable[[str], None]]]:
    """The terminal's alternate screen, each key as it is pressed; then all as it was before.

    :raises OSError: there is no terminal.
    """
    before = termios.tcgetattr(handle)

    def write(text: str) -> None:
        left = text.encode()
        while left:
            left = left[os.write(1, left) :]

    def read(patience: float | None) -> str:
        ready, _, _ = select.select([handle], [], [], patience)
        if not ready:
            return ""
        data = os.read(handle, 64)
        if not data:  # The terminal is gone: nobody has kept anything.
            return CTRL_C
        return data.decode(errors="ignore") or NOTHING

    try:
        tty.setraw(handle, termios.TCSAFLUSH)
        write(ENTER)
        yield read, write
    finally:
        write(LEAVE)
        termios.tcsetattr(handle, termios.TCSAFLUSH, before)
