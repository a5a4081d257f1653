"""One reading of a feed, as the feed sees it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.model.listing import Listing
from ecstui.state.attention import Intervals
from ecstui.state.feed import Feed
from ecstui.state.memory import Memory
from ecstui.state.moment import Moment
from ecstui.state.running import Running

if TYPE_CHECKING:
    from ecstui.state.refresher import Refresher

T = TypeVar("T")

PUBLICATION = 0.5
"""Seconds between two publications of what has been read so far."""


class Reading:
    """The source of one reading.

    :param began: when the reading began.
    :param publish: shows what has been read so far.
    :param running: the feed that is read.
    """

    def __init__(
        self,
        refresher: "Refresher",
        began: Moment,
        publish: Callable[[Listing[Any]], None],
        running: Running,
    ) -> None:
        self.began = began
        self.is_wished = running.wished
        """Whether a person has asked for it."""
        self._running = running
        self._refresher = refresher
        self._publish = publish
        self._published: float | None = None

    @property
    def connection(self) -> ReadConnection:
        """The connection of the current context."""
        return self._refresher.connection

    @property
    def intervals(self) -> Intervals:
        """How often things are read."""
        return self._refresher.intervals

    @property
    def memory(self) -> Memory | None:
        """Where what AWS forgets is kept, if anywhere."""
        return self._refresher.memory

    async def local(self, name: str) -> Any:
        """What this machine knows under a name; None where nobody tells."""
        return await self._refresher.local(name)

    def now(self) -> datetime:
        """The time at AWS."""
        return self._refresher.now()

    def moment(self) -> Moment:
        """This moment on this machine."""
        return self._refresher.moment()

    def known(self, feed: Feed[T]) -> T | None:
        """The last good and whole value of a feed."""
        return self._refresher.known(feed)

    def on_screen(self, feed: Feed[Any]) -> frozenset[str]:
        """The ARNs of those items of a feed that a person sees now."""
        return self._refresher.seen(feed)

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has had enough of this reading."""
        return self._running.stopped

    def progress(self, value: Listing[Any]) -> None:
        """Show what has been read so far, twice a second at most."""
        now = self.moment().monotonic
        if self._published is None or now - self._published >= PUBLICATION:
            self._published = now
            self._publish(value)
