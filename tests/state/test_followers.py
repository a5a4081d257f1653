from ecstui.aws.errors import Throttled, Unreachable
from ecstui.state.feed import Attention, Feed, Source
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
