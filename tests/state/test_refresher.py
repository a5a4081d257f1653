import asyncio
from datetime import timedelta

import pytest

from ecstui.aws.errors import AwsFailure, Denied, Throttled, Unreachable
from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition
from tests.conftest import ManualTime
from tests.state.script import Harness, Script


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
        pauses.append(trouble.retry_in(Moment.now(harness.time)).total_seconds())
        await harness.pass_time(pauses[-1] + 0.01)
    assert pauses == [5, 10, 20, 40, 60, 60, 60]
    assert script.asked == 8


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


async def test_data_are_as_old_as_the_beginning_of_their_reading(harness: Harness) -> None:
    async def slow(_: Source) -> int:
        harness.time.elapsed += 9.0
        return 1

    feed = Feed("slow", slow)
    harness.refresher.watch(feed, Attention.FOCUSED)
    await harness.settle()
    snapshot = harness.refresher.snapshot(feed)
    assert snapshot.as_of is not None
    assert Moment.now(harness.time).since(snapshot.as_of) == timedelta(seconds=9)
    assert snapshot.aws_time == harness.time.now() - timedelta(seconds=9)


async def test_what_takes_long_is_read_less_often(harness: Harness) -> None:
    async def slow(_: Source) -> int:
        harness.time.elapsed += 10.0
        return 1

    feed = Feed("slow", slow)
    harness.refresher.watch(feed, Attention.FOCUSED)
    await harness.settle()
    assert harness.refresher.snapshot(feed).due >= 10 + 0.8 * 40


async def test_a_feed_recovers_even_after_thousands_of_failures(harness: Harness) -> None:
    script = Script()
    script.failure = Unreachable("no route")
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    for _ in range(1100):
        harness.time.advance(61)
        for _ in range(3):
            await asyncio.sleep(0)
    assert script.asked > 1050
    script.failure = None
    await harness.pass_time(61)
    assert harness.condition(script) is Condition.READY


async def test_denials_are_asked_about_ever_less(harness: Harness) -> None:
    script = Script()
    script.failure = Denied("ecs:ListServices")
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    for _ in range(24):
        await harness.pass_time(3600)
    assert script.asked <= 26
    trouble = harness.refresher.snapshot(script.feed).trouble
    assert trouble is not None
    assert trouble.pause == 900


async def test_one_recovery_is_news_for_all_that_share_the_trouble(harness: Harness) -> None:
    first, second, denied = Script("first"), Script("second"), Script("denied")
    first.failure = second.failure = Unreachable("no route")
    denied.failure = Denied("ecs:ListServices")
    for script in (first, second, denied):
        harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    for _ in range(5):
        await harness.pass_time(61)
    first.failure = second.failure = denied.failure = None
    asked = denied.asked
    harness.refresher.refresh_now(first.feed)
    await harness.settle()
    assert harness.condition(first) is Condition.READY
    assert harness.condition(second) is Condition.READY
    assert denied.asked == asked


async def test_asking_while_it_is_read_reads_it_once_more(harness: Harness) -> None:
    gate, asked = asyncio.Event(), []

    async def waits(_: Source) -> int:
        asked.append(1)
        await gate.wait()
        return len(asked)

    feed = Feed("gated", waits)
    harness.refresher.watch(feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.refresh_now(feed)
    await harness.settle()
    assert len(asked) == 1
    gate.set()
    await harness.settle()
    assert len(asked) == 2


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
    harness.refresher.fail_all(Condition.UNREACHABLE, "no route", 4.0)
    assert harness.condition(script) is Condition.UNREACHABLE
    harness.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    await harness.settle()
    assert script.asked == 1
    assert harness.condition(script) is Condition.READY
    await harness.refresher.close()
