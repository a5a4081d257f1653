"""Feeds that are read once each, without a console."""

from datetime import datetime
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.clock import Clock
from ecstui.model.listing import Listing
from ecstui.state.attention import Intervals
from ecstui.state.feed import Feed
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Snapshot

T = TypeVar("T")


class Once:
    """A source that remembers what was read through it."""

    memory = None
    is_stopped = False
    """Nobody has had enough."""
    is_wished = True
    """A person has asked for it, by a command."""

    def __init__(self, connection: ReadConnection, clock: Clock) -> None:
        self.connection = connection
        self.intervals = Intervals()
        self.snapshots: dict[str, Snapshot[Any]] = {}
        """What has been read."""
        self._clock = clock

    async def read(self, feed: Feed[T]) -> T:
        """Read a feed, unless that has been done.

        :raises AwsFailure: it could not be read.
        """
        known = self.known(feed)
        if known is not None:
            return known
        value = await feed.fetch(self)
        now = self.moment()
        self.snapshots[feed.key] = Snapshot(feed.key, value=value, as_of=now)
        return value

    async def local(self, name: str) -> Any:
        """Nothing."""
        return None

    def now(self) -> datetime:
        """The time at AWS."""
        return self._clock.now()

    def moment(self) -> Moment:
        """This moment on this machine."""
        return Moment.now(self._clock)

    def known(self, feed: Feed[T]) -> T | None:
        """What was read of a feed."""
        snapshot = self.snapshots.get(feed.key)
        return snapshot.value if snapshot is not None else None

    def on_screen(self, feed: Feed[Any]) -> frozenset[str]:
        """Nothing."""
        return frozenset()

    def progress(self, value: Listing[Any]) -> None:
        """Nobody looks."""
