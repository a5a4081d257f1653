import asyncio
from datetime import timedelta

import pytest

from ecstui.aws.errors import AwsFailure, Denied, Throttled, Unreachable
from ecstui.state.feed import Attention, Feed, Intervals, Source
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


async def test_a_snapshot_goes_stale_when_its_turn_is_missed_twice(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    snapshot = harness.refresher.snapshot(script.feed)
    await harness.refresher.close()
    harness.time.advance(snapshot.due + 9.9)
    assert snapshot.condition(Moment.now(harness.time)) is Condition.READY
    harness.time.advance(0.2)
    assert snapshot.condition(Moment.now(harness.time)) is Condition.STALE


async def test_coming_back_to_old_data_is_not_stale_before_it_had_a_chance(
    harness: Harness,
) -> None:
    script = Script()
    watch = harness.refresher.watch(script.feed, Attention.BACKGROUND)
    await harness.settle()
    harness.time.advance(45)
    harness.refresher.attend(watch, Attention.FOCUSED)
    assert harness.condition(script) is Condition.READY
    await harness.settle()
    assert script.asked == 2


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


async def test_a_slower_pace_stretches_every_interval(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.set_pace(4.0)
    await harness.pass_time(19)
    assert script.asked == 1
    harness.refresher.set_pace(1.0)
    await harness.settle()
    assert script.asked == 2


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


async def test_a_jump_of_awss_time_does_not_age_the_data(harness: Harness) -> None:
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.time.observe(harness.time.local() + timedelta(minutes=5))
    assert harness.time.now() - harness.time.local() == timedelta(minutes=5)
    assert harness.condition(script) is Condition.READY
    as_of = harness.refresher.snapshot(script.feed).as_of
    assert as_of is not None
    assert as_of.local == harness.time.local()


async def test_intervals_are_a_matter_of_taste(time: ManualTime) -> None:
    harness = Harness(time, Intervals(focused=20.0))
    harness.refresher.open(object())  # type: ignore[arg-type]  # no script reads from it
    script = Script()
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    await harness.pass_time(15)
    assert script.asked == 1
    await harness.pass_time(10)
    assert script.asked == 2
    await harness.refresher.close()


async def test_a_follower_that_takes_long_rests_though_its_leader_does_not(
    harness: Harness,
) -> None:
    asked: list[float] = []

    async def slow(_: Source) -> int:
        asked.append(harness.time.elapsed)
        harness.time.elapsed += 10
        return len(asked)

    leader, follower = Script("leader"), Feed("follower", slow, follows="leader")
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    harness.refresher.watch(follower, Attention.FOCUSED)
    await harness.settle()
    for _ in range(10):
        await harness.pass_time(6.1)
    assert leader.asked > 8
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 40


async def test_a_reading_that_takes_as_long_as_one_before_is_not_late(harness: Harness) -> None:
    durations = iter([20.0, 0.0, 0.0])

    async def uneven(_: Source) -> int:
        harness.time.elapsed += next(durations)
        return 1

    feed = Feed("uneven", uneven, rests=False)
    harness.refresher.watch(feed, Attention.FOCUSED)
    await harness.settle()
    await harness.pass_time(6.1)
    snapshot = harness.refresher.snapshot(feed)
    await harness.refresher.close()
    harness.time.advance(snapshot.due - harness.time.elapsed + 20)
    assert snapshot.condition(Moment.now(harness.time)) is Condition.READY
    harness.time.advance(10)
    assert snapshot.condition(Moment.now(harness.time)) is Condition.STALE
