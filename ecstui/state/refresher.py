"""Runs the feeds that someone watches, and keeps them running."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
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
from ecstui.state.snapshot import Condition, Snapshot, Trouble, condition_of
from ecstui.state.timer import Timer

T = TypeVar("T")

log = logging.getLogger(__name__)

DEFAULT_INTERVALS = Intervals()

JITTER = 0.2
"""Intervals vary by so much, so that feeds do not all ask at once."""

CONTAGIOUS = frozenset({Condition.UNREACHABLE, Condition.EXPIRED})
"""Troubles that all feeds share: when one recovers, the others need not wait."""


class Refresher:
    """Keeps every watched feed of one context fresh.

    A failed refresh keeps the last value, says what is wrong and tries again, for ever. A loop that
    ends for any other reason is logged and started again. Once closed it publishes nothing more,
    however late an answer comes.
    """

    def __init__(
        self,
        clock: Clock,
        timer: Timer,
        publish: Callable[[Snapshot[Any]], None],
        *,
        intervals: Intervals = DEFAULT_INTERVALS,
        memory: Memory | None = None,
    ) -> None:
        self.intervals = intervals
        self.memory = memory
        self.pace = 1.0
        """Every interval is so many times as long."""
        self._connection: ReadConnection | None = None
        self._unconnected: Trouble | None = None
        self._clock = clock
        self._timer = timer
        self._board = Board(clock, publish)
        self._running: dict[str, Running] = {}
        self._random = random.Random()

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
    def watched(self) -> list[str]:
        """The keys of the feeds that someone watches."""
        return list(self._running)

    def open(self, connection: ReadConnection) -> None:
        """Begin: every feed that is watched is read now."""
        self._connection = connection
        for running in list(self._running.values()):
            running.failures = 0
            self._start(running)

    def silence(self) -> None:
        """Publish nothing from this moment on; `close` has still to be called."""
        self._board.silent = True

    async def close(self) -> None:
        """End every loop and wait for it."""
        self.silence()
        tasks = [running.task for running in self._running.values() if running.task is not None]
        self._running.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

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
        """
        watch = Watch(feed, attention)
        running = self._running.get(feed.key)
        if running is not None:
            running.watches.append(watch)
            self._reschedule(running)
            return watch
        self._running[feed.key] = running = Running(feed, [watch])
        if feed.follows is None:
            self._take_up(running)
        if self._connection is not None:
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

    def _take_up(self, running: Running) -> None:
        """What was read a moment ago, for someone else, need not be read again at once."""
        known = self.snapshot(running.feed)
        if known.as_of is not None and known.trouble is None:
            running.last = known.as_of.monotonic
            interval = running.interval(self.intervals, self.pace)
            running.due = running.last + interval
            due = max(running.due, self._clock.monotonic())
            self._board.expect(running.feed.key, due, 2 * interval)

    def attend(self, watch: Watch, attention: Attention) -> None:
        """Watch more or less closely from now on."""
        watch.attention = attention
        if running := self._running.get(watch.feed.key):
            self._reschedule(running)

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
        if pace != self.pace:
            self.pace = pace
            for running in list(self._running.values()):
                self._reschedule(running)

    def refresh_now(self, feed: Feed[Any]) -> None:
        """Do not wait for the next turn; what follows this feed is read after it."""
        if (running := self._running.get(feed.key)) and (not feed.follows or running.failures):
            running.ask()

    def on_screen(self, feed: Feed[Any], arns: Iterable[str], *, hurry: bool = True) -> None:
        """Say which items of a feed a person sees: they are read first.

        :param hurry: whether new ones are to be read soon; not those that came by themselves.
        """
        if (running := self._running.get(feed.key)) is None:
            return
        seen = frozenset(arns)
        new, running.seen = seen - running.seen, seen
        roster, interval = self.known(feed), running.interval(self.intervals, self.pace)
        if hurry and isinstance(roster, Roster) and roster.any_unread(new, self.moment(), interval):
            running.hasten(self._clock.monotonic())

    def fail_all(self, condition: Condition, sentence: str, pause: float) -> None:
        """Say of every watched feed that there is no connection, and that it is tried again."""
        self._unconnected = trouble = Trouble(condition, sentence, self.moment(), pause)
        all_running = list(self._running.values())  # Whoever is told may watch and unwatch.
        for running in all_running:
            self._put_trouble(running, trouble)
        for running in all_running:
            self._tell(running)

    def _reschedule(self, running: Running) -> None:
        """Take a new attention or pace into account; a feed in trouble keeps its pause."""
        if running.failures or running.feed.follows is not None or running.last is None:
            return
        interval = running.interval(self.intervals, self.pace)
        running.due = max(running.last + interval, self._clock.monotonic())
        running.wake.set()
        self._board.expect(running.feed.key, running.due, 2 * interval)

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
        what = f"{type(error).__name__}: {tidy(str(error))}" if error else "its task was cancelled"
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
        running.again = running.soon = False
        running.made_of = self._board.leader(running.feed)
        reading = Reading(self, began, partial(self._progress, running, began))
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
        interval = running.interval(self.intervals, self.pace)
        jitter = self._random.uniform(1 - JITTER, 1 + JITTER)
        running.due = running.next_turn(self._clock.monotonic(), interval * jitter)
        self._board.set(self._made(running, value, began))
        self._ask_followers(running, before.as_of)
        if before.trouble is not None and before.trouble.condition in CONTAGIOUS:
            self._spread_recovery(running, before.trouble.condition)

    def _made(self, running: Running, value: object, began: Moment) -> Snapshot[Any]:
        """What was read; what is made of another feed's value is as old as that."""
        key, leader = running.feed.key, running.made_of
        if leader is not None:
            due, patience = self._clock.monotonic() + running.rest, self._patience(running)
            return Snapshot(key, value, leader.as_of, leader.aws_time, due, patience)
        aws_time = self._board.aws_time(began)
        return Snapshot(key, value, began, aws_time, running.due, self._patience(running))

    def _patience(self, running: Running) -> float:
        leader = self._running.get(running.feed.follows or "", running)
        return 2 * leader.interval(self.intervals, self.pace) + running.slowest

    def _ask_followers(self, leader: Running, before: Moment | None) -> None:
        """Have them made of what was read; `before` is when that was read the last time."""
        now = self._clock.monotonic()
        for running in list(self._running.values()):
            if running.feed.follows == leader.feed.key and not running.failures:
                running.follow(now)
                # One that has not kept up gets no later for that: it is late.
                if self._board.own(running.feed).as_of == before:
                    due = max(now, running.due)
                    self._board.expect(running.feed.key, due, self._patience(running))

    def _spread_recovery(self, first: Running, condition: Condition) -> None:
        """Whoever shares the trouble need not wait; a new sign-in may be somebody else's."""
        for running in [r for r in self._running.values() if r is not first]:
            trouble = self._board.own(running.feed).trouble
            shared = trouble is not None and trouble.condition is condition
            if shared or (condition is Condition.EXPIRED and running.feed.follows is None):
                running.ask()

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
        self._tell_of_followers(running)

    def _tell_of_followers(self, leader: Running) -> None:
        """They share its trouble, and nothing else would say so."""
        for running in list(self._running.values()):
            if running.feed.follows == leader.feed.key and not running.failures:
                self._tell(running)
