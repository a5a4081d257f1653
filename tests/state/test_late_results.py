"""Nothing of an old context is published, however late its answers come."""

import asyncio

from ecstui.aws.errors import Unreachable
from ecstui.model.listing import Listing
from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.snapshot import Condition
from tests.state.script import Harness


class Stubborn:
    """A feed that does not end when it is cancelled, but when its gate opens."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.cancelled = 0
        self.failure: Exception | None = None
        self.feed: Feed[Listing[int]] = Feed("stubborn", self._fetch)

    async def _fetch(self, source: Source) -> Listing[int]:
        while not self.gate.is_set():
            try:
                await self.gate.wait()
            except asyncio.CancelledError:
                self.cancelled += 1
        source.progress(Listing((1,), 2))
        if self.failure is not None:
            raise self.failure
        return Listing((1, 2), 2)


async def close_late(harness: Harness, stubborn: Stubborn) -> None:
    harness.refresher.watch(stubborn.feed, Attention.FOCUSED)
    await harness.settle()
    closing = asyncio.create_task(harness.refresher.close())
    await harness.settle()
    assert stubborn.cancelled == 1
    stubborn.gate.set()
    await closing


async def test_an_answer_after_closing_is_dropped(harness: Harness) -> None:
    await close_late(harness, Stubborn())
    assert harness.published == []


async def test_a_failure_after_closing_is_dropped(harness: Harness) -> None:
    stubborn = Stubborn()
    stubborn.failure = Unreachable("no route")
    await close_late(harness, stubborn)
    harness.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    assert harness.published == []


async def test_an_answer_that_nobody_waits_for_any_more_does_not_replace_a_newer_one(
    harness: Harness,
) -> None:
    stubborn = Stubborn()
    watch = harness.refresher.watch(stubborn.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.unwatch(watch)
    newer: Feed[Listing[int]] = Feed(stubborn.feed.key, read_newer)
    harness.refresher.watch(newer, Attention.FOCUSED)
    await harness.settle()
    stubborn.gate.set()
    await harness.settle()
    assert harness.refresher.known(newer) == Listing((3,), 1)
    assert len(harness.published) == 1


async def read_newer(_: Source) -> Listing[int]:
    return Listing((3,), 1)
