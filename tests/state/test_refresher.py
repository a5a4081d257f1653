import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from ecstui.aws.errors import AwsFailure, Denied, Throttled, Unreachable
from ecstui.state.feed import Attention, Feed, Source
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


class Harness:
    def __init__(self, time: ManualTime) -> None:
        self.time = time
        self.published: list[Snapshot[Any]] = []
        self.refresher = Refresher(time, time, self.published.append)

    async def settle(self) -> None:
        """Run everything that can run without time passing."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def pass_time(self, seconds: float) -> None:
        self.time.advance(seconds)
        await self.settle()

    def condition(self, script: Script) -> Condition:
        return self.refresher.snapshot(script.feed).condition(self.time.local())


@pytest.fixture
async def harness(time: ManualTime) -> AsyncIterator[Harness]:
    harness = Harness(time)
    harness.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    yield harness
    await harness.refresher.close()


async def test_a_watched_feed_is_read_at_once_and_again_after_its_interval(
    harness: Harness,
) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    assert script.asked == 1
    await harness.pass_time(3)
    assert script.asked == 1
    await harness.pass_time(3.1)
    assert script.asked == 2


async def test_nobody_watching_means_nobody_asking(harness: Harness) -> None:
    script = Script()
    watch = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.unwatch(watch)
    await harness.pass_time(600)
    assert script.asked == 1
    assert harness.refresher.known(script.feed) == 1


async def test_two_watchers_share_one_feed_at_the_pace_of_the_closer_one(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.BACKGROUND)
    close = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    await harness.pass_time(6.1)
    assert script.asked == 2
    harness.refresher.unwatch(close)
    await harness.pass_time(6.1)
    await harness.pass_time(6.1)
    assert script.asked == 3, "the turn that was set before is taken, then the pace is slower"


async def test_looking_away_slows_a_feed_down_and_looking_again_hastens_it(
    harness: Harness,
) -> None:
    script = Script()
    watch = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.attend(watch, Attention.BACKGROUND)
    await harness.pass_time(30)
    assert script.asked == 1
    harness.refresher.attend(watch, Attention.FOCUSED)
    await harness.settle()
    assert script.asked == 2


@pytest.mark.parametrize(
    ("failure", "condition"),
    [
        (Denied("ecs:ListServices"), Condition.DENIED),
        (Throttled(1.0), Condition.THROTTLED),
        (Unreachable("no route"), Condition.UNREACHABLE),
        (AwsFailure("no"), Condition.REFUSED),
    ],
)
async def test_a_failure_keeps_the_last_value_and_its_age_and_is_tried_again(
    harness: Harness, failure: AwsFailure, condition: Condition
) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    good = harness.refresher.snapshot(script.feed)
    script.failure = failure
    await harness.pass_time(6.1)
    bad = harness.refresher.snapshot(script.feed)
    assert harness.condition(script) is condition
    assert (bad.value, bad.as_of) == (good.value, good.as_of)
    assert bad.trouble is not None
    assert bad.trouble.sentence == failure.sentence
    script.failure = None
    await harness.pass_time(6.1)
    assert harness.condition(script) is Condition.READY
    assert harness.refresher.known(script.feed) == 3


async def test_pauses_grow_to_a_minute_and_no_further(harness: Harness) -> None:
    script = Script()
    script.failure = Unreachable("no route")
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    pauses = []
    for _ in range(7):
        trouble = harness.refresher.snapshot(script.feed).trouble
        assert trouble is not None
        pauses.append((trouble.retry_at - harness.time.local()).total_seconds())
        await harness.pass_time(pauses[-1] + 0.01)
    assert pauses == [5, 10, 20, 40, 60, 60, 60]
    assert script.asked == 8


async def test_trouble_remembers_when_it_began(harness: Harness) -> None:
    script = Script()
    script.failure = Unreachable("no route")
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    began = harness.time.local()
    await harness.pass_time(5.1)
    trouble = harness.refresher.snapshot(script.feed).trouble
    assert trouble is not None
    assert trouble.since == began


async def test_a_throttled_feed_waits_as_long_as_it_is_told(harness: Harness) -> None:
    script = Script()
    script.failure = Throttled(30.0)
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    script.failure = None
    await harness.pass_time(29)
    assert script.asked == 1
    await harness.pass_time(1.1)
    assert script.asked == 2


@pytest.mark.parametrize("end", [KeyError("a bug"), asyncio.CancelledError()])
async def test_a_loop_that_dies_says_so_and_lives_again(
    harness: Harness, end: BaseException
) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    script.failure = end
    await harness.pass_time(6.1)
    assert harness.condition(script) is Condition.FAULT
    assert harness.refresher.known(script.feed) == 1
    script.failure = None
    await harness.pass_time(6.1)
    assert harness.condition(script) is Condition.READY


async def test_a_follower_is_read_after_its_leader_and_only_then(harness: Harness) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    harness.refresher.watch(follower.feed, Attention.FOCUSED)
    await harness.settle()
    assert (leader.asked, follower.asked) == (1, 1)
    assert [snapshot.feed for snapshot in harness.published] == ["leader", "follower"]
    await harness.pass_time(6.1)
    assert (leader.asked, follower.asked) == (2, 2)
    leader.failure = Unreachable("no route")
    await harness.pass_time(6.1)
    assert (leader.asked, follower.asked) == (3, 2)


async def test_a_follower_in_trouble_keeps_its_own_pause_and_recovers(harness: Harness) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    follower.failure = Throttled(20.0)
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    harness.refresher.watch(follower.feed, Attention.FOCUSED)
    await harness.settle()
    follower.failure = None
    await harness.pass_time(6.1)
    assert (leader.asked, follower.asked) == (2, 1)
    await harness.pass_time(14)
    assert harness.condition(follower) is Condition.READY


async def test_a_snapshot_goes_stale_when_three_intervals_are_missed(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    snapshot = harness.refresher.snapshot(script.feed)
    await harness.refresher.close()
    harness.time.advance(15)
    assert snapshot.condition(harness.time.local()) is Condition.READY
    harness.time.advance(0.1)
    assert snapshot.condition(harness.time.local()) is Condition.STALE


async def test_asking_now_does_not_wait_for_the_turn(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.refresh_now(script.feed)
    await harness.settle()
    assert script.asked == 2


async def test_nothing_is_asked_before_there_is_a_connection(time: ManualTime) -> None:
    harness = Harness(time)
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.pass_time(60)
    assert script.asked == 0
    harness.refresher.fail_all(Unreachable("no route"), 4.0)
    assert harness.condition(script) is Condition.UNREACHABLE
    harness.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    await harness.settle()
    assert script.asked == 1
    assert harness.condition(script) is Condition.READY
    await harness.refresher.close()


async def test_a_jump_of_awss_time_does_not_age_the_data(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.time.observe(harness.time.local() + timedelta(minutes=5))
    assert harness.time.now() - harness.time.local() == timedelta(minutes=5)
    assert harness.condition(script) is Condition.READY
    assert harness.refresher.snapshot(script.feed).as_of == harness.time.local()
