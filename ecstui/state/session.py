"""One context: its connection, kept open, and the refresher that reads through it."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure, tidy
from ecstui.clock import Clock
from ecstui.state.attention import Intervals
from ecstui.state.memory import Memory
from ecstui.state.refresher import DEFAULT_INTERVALS, NOTHING_LOCAL, Local, Refresher
from ecstui.state.running import LONGEST_PAUSE
from ecstui.state.snapshot import Condition, Snapshot, condition_of
from ecstui.state.timer import Timer

log = logging.getLogger(__name__)

Connect = Callable[[], AbstractAsyncContextManager[ReadConnection]]
"""Opens the connection of a context."""

FIRST_PAUSE = 2.0
"""Seconds before connecting is tried a second time."""


class Session:
    """Connects, for as long as it takes, and holds the connection until it is closed.

    :param memory: keeps what AWS forgets; whoever made it closes it.
    :param local: what is known without asking AWS, for the feeds that need no connection.
    """

    def __init__(
        self,
        connect: Connect,
        clock: Clock,
        timer: Timer,
        publish: Callable[[Snapshot[Any]], None],
        *,
        intervals: Intervals = DEFAULT_INTERVALS,
        memory: Memory | None = None,
        local: Local = NOTHING_LOCAL,
    ) -> None:
        self.clock = clock
        self.refresher = Refresher(
            clock, timer, publish, intervals=intervals, memory=memory, local=local
        )
        self.connection: ReadConnection | None = None
        self._connect = connect
        self._timer = timer
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()

    @property
    def calls_per_minute(self) -> int:
        """Calls sent to AWS in the last 60 s."""
        return self.connection.budget.meter.calls_per_minute if self.connection else 0

    @property
    def throttled_ago(self) -> timedelta | None:
        """How long ago AWS throttled a call; None if it has not."""
        at = self.connection.budget.meter.throttled_at if self.connection else None
        return timedelta(seconds=self.clock.monotonic() - at) if at is not None else None

    @property
    def memory_trouble(self) -> str:
        """What keeps the memory from working, for a person; empty while it works."""
        memory = self.refresher.memory
        return memory.trouble if memory is not None else ""

    async def run(self) -> None:
        """Keep the context open until `close`, whatever goes wrong."""
        pause = FIRST_PAUSE
        while not self._closing.is_set():
            try:
                await self._hold()
            except AwsFailure as failure:
                self.refresher.fail_all(condition_of(failure), failure.sentence, pause)
            # Whatever it is: a console that ends helps nobody, one that says so and goes on does.
            except Exception as error:
                log.exception("connecting failed in a way that nobody foresaw")
                what = (
                    f"ecstui's own fault, see the log. {type(error).__name__}: {tidy(str(error))}"
                )
                self.refresher.fail_all(Condition.FAULT, what, pause)
            else:
                return
            await self._timer.wait(self._wake, pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def retry(self) -> None:
        """Try to connect now, if that is what is being waited for."""
        self._wake.set()

    def close(self) -> None:
        """Let `run` end; nothing is published from this moment on."""
        self.refresher.silence()
        self._closing.set()
        self._wake.set()

    async def _hold(self) -> None:
        async with self._connect() as connection:
            self.connection = connection
            self.refresher.open(connection)
            try:
                await self._closing.wait()
            finally:
                self.connection = None
                await self.refresher.close()
