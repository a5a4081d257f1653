"""What is known of every feed, and who is told when that changes."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from ecstui.clock import Clock
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Progress, Snapshot

T = TypeVar("T")

KEPT = 64
"""So many feeds that nobody watches any more stay known."""


class Board:
    """The snapshots of one context, of feeds that are watched and of some that no longer are.

    :param publish: is told of every new snapshot.
    """

    def __init__(self, clock: Clock, publish: Callable[[Snapshot[Any]], None]) -> None:
        self.published = 0
        """How many snapshots there have been."""
        self.silent = False
        """Whether nothing is taken or published any more."""
        self._clock = clock
        self._publish = publish
        self._snapshots: dict[str, Snapshot[Any]] = {}

    def snapshot(self, feed: Feed[T]) -> Snapshot[T]:
        """What is known of a feed at present.

        What follows another is in the trouble of that; and as late as that, unless it is later.
        """
        own, leader = self.own(feed), self.leader(feed)
        if leader is None:
            return own
        if own.trouble is None and leader.trouble is not None:
            own = replace(own, trouble=leader.trouble)
        if own.as_of is not None and own.as_of == leader.as_of:
            own = replace(own, due=leader.due, patience=leader.patience)
        return own

    def leader(self, feed: Feed[Any]) -> Snapshot[Any] | None:
        """What is known of the feed that this one follows, if it follows any."""
        return self._snapshots.get(feed.follows or "")

    def own(self, feed: Feed[T]) -> Snapshot[T]:
        """What was set of a feed, whatever became of the one that it follows."""
        return self._snapshots.get(feed.key) or Snapshot(feed.key)

    def known(self, feed: Feed[T]) -> T | None:
        """The last good and whole value of a feed, watched or not."""
        own = self.own(feed)
        return own.value if own.as_of is not None else None

    def can_be_read(self, feed: Feed[Any]) -> bool:
        """Whether the one that it follows, if any, has been read wholly."""
        leader = self.leader(feed)
        return feed.follows is None or (leader is not None and leader.as_of is not None)

    def set(self, snapshot: Snapshot[Any]) -> None:
        """Take a new snapshot, and tell of it."""
        self.put(snapshot)
        if not self.silent:
            self._tell(snapshot)

    def put(self, snapshot: Snapshot[Any]) -> None:
        """Take a new snapshot; who asks is told."""
        if not self.silent:
            self._snapshots[snapshot.feed] = snapshot

    def tell(self, feed: Feed[Any]) -> None:
        """Tell of what is known of a feed now."""
        if not self.silent:
            self._tell(self.snapshot(feed))

    def _tell(self, snapshot: Snapshot[Any]) -> None:
        self.published += 1
        self._publish(snapshot)

    def expect(self, key: str, due: float, patience: float) -> None:
        """Take a new time at which a feed ought to be read again; nobody is told of that."""
        if (known := self._snapshots.get(key)) is not None:
            self._snapshots[key] = replace(known, due=due, patience=patience)

    def progress(self, feed: Feed[Any], began: Moment, value: Listing[Any]) -> None:
        """Show more of a list than is shown, unless it is known wholly."""
        known, read = self.own(feed), len(value.items)
        if known.as_of is not None:
            return
        if known.progress is None or read > known.progress.read:
            progress = Progress(read, value.total, value.so_far)
            leader = self.leader(feed)
            aws_time = leader.aws_time if leader is not None else self.aws_time(began)
            self.set(replace(known, value=value, aws_time=aws_time, progress=progress))

    def aws_time(self, began: Moment) -> datetime:
        """AWS's time at a moment of the last minutes."""
        return self._clock.now() - timedelta(seconds=self._clock.monotonic() - began.monotonic)

    def abandon(self, key: str, watched: Collection[str]) -> None:
        """Forget what nobody has watched for the longest time, or it would all pile up."""
        if (known := self._snapshots.pop(key, None)) is not None:
            self._snapshots[key] = known
        idle = [each for each in self._snapshots if each not in watched]
        for each in idle[:-KEPT]:
            del self._snapshots[each]
