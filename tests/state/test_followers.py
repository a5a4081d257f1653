import asyncio

import pytest

from ecstui.aws.errors import Denied, Throttled, Unreachable
from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition
from tests.state.script import Harness, Script


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


@pytest.mark.parametrize("leader_first", [True, False])
async def test_what_follows_a_feed_that_was_never_read_shares_its_trouble(
    harness: Harness, leader_first: bool
) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    leader.failure = Denied("ecs:DescribeServices")
    for script in (leader, follower) if leader_first else (follower, leader):
        harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    assert harness.condition(follower) is Condition.DENIED
    told = [s for s in harness.published if s.feed == "follower"]
    assert [s.trouble.condition for s in told if s.trouble] == [Condition.DENIED]
    leader.failure = None
    await harness.pass_time(6)
    assert harness.condition(follower) is Condition.READY
    assert harness.refresher.known(follower.feed) == 1


async def test_what_is_opened_after_its_leader_failed_is_not_made_of_nothing(
    harness: Harness,
) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    leader.failure = Denied("ecs:DescribeServices")
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.watch(follower.feed, Attention.FOCUSED)
    harness.refresher.refresh_now(follower.feed)
    await harness.settle()
    assert follower.asked == 0
    assert harness.condition(follower) is Condition.DENIED


async def test_a_recovery_elsewhere_reads_no_follower_before_its_leader(harness: Harness) -> None:
    other, leader = Script("other"), Script("leader")
    follower = Script("follower", follows="leader")
    other.failure = leader.failure = Unreachable("no route")
    for script in (other, leader, follower):
        harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    other.failure = None
    harness.refresher.refresh_now(other.feed)
    await harness.settle()
    assert (leader.asked, follower.asked) == (2, 0)
    assert harness.condition(follower) is Condition.UNREACHABLE
    leader.failure = None
    await harness.pass_time(61)
    assert harness.condition(follower) is Condition.READY


async def test_a_follower_of_its_own_trouble_keeps_that(harness: Harness) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    follower.failure = Throttled(200.0)
    for script in (leader, follower):
        harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    leader.failure = Denied("ecs:DescribeServices")
    await harness.pass_time(6.1)
    assert harness.condition(leader) is Condition.DENIED
    assert harness.condition(follower) is Condition.THROTTLED


def age(harness: Harness, feed: Feed[int]) -> float:
    as_of = harness.refresher.snapshot(feed).as_of
    assert as_of is not None
    return Moment.now(harness.time).since(as_of).total_seconds()


async def test_a_follower_is_as_old_as_what_it_was_made_of(harness: Harness) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    await harness.settle()
    leader.failure = Denied("ecs:DescribeClusters")
    await harness.pass_time(600)
    harness.refresher.watch(follower.feed, Attention.FOCUSED)
    await harness.settle()
    assert harness.refresher.known(follower.feed) == 1, "it is made of what is known"
    assert age(harness, follower.feed) == age(harness, leader.feed) == 600
    now = harness.time.now()
    aws_time = harness.refresher.snapshot(follower.feed).aws_time
    assert aws_time is not None
    assert (now - aws_time).total_seconds() == 600
    assert harness.condition(follower) is Condition.DENIED


async def test_a_follower_with_a_value_is_not_ready_while_its_leader_fails(
    harness: Harness,
) -> None:
    leader, follower = Script("leader"), Script("follower", follows="leader")
    for script in (leader, follower):
        harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    leader.failure = Unreachable("no route")
    await harness.pass_time(6.1)
    assert harness.condition(follower) is Condition.UNREACHABLE
    leader.failure = None
    await harness.pass_time(6.1)
    assert harness.condition(follower) is Condition.READY


async def test_a_follower_is_stale_when_its_leader_is(harness: Harness) -> None:
    async def hangs(_: Source) -> int:
        if asked:
            await asyncio.Event().wait()
        asked.append(1)
        return 1

    asked: list[int] = []
    leader, follower = Feed("leader", hangs), Script("follower", follows="leader")
    watch = harness.refresher.watch(leader, Attention.FOCUSED)
    harness.refresher.watch(follower.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.attend(watch, Attention.BACKGROUND)
    await harness.pass_time(59)
    assert harness.condition(follower) is Condition.READY, "no more is wished for"
    await harness.pass_time(60)
    await harness.pass_time(120)
    assert harness.refresher.snapshot(leader).condition(Moment.now(harness.time)) is Condition.STALE
    assert harness.condition(follower) is Condition.STALE


async def test_a_follower_that_does_not_keep_up_is_stale_though_its_leader_is_not(
    harness: Harness,
) -> None:
    async def hangs(_: Source) -> int:
        asked.append(1)
        if len(asked) > 1:
            await asyncio.Event().wait()
        return 1

    asked: list[int] = []
    leader, follower = Script("leader"), Feed("follower", hangs, follows="leader")
    harness.refresher.watch(leader.feed, Attention.FOCUSED)
    harness.refresher.watch(follower, Attention.FOCUSED)
    await harness.settle()
    for _ in range(4):
        await harness.pass_time(6.1)
    now = Moment.now(harness.time)
    assert harness.condition(leader) is Condition.READY
    assert age(harness, follower) == pytest.approx(4 * 6.1)
    assert harness.refresher.snapshot(follower).condition(now) is Condition.STALE
