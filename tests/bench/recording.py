"""A program in a pseudo-terminal, with the moment at which it wrote each piece of its output."""

import os
import pty
import signal
import struct
import subprocess
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from fcntl import ioctl
from threading import Condition, Thread
from time import perf_counter
from types import TracebackType

from tests.bench.screen import COLUMNS, LINES, Screen
from tests.journeys.terminal import KEYS


class Recording:
    """Runs a command and records what it writes; what that looks like is worked out later."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        """When something was written (`perf_counter`), and what."""
        self._came = Condition()
        self.screen = Screen()
        self._shown = 0
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.began = perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._reader = Thread(target=self._record, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Recording":
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        os.close(self._master)

    def _record(self) -> None:
        while True:
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:  # Linux: nobody has the other end open any more.
                data = b""
            with self._came:
                if data:
                    self.chunks.append((perf_counter(), data))
                self._came.notify_all()
            if not data:
                return

    def press(self, key: str) -> float:
        """Press a key; the moment before."""
        now = perf_counter()
        os.write(self._master, KEYS.get(key, key).encode())
        return now

    def see(self, holds: Callable[[Screen], bool], patience: float = 120.0) -> float:
        """Wait until something holds of the screen; the moment at which that was written.

        :raises AssertionError: it did not come to hold.
        """
        deadline = perf_counter() + patience
        while True:
            for at, screen in self.frames():
                if holds(screen):
                    return at
            with self._came:
                if self._shown == len(self.chunks):
                    self._came.wait(deadline - perf_counter())
            if perf_counter() > deadline or self.process.poll() is not None:
                raise AssertionError(f"waited in vain; the screen was:\n{self.screen.text}")

    def frames(self) -> Iterator[tuple[float, Screen]]:
        """The screen after each piece that was not looked at yet, with its time."""
        while self._shown < len(self.chunks):
            at, data = self.chunks[self._shown]
            self._shown += 1
            self.screen.feed(data)
            yield at, self.screen
