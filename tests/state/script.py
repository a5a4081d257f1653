"""Feeds that do as they are told, and a refresher over them whose time stands still."""

import asyncio
from typing import Any

from ecstui.state.feed import Feed, Intervals, Source
from ecstui.state.moment import Moment
from ecstui.state.refresher import Refresher
from ecstui.state.snapshot import Condition, Snapshot
from tests.conftest import ManualTime


class Script:
    """A feed that gives what it is told to, and counts how often it was asked."""

    def __init__(self, key: str = "things", follows: str | None = None) -> None:
        self.asked = 0
        self.failure: BaseException | None = None
        self.feed: Feed[int] = Feed(key, self._fetch, follows)

    async def _fetch(self, _: Source) -> int:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return self.asked


async def settle() -> None:
    """Run everything that can run without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


class Harness:
    def __init__(self, time: ManualTime, intervals: Intervals = Intervals()) -> None:  # noqa: B008
        self.time = time
        self.published: list[Snapshot[Any]] = []
        self.refresher = Refresher(time, time, self.published.append, intervals=intervals)

    async def settle(self) -> None:
        """Run everything that can run without time passing."""
        await settle()

    async def pass_time(self, seconds: float) -> None:
        self.time.advance(seconds)
        await self.settle()

    def condition(self, script: Script) -> Condition:
        return self.refresher.snapshot(script.feed).condition(Moment.now(self.time))
