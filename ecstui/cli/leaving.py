"""Leaving on a signal as on a key: the terminal as it was, nothing left running."""

import asyncio
import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from ecstui.ui.app import EcsConsole

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)

GRACE = 10.0
"""Seconds that leaving may take."""


class LastResort:
    """Ends the process if leaving it takes too long.

    A terminal that goes away sends SIGHUP and SIGCONT. At the latter Textual takes the terminal
    back, and then waits for ever for a thread that could not write to it. So does the loop itself
    where more is to be drawn than a terminal that had stalled before has taken.
    """

    def __init__(self) -> None:
        self._timer: threading.Timer | None = None

    def start(self, status: int) -> None:
        """From now on there is so much time."""
        if self._timer is None:
            self._timer = threading.Timer(GRACE, os._exit, (status,))
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        """It was not needed."""
        if self._timer is not None:
            self._timer.cancel()


class Departure:
    """Whether a signal has asked the console to leave, and which."""

    def __init__(self) -> None:
        self.status = 0
        """The exit status that tells of the signal; 0 without one."""
        self._asked = asyncio.Event()
        self._last_resort = LastResort()

    def ask(self, app: EcsConsole, number: int) -> None:
        """Have the console leave, in its loop."""
        self.hurry(number)
        self._asked.set()
        app.exit()

    def hurry(self, number: int) -> None:
        """Whatever the loop does, the process ends soon."""
        self.status = self.status or 128 + number
        self._last_resort.start(self.status)

    def arrived(self) -> None:
        """The console has ended in good order."""
        self._last_resort.cancel()

    async def or_set(self, event: asyncio.Event) -> None:
        """Wait until `event` is set, or a signal asks to leave."""
        waits = [asyncio.create_task(each.wait()) for each in (event, self._asked)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


@contextmanager
def leaving_on_signals(app: EcsConsole, terminal: int | None = None) -> Iterator[Departure]:
    """Signals that would end the process make the console leave instead, in the running loop.

    :param terminal: a descriptor of the terminal, if there is one: when it is gone the console is
        left too, whether a signal tells or not.
    """
    loop = asyncio.get_running_loop()
    departure = Departure()

    def heard(number: int, _: FrameType | None) -> None:
        departure.hurry(number)  # A loop that stands still would never hear of it.
        with suppress(RuntimeError):  # The loop is closed: the console has been left.
            loop.call_soon_threadsafe(departure.ask, app, number)

    if terminal is not None:
        gone = threading.Thread(target=_when_gone, args=(terminal, heard), daemon=True)
        gone.start()
    before = {number: signal.signal(number, heard) for number in SIGNALS}
    try:
        yield departure
    finally:
        departure.arrived()
        for number, handler in before.items():
            signal.signal(number, handler)


def _when_gone(terminal: int, heard: Callable[[int, None], None]) -> None:
    """In a thread: Python runs handlers of signals in the main one, which may be blocked for ever
    by the thread that wrote to the terminal and has failed.
    """
    watch = select.poll()
    watch.register(terminal, 0)  # No event is waited for but those that are always told.
    if any(told & select.POLLHUP for _, told in watch.poll()):
        heard(signal.SIGHUP, None)
