from datetime import timedelta

from ecstui.state.feed import Attention, Feed, Intervals, Source
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition
from tests.conftest import ManualTime
from tests.state.script import Harness, Script


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
