"""Runs the feeds that someone watches, and keeps them running."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import inf
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure, Throttled
from ecstui.clock import Clock
from ecstui.state.feed import Attention, Feed
from ecstui.state.snapshot import Condition, Snapshot, Trouble, condition_of
from ecstui.state.timer import Timer

T = TypeVar("T")

log = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0
"""Seconds between two attempts, however often they failed."""
JITTER = 0.2
"""Intervals vary by so much, so that feeds do not all ask at once."""


@dataclass(eq=False, slots=True)
class Watch:
    """Someone's interest in a feed."""

    feed: Feed[Any]
    attention: Attention


@dataclass(slots=True)
class Running:
    """A feed that is being kept fresh."""

    feed: Feed[Any]
    watches: list[Watch]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    failures: int = 0
    due: float = 0.0
    """When to refresh next, monotonic; never by itself for a feed that follows another."""
    last: float | None = None
    """When it was refreshed last, monotonic."""
    task: asyncio.Task[None] | None = None

    @property
    def interval(self) -> float:
        """Seconds between refreshes: as the closest watcher wishes."""
        return min(watch.attention.value for watch in self.watches)


class Refresher:
    """Keeps every watched feed of one context fresh.

    A failed refresh keeps the last value, says what is wrong and tries again, for ever. A loop that
    ends for any other reason is logged and started again.
    """

    def __init__(
        self,
        clock: Clock,
        timer: Timer,
        publish: Callable[[Snapshot[Any]], None],
        *,
        generation: int = 0,
    ) -> None:
        self.generation = generation
        self.published = 0
        """How many snapshots there have been."""
        self._connection: ReadConnection | None = None
        self._clock = clock
        self._timer = timer
        self._publish = publish
        self._running: dict[str, Running] = {}
        self._snapshots: dict[str, Snapshot[Any]] = {}
        self._random = random.Random()
        self._closed = False

    @property
    def connection(self) -> ReadConnection:
        """The connection; no feed runs before there is one."""
        if self._connection is None:
            raise RuntimeError("the refresher has no connection yet")
        return self._connection

    def open(self, connection: ReadConnection) -> None:
        """Begin: every feed that is watched is read now."""
        self._connection = connection
        for running in self._running.values():
            running.failures = 0
            self._start(running)

    def now(self) -> datetime:
        """The time at AWS."""
        return self._clock.now()

    def known(self, feed: Feed[T]) -> T | None:
        """The last good value of a feed, watched or not."""
        return self.snapshot(feed).value

    def snapshot(self, feed: Feed[T]) -> Snapshot[T]:
        """What is known of a feed at present."""
        return self._snapshots.get(feed.key) or Snapshot(feed.key, self.generation)

    def watch(self, feed: Feed[Any], attention: Attention) -> Watch:
        """Keep `feed` fresh until `unwatch`."""
        watch = Watch(feed, attention)
        running = self._running.get(feed.key)
        if running is None:
            self._running[feed.key] = running = Running(feed, [watch])
            leader = self._snapshots.get(feed.follows) if feed.follows is not None else None
            running.due = inf if feed.follows is not None and leader is None else 0.0
            if self._connection is not None:
                self._start(running)
        else:
            running.watches.append(watch)
            self._hasten(running)
        return watch

    def attend(self, watch: Watch, attention: Attention) -> None:
        """Watch more or less closely from now on."""
        watch.attention = attention
        if running := self._running.get(watch.feed.key):
            self._hasten(running)

    def unwatch(self, watch: Watch) -> None:
        """Lose interest; what is known stays known."""
        running = self._running.get(watch.feed.key)
        if running is None:
            return
        running.watches.remove(watch)
        if not running.watches:
            del self._running[watch.feed.key]
            if running.task is not None:
                running.task.cancel()

    def refresh_now(self, feed: Feed[Any]) -> None:
        """Do not wait for the next turn."""
        if running := self._running.get(feed.key):
            running.due = 0.0
            running.wake.set()

    def fail_all(self, failure: AwsFailure, pause: float) -> None:
        """Say of every watched feed that there is no connection, and that it is tried again."""
        now = self._clock.local()
        retry_at = now + timedelta(seconds=pause)
        trouble = Trouble(condition_of(failure), failure.sentence, now, retry_at)
        for running in self._running.values():
            self._set(replace(self.snapshot(running.feed), trouble=trouble))

    async def close(self) -> None:
        """End every loop and wait for it."""
        self._closed = True
        tasks = [running.task for running in self._running.values() if running.task is not None]
        self._running.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _hasten(self, running: Running) -> None:
        """Take a new attention into account; a feed in trouble keeps its pause."""
        if not running.failures and running.feed.follows is None and running.last is not None:
            running.due = running.last + running.interval
            running.wake.set()

    def _trigger(self, leader: Running) -> None:
        """Have the feeds that follow this one refreshed, but for those in trouble."""
        for follower in self._running.values():
            if follower.feed.follows == leader.feed.key and not follower.failures:
                follower.due = 0.0
                follower.wake.set()

    def _start(self, running: Running) -> None:
        running.task = asyncio.create_task(self._keep_fresh(running), name=running.feed.key)
        running.task.add_done_callback(lambda task: self._revive(running, task))

    def _revive(self, running: Running, ended: asyncio.Task[None]) -> None:
        """Start a loop again that should not have ended."""
        if (
            self._closed
            or not running.watches
            or self._running.get(running.feed.key) is not running
        ):
            return
        error = None if ended.cancelled() else ended.exception()
        log.error("feed %s ended and is started again", running.feed.key, exc_info=error)
        what = f"{type(error).__name__}: {error}" if error is not None else "its task was cancelled"
        self._fail(running, Condition.FAULT, f"ecstui's own fault, see the log. {what}", None)
        self._start(running)

    async def _keep_fresh(self, running: Running) -> None:
        while True:
            while (left := running.due - self._clock.monotonic()) > 0:
                await self._timer.wait(running.wake, left)
            await self._refresh(running)

    async def _refresh(self, running: Running) -> None:
        feed = running.feed
        running.last = self._clock.monotonic()
        try:
            value = await feed.fetch(self)
        except AwsFailure as failure:
            retry = failure.retry_after if isinstance(failure, Throttled) else None
            self._fail(running, condition_of(failure), failure.sentence, retry)
        else:
            self._succeed(running, value)

    def _succeed(self, running: Running, value: object) -> None:
        running.failures = 0
        spread = self._random.uniform(1 - JITTER, 1 + JITTER)
        follows = running.feed.follows is not None
        running.due = inf if follows else self._clock.monotonic() + running.interval * spread
        interval = timedelta(seconds=running.interval)
        now = self._clock.local()
        self._set(Snapshot(running.feed.key, self.generation, value, now, interval))
        self._trigger(running)

    def _fail(
        self, running: Running, condition: Condition, sentence: str, retry: float | None
    ) -> None:
        running.failures += 1
        backed_off = min(running.interval * 2 ** (running.failures - 1), LONGEST_PAUSE)
        pause = max(retry or 0.0, backed_off)
        running.due = self._clock.monotonic() + pause
        now = self._clock.local()
        last = self.snapshot(running.feed)
        since = last.trouble.since if last.trouble is not None else now
        trouble = Trouble(condition, sentence, since, now + timedelta(seconds=pause))
        self._set(replace(last, trouble=trouble))

    def _set(self, snapshot: Snapshot[Any]) -> None:
        self._snapshots[snapshot.feed] = snapshot
        self.published += 1
        self._publish(snapshot)
