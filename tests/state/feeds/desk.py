"""A source over a simulated AWS that counts what arrives there."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.model.listing import Listing
from ecstui.sim.server import Server
from ecstui.state.feed import Feed, Intervals
from ecstui.state.memory import Memory
from ecstui.state.moment import Moment
from tests.conftest import ManualTime

T = TypeVar("T")


class Desk:
    """A source that remembers what was read through it."""

    def __init__(self, connection: ReadConnection, time: ManualTime, server: Server) -> None:
        self.connection = connection
        self.intervals = Intervals()
        self.memory: Memory | None = None
        self.knows: dict[str, Any] = {}
        """What this machine tells, by name."""
        self.stop_after: int | None = None
        """After so many tellings of the progress somebody has had enough."""
        self.time = time
        self.server = server
        self.told: list[Listing[Any]] = []
        """What was told of the progress."""
        self._values: dict[str, object] = {}
        self._seen: dict[str, frozenset[str]] = {}

    async def local(self, name: str) -> Any:
        return self.knows.get(name)

    @property
    def is_stopped(self) -> bool:
        return self.stop_after is not None and len(self.told) >= self.stop_after

    is_wished = False

    def now(self) -> datetime:
        return self.time.now()

    def moment(self) -> Moment:
        return Moment.now(self.time)

    def known(self, feed: Feed[T]) -> T | None:
        return self._values.get(feed.key)  # type: ignore[return-value]  # by its own key

    def on_screen(self, feed: Feed[Any]) -> frozenset[str]:
        return self._seen.get(feed.key, frozenset())

    def progress(self, value: Listing[Any]) -> None:
        self.told.append(value)

    def show(self, feed: Feed[Any], arns: Iterable[str]) -> None:
        self._seen[feed.key] = frozenset(arns)

    def know(self, feed: Feed[T], value: T | None) -> None:
        """Have a value known without reading it."""
        self._values[feed.key] = value

    def forget(self) -> None:
        """Know nothing any more."""
        self._values.clear()

    def pass_time(self, seconds: float) -> None:
        """Let time pass, here and at AWS."""
        self.server.world.advance(seconds)
        self.time.advance(seconds)

    async def read(self, feed: Feed[T]) -> T:
        value = await feed.fetch(self)
        self._values[feed.key] = value
        return value

    async def counted(self, feed: Feed[T]) -> tuple[T, Counter[str]]:
        before = self._arrived()
        value = await self.read(feed)
        return value, self._arrived() - before

    def _arrived(self) -> Counter[str]:
        arrived: Counter[str] = Counter()
        for arrival, number in self.server.calls.counts.items():
            arrived[f"{arrival.service}:{arrival.operation}"] += number
        return arrived
