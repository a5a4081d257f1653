"""When the turn of each feed is, and what one that was read means for the others."""

from collections.abc import Mapping
from typing import Any

from ecstui.clock import Clock
from ecstui.state.attention import Intervals
from ecstui.state.board import Board
from ecstui.state.moment import Moment
from ecstui.state.running import Running
from ecstui.state.snapshot import Condition, Snapshot
from ecstui.state.timer import Timer


class Schedule:
    """The turns of the feeds that someone watches.

    :param running: these feeds, by key; whoever runs them changes it.
    """

    def __init__(
        self,
        clock: Clock,
        timer: Timer,
        board: Board,
        intervals: Intervals,
        running: Mapping[str, Running],
    ) -> None:
        self.pace = 1.0
        """Every interval is so many times as long."""
        self._clock = clock
        self._timer = timer
        self._board = board
        self._intervals = intervals
        self._running = running

    def interval(self, running: Running) -> float:
        """Seconds between two readings."""
        return running.interval(self._intervals, self.pace)

    def set_pace(self, pace: float) -> None:
        """Every interval is so many times as long."""
        if pace != self.pace:
            self.pace = pace
            for running in list(self._running.values()):
                self.change(running)

    def change(self, running: Running) -> None:
        """Take a new attention or pace into account; a feed in trouble keeps its pause."""
        if running.failures or running.feed.follows is not None or running.last is None:
            return
        interval = self.interval(running)
        running.due = max(running.last + interval, self._clock.monotonic())
        running.wake.set()
        self._board.expect(running.feed.key, running.due, 2 * interval)

    def take_up(self, running: Running) -> None:
        """What was read a moment ago, for someone else, need not be read again at once."""
        known = self._board.snapshot(running.feed)
        if known.as_of is not None and known.trouble is None:
            interval = self.interval(running)
            running.last = known.as_of.monotonic
            running.due = running.last + interval
            due = max(running.due, self._clock.monotonic())
            self._board.expect(running.feed.key, due, 2 * interval)

    def take(self, running: Running, value: object, began: Moment) -> Snapshot[Any]:
        """Set the next turn of what was read now; what is made of another is as old as that."""
        now = self._clock.monotonic()
        running.due = running.next_turn(now, self._timer.vary(self.interval(running)))
        key, leader, patience = running.feed.key, running.made_of, self._patience(running)
        if leader is not None:
            due = now + running.rest
            return Snapshot(key, value, leader.as_of, leader.aws_time, due, patience)
        aws_time = self._board.aws_time(began)
        return Snapshot(key, value, began, aws_time, running.due, patience)

    def _patience(self, running: Running) -> float:
        leader = self._running.get(running.feed.follows or "", running)
        return 2 * self.interval(leader) + running.slowest

    def followers(self, leader: Running) -> list[Running]:
        """What is read after a feed."""
        return [each for each in self._running.values() if each.feed.follows == leader.feed.key]

    def ask_followers(self, leader: Running, before: Moment | None) -> None:
        """Have them made of what was read; `before` is when that was read the last time."""
        now = self._clock.monotonic()
        for running in self.followers(leader):
            if running.failures:
                continue
            running.follow(now)
            # One that has not kept up gets no later for that: it is late.
            if self._board.own(running.feed).as_of == before:
                due = max(now, running.due)
                self._board.expect(running.feed.key, due, self._patience(running))

    def spread_recovery(self, first: Running, condition: Condition) -> None:
        """Whoever shares the trouble need not wait; a new sign-in may be somebody else's."""
        for running in [each for each in self._running.values() if each is not first]:
            trouble = self._board.own(running.feed).trouble
            shared = trouble is not None and trouble.condition is condition
            if shared or (condition is Condition.EXPIRED and running.feed.follows is None):
                running.ask()
