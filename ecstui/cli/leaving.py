"""Leaving on a signal as on a key: the terminal as it was, nothing left running."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from ecstui.ui.app import EcsConsole

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Departure:
    """Whether a signal has asked the console to leave, and which."""

    def __init__(self) -> None:
        self.status = 0
        """The exit status that tells of the signal; 0 without one."""
        self._asked = asyncio.Event()

    def ask(self, app: EcsConsole, number: int) -> None:
        """Have the console leave."""
        self.status = self.status or 128 + number
        self._asked.set()
        app.exit()

    async def or_set(self, event: asyncio.Event) -> None:
        """Wait until `event` is set, or a signal asks to leave."""
        waits = [asyncio.create_task(each.wait()) for each in (event, self._asked)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


@contextmanager
def leaving_on_signals(app: EcsConsole) -> Iterator[Departure]:
    """Signals that would end the process make the console leave instead, in the running loop."""
    loop = asyncio.get_running_loop()
    departure = Departure()
    for number in SIGNALS:
        loop.add_signal_handler(number, departure.ask, app, number)
    try:
        yield departure
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
