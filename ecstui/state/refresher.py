"""Runs the feeds that someone watches, and keeps them running."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from math import inf
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure, Throttled, tidy
from ecstui.clock import Clock
from ecstui.model.listing import Listing
from ecstui.state.attention import Attention, Intervals
from ecstui.state.feed import Feed
from ecstui.state.memory import Memory
from ecstui.state.moment import Moment
from ecstui.state.reading import Reading
from ecstui.state.roster import Roster
from ecstui.state.running import SOON, Running, Watch
from ecstui.state.snapshot import Condition, Progress, Snapshot, Trouble, condition_of
from ecstui.state.timer import Timer

T = TypeVar("T")

log = logging.getLogger(__name__)

DEFAULT_INTERVALS = Intervals()

JITTER = 0.2
"""Intervals vary by so much, so that feeds do not all ask at once."""

KEPT = 64
"""So many feeds that nobody watches any more stay known."""

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
        self.published = 0
        """How many snapshots there have been."""
        self.pace = 1.0
        """Every interval is so many times as long."""
        self._connection: ReadConnection | None = None
        self._unconnected: Trouble | None = None
        self._clock = clock
        self._timer = timer
        self._publish = publish
        self._running: dict[str, Running] = {}
        self._snapshots: dict[str, Snapshot[Any]] = {}
        self._seen: dict[str, frozenset[str]] = {}
        self._random = random.Random()
        self._closed = False

    @property
    def connection(self) -> ReadConnection:
        """The connection; no feed runs before there is one."""
        if self._connection is None:
            raise RuntimeError("the refresher has no connection yet")
        return self._connection

    @property
    def watched(self) -> list[str]:
        """The keys of the feeds that someone watches."""
        return list(self._running)

    def open(self, connection: ReadConnection) -> None:
        """Begin: every feed that is watched is read now."""
        self._connection = connection
        for running in self._running.values():
            running.failures = 0
            self._start(running)

    def silence(self) -> None:
        """Publish nothing from this moment on; `close` has still to be called."""
        self._closed = True

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
        snapshot = self.snapshot(feed)
        return snapshot.value if snapshot.as_of is not None else None

    def seen(self, feed: Feed[Any]) -> frozenset[str]:
        """The ARNs of those items of a feed that a person sees now."""
        return self._seen.get(feed.key, frozenset())

    def snapshot(self, feed: Feed[T]) -> Snapshot[T]:
        """What is known of a feed at present."""
        return self._snapshots.get(feed.key) or Snapshot(feed.key)

    def watch(self, feed: Feed[Any], attention: Attention) -> Watch:
        """Keep `feed` fresh until `unwatch`."""
        watch = Watch(feed, attention)
        running = self._running.get(feed.key)
        if running is not None:
            running.watches.append(watch)
            self._reschedule(running)
            return watch
        self._running[feed.key] = running = Running(feed, [watch])
        if feed.follows is not None and feed.follows not in self._snapshots:
            running.due = inf
        elif feed.follows is None:
            self._take_up(running)
        if self._connection is not None:
            self._start(running)
        elif self._unconnected is not None:
            self._set(replace(self.snapshot(feed), trouble=self._unconnected))
        return watch

    def _take_up(self, running: Running) -> None:
        """What was read a moment ago, for someone else, need not be read again at once."""
        known = self._snapshots.get(running.feed.key)
        if known is not None and known.as_of is not None and known.trouble is None:
            running.last = known.as_of.monotonic
            interval = running.interval(self.intervals, self.pace)
            running.due = running.last + interval
            self._snapshots[running.feed.key] = replace(
                known, due=running.due, patience=2 * interval
            )

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
            self._seen.pop(watch.feed.key, None)
            self._abandon(watch.feed.key)
            if running.task is not None:
                running.task.cancel()

    def _abandon(self, key: str) -> None:
        """Forget what nobody has watched for the longest time, or it would all pile up."""
        if (known := self._snapshots.pop(key, None)) is not None:
            self._snapshots[key] = known
        idle = [each for each in self._snapshots if each not in self._running]
        for each in idle[:-KEPT]:
            del self._snapshots[each]

    def set_pace(self, pace: float) -> None:
        """Go slower (more than 1) while nobody looks, or as fast as ever (1)."""
        if pace != self.pace:
            self.pace = pace
            for running in self._running.values():
                self._reschedule(running)

    def refresh_now(self, feed: Feed[Any]) -> None:
        """Do not wait for the next turn; what follows this feed is read after it."""
        if (running := self._running.get(feed.key)) and (not feed.follows or running.failures):
            running.ask()

    def on_screen(self, feed: Feed[Any], arns: Iterable[str]) -> None:
        """Say which items of a feed a person sees: they are read first, and new ones soon."""
        running = self._running.get(feed.key)
        if running is not None:
            before, seen = self.seen(feed), frozenset(arns)
            self._seen[feed.key] = seen
            if self._any_unread(running, seen - before):
                running.hasten(self._clock.monotonic())

    def _any_unread(self, running: Running, arns: Iterable[str]) -> bool:
        """Whether one of the items was not read within the last interval."""
        roster = self.known(running.feed)
        if not isinstance(roster, Roster):
            return False
        now, interval = self.moment(), running.interval(self.intervals, self.pace)
        read = [roster.read_at.get(arn) for arn in arns]
        return any(at is None or now.since(at).total_seconds() > interval for at in read)

    def fail_all(self, condition: Condition, sentence: str, pause: float) -> None:
        """Say of every watched feed that there is no connection, and that it is tried again."""
        self._unconnected = trouble = Trouble(condition, sentence, self.moment(), pause)
        for running in self._running.values():
            self._set(replace(self.snapshot(running.feed), trouble=trouble))

    def _reschedule(self, running: Running) -> None:
        """Take a new attention or pace into account; a feed in trouble keeps its pause."""
        if running.failures or running.feed.follows is not None or running.last is None:
            return
        interval = running.interval(self.intervals, self.pace)
        running.due = max(running.last + interval, self._clock.monotonic())
        running.wake.set()
        key = running.feed.key
        if (known := self._snapshots.get(key)) is not None:
            self._snapshots[key] = replace(known, due=running.due, patience=2 * interval)

    def _start(self, running: Running) -> None:
        if self._closed:
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
        return not self._closed and self._running.get(running.feed.key) is running

    async def _keep_fresh(self, running: Running) -> None:
        while self._is_current(running):
            while (left := running.due - self._clock.monotonic()) > 0:
                await self._timer.wait(running.wake, left)
            await self._refresh(running)

    async def _refresh(self, running: Running) -> None:
        began = self.moment()
        running.last, running.busy = began.monotonic, True
        running.again = running.soon = False
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
        """Show more of a list than is shown, unless it is known wholly."""
        known, read = self.snapshot(running.feed), len(value.items)
        if not self._is_current(running) or known.as_of is not None:
            return
        if known.progress is None or read > known.progress.read:
            aws_time = self._aws_time(began)
            progress = Progress(read, value.total)
            self._set(replace(known, value=value, aws_time=aws_time, progress=progress))

    def _aws_time(self, began: Moment) -> datetime:
        """AWS's time at a moment of the last minutes."""
        return self._clock.now() - timedelta(seconds=self._clock.monotonic() - began.monotonic)

    def _succeed(self, running: Running, value: object, began: Moment) -> None:
        if not self._is_current(running):
            return
        recovered = self.snapshot(running.feed).trouble
        running.failures = 0
        running.finish(self._clock.monotonic())
        interval = running.interval(self.intervals, self.pace)
        running.due = self._next_turn(running, interval)
        aws_time = self._aws_time(began)
        patience = 2 * interval + running.slowest
        key = running.feed.key
        self._set(Snapshot(key, value, began, aws_time, running.due, patience))
        self._ask_followers(running)
        if recovered is not None and recovered.condition in CONTAGIOUS:
            self._spread_recovery(running, recovered.condition)

    def _next_turn(self, running: Running, interval: float) -> float:
        if running.feed.follows is not None:
            return self._clock.monotonic() + running.rest if running.again else inf
        if running.again:
            return 0.0
        if running.soon:
            return self._clock.monotonic() + max(SOON, running.rest)
        return self._clock.monotonic() + interval * self._random.uniform(1 - JITTER, 1 + JITTER)

    def _ask_followers(self, leader: Running) -> None:
        for running in self._running.values():
            if running.feed.follows == leader.feed.key and not running.failures:
                now = self._clock.monotonic()
                running.follow(now)
                if (known := self._snapshots.get(running.feed.key)) is not None:
                    due = max(now, running.due)
                    patience = 2 * leader.interval(self.intervals, self.pace) + running.slowest
                    self._snapshots[running.feed.key] = replace(known, due=due, patience=patience)

    def _spread_recovery(self, first: Running, condition: Condition) -> None:
        """Whoever shares the trouble need not wait; a new sign-in may be somebody else's."""
        for running in [r for r in self._running.values() if r is not first]:
            trouble = self.snapshot(running.feed).trouble
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
        self._set(replace(self.snapshot(running.feed), trouble=trouble))

    def _set(self, snapshot: Snapshot[Any]) -> None:
        if self._closed:
            return
        self._snapshots[snapshot.feed] = snapshot
        self.published += 1
        self._publish(snapshot)
