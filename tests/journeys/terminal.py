"""A program in a real pseudo-terminal, and a person who looks at it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Callable, Mapping, Sequence
from time import monotonic, sleep
from types import TracebackType

import pyte

PATIENCE = 45.0
"""Seconds that a person waits for something to appear."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "f2": "\x1bOQ",
    "ctrl+c": "\x03",
    "ctrl+r": "\x12",
}

LEFT_CLEAN = {
    "the alternate screen is left": rb"\x1b\[\?1049l",
    "the cursor is shown": rb"\x1b\[\?25h",
    "the mouse is let go": rb"\x1b\[\?1000l",
    "pasting is as it was": rb"\x1b\[\?2004l",
}
"""What a program writes that leaves the terminal as it was."""

_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+(?<![hl])|\x1b\[[0-9;]*[$][a-z]")
"""Requests and reports of newer terminals, which pyte would print instead of ignoring."""


def _take_terminal() -> None:
    """Make standard input the controlling terminal, whose end sends SIGHUP."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs a command in a pseudo-terminal of `columns` x `lines`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 36,
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """Everything that the program has written."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings_before = termios.tcgetattr(slave)
        self._slave = slave
        self._closed: set[int] = set()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=cwd,
            start_new_session=True, preexec_fn=_take_terminal,
        )  # fmt: skip

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.hang_up()

    def stall(self, key: str) -> None:
        """Read nothing, and press a key until the program has written what nobody takes."""
        waiting, calm = 0, 0
        while calm < 60:  # Each time a frame, of which Textual keeps thirty.
            self.press(key)
            sleep(0.1)
            before, waiting = waiting, self._unread
            calm = calm + 1 if waiting == before else 0

    @property
    def _unread(self) -> int:
        (count,) = struct.unpack("i", fcntl.ioctl(self._master, termios.FIONREAD, b"\0" * 4))
        return int(count)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        for descriptor in (self._master, self._slave):
            if descriptor not in self._closed:
                os.close(descriptor)
                self._closed.add(descriptor)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def settings(self) -> list[object]:
        """The terminal's line settings, to compare with `settings_before`."""
        return termios.tcgetattr(self._slave)

    def press(self, *keys: str) -> None:
        """Press keys, by name or as what they send; `\udcff` is a byte that is no UTF-8."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode(errors="surrogateescape"))

    def type(self, text: str) -> None:
        """Type a filter or a command, and Enter."""
        self.press(*text, "enter")

    def see(self, *wanted: str, patience: float = PATIENCE) -> str:
        """Wait until all of `wanted` is on the screen, and give the screen."""
        return self.wait(lambda text: all(part in text for part in wanted), repr(wanted), patience)

    def see_gone(self, unwanted: str) -> str:
        """Wait until `unwanted` is not on the screen."""
        return self.wait(lambda text: unwanted not in text, f"no {unwanted!r}", PATIENCE)

    def wait(self, holds: Callable[[str], bool], what: str, patience: float = PATIENCE) -> str:
        """Wait until something holds of the screen."""
        deadline = monotonic() + patience
        while not holds(self.text):
            left = deadline - monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"waited for {what}; the screen was:\n{self.text}")
        return self.text

    def look(self, seconds: float) -> None:
        """Do nothing but look at the screen for so long."""
        deadline = monotonic() + seconds
        while (left := deadline - monotonic()) > 0:
            self._read(left)

    def leave(self) -> int:
        """Wait for the program to end; its exit status."""
        while self._read(PATIENCE):
            pass
        return self.process.wait(PATIENCE)

    def assert_left_clean(self) -> None:
        """The terminal is as it was before the program, which has ended."""
        assert self.settings == self.settings_before
        for what, sequence in LEFT_CLEAN.items():
            assert re.search(sequence, self.raw), what
        _, traceback, rest = self.raw.decode(errors="replace").partition("Traceback")
        assert not traceback, rest

    def _read(self, patience: float) -> bool:
        """Take what the program has written; whether there was something."""
        deadline = monotonic() + patience
        while True:
            has_ended = self.process.poll() is not None  # What it wrote before is there by now.
            ready, _, _ = select.select([self._master], [], [], 0.05)
            if ready:
                data = os.read(self._master, 65536)
                self.raw += data
                self._stream.feed(_PRIVATE.sub(b"", data))
                return True
            if has_ended or monotonic() > deadline:
                return False
