"""The feeds that one pane watches, which may change with what they tell."""

from collections.abc import Callable
from typing import Any

from ecstui.state.feed import Attention, Feed
from ecstui.state.running import Watch
from ecstui.state.session import Session
from ecstui.state.snapshot import Snapshot
from ecstui.ui.view import Readings

Feeds = tuple[Feed[Any], ...]


class Watching:
    """Keeps the watches of a pane in step with the feeds that it wants."""

    def __init__(self, session: Session, attention: Attention) -> None:
        self.attention = attention
        self._session = session
        self._watches: dict[str, Watch] = {}
        self._feeds: Feeds = ()
        self._following = False
        self._shown: dict[str, Snapshot[Any]] = {}

    @property
    def feeds(self) -> Feeds:
        """What is watched; the first is the pane's own."""
        return self._feeds

    def follow(self, wanted: Callable[[Readings], Feeds]) -> Readings:
        """Watch what is wanted, given what is known, until nothing new is wanted; the readings.

        Whoever is told something meanwhile may ask for it again: that is done already. What is
        wanted for the second time, after something else, stays: it would go on for ever.
        """
        readings, seen = self.readings(), set[frozenset[str]]()
        if self._following:
            return readings
        self._following = True
        try:
            while (keys := _keys(feeds := wanted(readings))) != _keys(self._feeds):
                if (known := frozenset(keys)) in seen:
                    break
                seen.add(known)
                self._watch(feeds)
                readings = self.readings()
        finally:
            self._following = False
        return readings

    def _watch(self, feeds: Feeds) -> None:
        refresher = self._session.refresher
        self._feeds = feeds
        keys = {feed.key for feed in feeds}
        for key in self._watches.keys() - keys:
            refresher.unwatch(self._watches.pop(key))
        for feed in feeds:
            if feed.key not in self._watches:
                self._watches[feed.key] = refresher.watch(feed, self.attention)

    def readings(self) -> Readings:
        """The snapshots of what is watched."""
        refresher = self._session.refresher
        snapshots = {feed.key: refresher.snapshot(feed) for feed in self._feeds}
        read = snapshots[self._feeds[0].key].aws_time if self._feeds else None
        return Readings(snapshots, read or self._session.clock.now())

    def snapshots(self) -> list[Snapshot[Any]]:
        """The snapshots of what is watched, the pane's own first."""
        return [self._session.refresher.snapshot(feed) for feed in self._feeds]

    def attend(self, attention: Attention) -> None:
        """Watch more or less closely from now on."""
        self.attention = attention
        for watch in self._watches.values():
            self._session.refresher.attend(watch, attention)

    def refresh_now(self) -> None:
        """Ask AWS now."""
        for feed in self._feeds:
            self._session.refresher.refresh_now(feed)

    def concerns(self, snapshot: Snapshot[Any]) -> bool:
        """Whether a snapshot is of something that is watched."""
        return snapshot.feed in self._watches

    def is_news(self, snapshot: Snapshot[Any]) -> bool:
        """Whether what is made of a snapshot may differ from what was made of the last of its feed.

        Of what only adds to the pane a second reading often gives the same.
        """
        before = self._shown.get(snapshot.feed)
        self._shown[snapshot.feed] = snapshot
        main = self._feeds[0].key if self._feeds else ""
        if before is None or snapshot.feed == main:
            return True
        return (before.trouble, before.value) != (snapshot.trouble, snapshot.value)

    def close(self) -> None:
        """Watch nothing any more."""
        self._watch(())


def _keys(feeds: Feeds) -> list[str]:
    return [feed.key for feed in feeds]
