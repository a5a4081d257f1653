"""Runs the feeds that someone watches, and keeps them running."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import inf
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure, Throttled, tidy
from ecstui.clock import Clock
from ecstui.model.listing import Listing
from ecstui.state.attention import Attention, Intervals
from ecstui.state.board import Board
from ecstui.state.feed import Feed
from ecstui.state.memory import Memory
from ecstui.state.moment import Moment
from ecstui.state.reading import Reading
from ecstui.state.roster import Roster
from ecstui.state.running import Running, Watch
from ecstui.state.schedule import Schedule
from ecstui.state.snapshot import Condition, Snapshot, Trouble, condition_of
from ecstui.state.timer import Timer

T = TypeVar("T")

log = logging.getLogger(__name__)

DEFAULT_INTERVALS = Intervals()

Local = Mapping[str, Callable[[], Awaitable[Any]]]
"""What this machine can tell, by name."""
NOTHING_LOCAL: Local = {}

CONTAGIOUS = frozenset({Condition.UNREACHABLE, Condition.EXPIRED})
"""Troubles that all feeds share: when one recovers, the others need not wait."""


class Refresher:
    """Keeps every watched feed of one context fresh.

    A failed refresh keeps the last value, says what is wrong and tries again, for ever. A loop that
    ends for any other reason is logged and started again. Once closed it publishes nothing more,
    however late an answer comes.

    :param local: what feeds that ask this machine alone draw on; they need no connection.
    """

    def __init__(
        self,
        clock: Clock,
        timer: Timer,
        publish: Callable[[Snapshot[Any]], None],
        *,
        intervals: Intervals = DEFAULT_INTERVALS,
        memory: Memory | None = None,
        local: Local = NOTHING_LOCAL,
    ) -> None:
        self._local = local
        self.intervals = intervals
        self.memory = memory
        self._connection: ReadConnection | None = None
        self._unconnected: Trouble | None = None
        self._clock = clock
        self._timer = timer
        self._board = Board(clock, publish)
        self._running: dict[str, Running] = {}
        self._closed = False
        self._schedule = Schedule(clock, timer, self._board, intervals, self._running)

    @property
    def connection(self) -> ReadConnection:
        """The connection; no feed runs before there is one."""
        if self._connection is None:
            raise RuntimeError("the refresher has no connection yet")
        return self._connection

    @property
    def published(self) -> int:
        """How many snapshots there have been."""
        return self._board.published

    @property
    def pace(self) -> float:
        """Every interval is so many times as long."""
        return self._schedule.pace

    @property
    def watched(self) -> list[str]:
        """The keys of the feeds that someone watches."""
        return list(self._running)

    def open(self, connection: ReadConnection) -> None:
        """Begin: every feed that is watched is read now."""
        self._connection = connection
        for running in list(self._running.values()):
            if not running.feed.local:  # Those run already.
                running.failures = 0
                self._start(running)

    def silence(self) -> None:
        """Publish nothing from this moment on; `close` has still to be called."""
        self._board.silent = True

    async def close(self) -> None:
        """End every loop and wait for it; every watch is forgotten."""
        self.silence()
        tasks = [running.task for running in self._running.values() if running.task is not None]
        self._running.clear()
        self._closed = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def local(self, name: str) -> Any:
        """What this machine knows under a name; None where nobody tells."""
        tell = self._local.get(name)
        return await tell() if tell is not None else None

    def now(self) -> datetime:
        """The time at AWS."""
        return self._clock.now()

    def moment(self) -> Moment:
        """This moment on this machine."""
        return Moment.now(self._clock)

    def known(self, feed: Feed[T]) -> T | None:
        """The last good and whole value of a feed, watched or not."""
        return self._board.known(feed)

    def seen(self, feed: Feed[Any]) -> frozenset[str]:
        """The ARNs of those items of a feed that a person sees now."""
        running = self._running.get(feed.key)
        return running.seen if running is not None else frozenset()

    def snapshot(self, feed: Feed[T]) -> Snapshot[T]:
        """What is known of a feed at present."""
        return self._board.snapshot(feed)

    def watch(self, feed: Feed[Any], attention: Attention) -> Watch:
        """Keep `feed` fresh until `unwatch`.

        Nothing is published before this has returned: whoever is told may watch in turn.
        Once closed, nothing is kept any more.
        """
        watch = Watch(feed, attention)
        if self._closed:
            return watch
        running = self._running.get(feed.key)
        if running is not None:
            running.watches.append(watch)
            self._schedule.change(running)
            return watch
        self._running[feed.key] = running = Running(feed, [watch])
        if feed.follows is None:
            self._schedule.take_up(running)
        if self._connection is not None or feed.local:
            self._start(running)
        elif self._unconnected is not None:
            self._put_trouble(running, self._unconnected)
            asyncio.get_running_loop().call_soon(self._tell, running)
        return watch

    def _put_trouble(self, running: Running, trouble: Trouble) -> None:
        """What follows another feed has the trouble of that."""
        if running.feed.follows is None:
            self._board.put(replace(self._board.own(running.feed), trouble=trouble))

    def _tell(self, running: Running) -> None:
        if self._is_current(running):
            self._board.tell(running.feed)

    def attend(self, watch: Watch, attention: Attention) -> None:
        """Watch more or less closely from now on."""
        watch.attention = attention
        if running := self._running.get(watch.feed.key):
            self._schedule.change(running)

    def unwatch(self, watch: Watch) -> None:
        """Lose interest; what is known stays known."""
        running = self._running.get(watch.feed.key)
        if running is None:
            return
        running.watches.remove(watch)
        if not running.watches:
            del self._running[watch.feed.key]
            self._board.abandon(watch.feed.key, self._running)
            if running.task is not None:
                running.task.cancel()

    def set_pace(self, pace: float) -> None:
        """Go slower (more than 1) while nobody looks, or as fast as ever (1)."""
        self._schedule.set_pace(pace)

    def refresh_now(self, feed: Feed[Any]) -> None:
        """Do not wait for the next turn; what follows this feed is read after it."""
        if (running := self._running.get(feed.key)) and (not feed.follows or running.failures):
            running.wished = True
            running.ask()

    def stop(self, feed: Feed[Any]) -> bool:
        """Have a long reading end with what it has so far; False if none is going on."""
        running = self._running.get(feed.key)
        if running is None or not running.busy or running.stopped:
            return False
        running.stopped = True
        return True

    def on_screen(self, feed: Feed[Any], arns: Iterable[str], *, hurry: bool = True) -> None:
        """Say which items of a feed a person sees: they are read first.

        :param hurry: whether those that are new since the last hurry are to be read soon.
        """
        if (running := self._running.get(feed.key)) is None:
            return
        seen = frozenset(arns)
        new = (running.unhurried | (seen - running.seen)) & seen
        running.seen, running.unhurried = seen, frozenset() if hurry else new
        roster, interval = self.known(feed), self._schedule.interval(running)
        if hurry and isinstance(roster, Roster) and roster.any_unread(new, self.moment(), interval):
            running.hasten(self._clock.monotonic())

    def fail_all(self, condition: Condition, sentence: str, pause: float) -> None:
        """Say of every watched feed that there is no connection, and that it is tried again."""
        self._unconnected = trouble = Trouble(condition, sentence, self.moment(), pause)
        # A list, for whoever is told may watch and unwatch.
        all_running = [each for each in self._running.values() if not each.feed.local]
        for running in all_running:
            self._put_trouble(running, trouble)
        for running in all_running:
            self._tell(running)

    def _start(self, running: Running) -> None:
        if self._board.silent:
            return
        running.busy = False
        running.task = asyncio.create_task(self._keep_fresh(running), name=running.feed.key)
        running.task.add_done_callback(lambda task: self._revive(running, task))

    def _revive(self, running: Running, ended: asyncio.Task[None]) -> None:
        """Start a loop again that should not have ended."""
        if not self._is_current(running):
            return
        self._start(running)
        error = None if ended.cancelled() else ended.exception()
        log.error("feed %s ended and is started again", running.feed.key, exc_info=error)
        what = f"{type(error).__name__}: {tidy(str(error))}" if error else "Its task was cancelled"
        self._fail(running, Condition.FAULT, f"ecstui's own fault, see the log. {what}", None)

    def _is_current(self, running: Running) -> bool:
        """Whether anyone still waits for what this loop reads."""
        return not self._board.silent and self._running.get(running.feed.key) is running

    async def _keep_fresh(self, running: Running) -> None:
        while self._is_current(running):
            while (left := running.due - self._clock.monotonic()) > 0:
                await self._timer.wait(running.wake, left)
            await self._refresh(running)

    async def _refresh(self, running: Running) -> None:
        if not self._board.can_be_read(running.feed):
            running.due = inf  # Until its leader has been read.
            return
        began = self.moment()
        running.last, running.busy = began.monotonic, True
        running.again = running.soon = running.stopped = False
        running.made_of = self._board.leader(running.feed)
        reading = Reading(self, began, partial(self._progress, running, began), running)
        running.wished = False
        try:
            value = await running.feed.fetch(reading)
        except AwsFailure as failure:
            retry = failure.retry_after if isinstance(failure, Throttled) else None
            self._fail(running, condition_of(failure), failure.sentence, retry)
        else:
            self._succeed(running, value, began)
        finally:
            running.busy = False

    def _progress(self, running: Running, began: Moment, value: Listing[Any]) -> None:
        if self._is_current(running):
            self._board.progress(running.feed, began, value)

    def _succeed(self, running: Running, value: object, began: Moment) -> None:
        if not self._is_current(running):
            return
        before = self._board.own(running.feed)
        running.failures = 0
        running.finish(self._clock.monotonic())
        self._board.set(self._schedule.take(running, value, began))
        self._schedule.ask_followers(running, before.as_of)
        if before.trouble is not None and before.trouble.condition in CONTAGIOUS:
            self._schedule.spread_recovery(running, before.trouble.condition)

    def _fail(
        self, running: Running, condition: Condition, sentence: str, retry: float | None
    ) -> None:
        if not self._is_current(running):
            return
        running.failures += 1
        pause = running.pause(condition, retry)
        running.due = 0.0 if running.again else self._clock.monotonic() + pause
        trouble = Trouble(condition, sentence, self.moment(), pause)
        self._board.set(replace(self._board.own(running.feed), trouble=trouble))
        for follower in self._schedule.followers(running):
            if not follower.failures:
                self._tell(follower)  # It shares the trouble, and nothing else would say so.
