"""Watching anew what was watched before."""

from dataclasses import replace

from ecstui.state.board import KEPT
from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.snapshot import Condition
from tests.state.script import Harness, Script


async def test_what_was_read_a_moment_ago_is_not_read_again_at_once(harness: Harness) -> None:
    script = Script()
    harness.refresher.unwatch(harness.refresher.watch(script.feed, Attention.FOCUSED))
    watch = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.unwatch(watch)
    await harness.pass_time(2)
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    assert script.asked == 1
    await harness.pass_time(3.1)
    assert script.asked == 2


async def test_what_was_read_long_ago_is_read_at_once(harness: Harness) -> None:
    script = Script()
    watch = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.unwatch(watch)
    await harness.pass_time(30)
    harness.refresher.watch(script.feed, Attention.FOCUSED)
    assert harness.condition(script) is Condition.READY, "it has had no chance to be late"
    await harness.settle()
    assert script.asked == 2


async def test_what_seldom_changes_is_read_no_more_often_than_it_says(harness: Harness) -> None:
    script = Script()
    feed = replace(script.feed, calm=60.0)
    harness.refresher.watch(feed, Attention.FOCUSED)
    await harness.settle()
    await harness.pass_time(40)
    assert script.asked == 1
    await harness.pass_time(40)
    assert script.asked == 2


async def test_only_the_last_of_what_nobody_watches_stays_known(harness: Harness) -> None:
    async def fetch(_: Source) -> int:
        return 1

    feeds = [Feed(f"feed-{number}", fetch) for number in range(KEPT + 2)]
    for feed in feeds:
        watch = harness.refresher.watch(feed, Attention.FOCUSED)
        await harness.settle()
        harness.refresher.unwatch(watch)
    known = [harness.refresher.known(feed) is not None for feed in feeds]
    assert known == [False, False, *[True] * KEPT]


async def test_whoever_comes_while_it_closes_does_not_take_the_place_of_another(
    harness: Harness,
) -> None:
    script = Script()
    before = harness.refresher.watch(script.feed, Attention.FOCUSED)
    await harness.settle()
    await harness.refresher.close()
    late = harness.refresher.watch(script.feed, Attention.FOCUSED)
    assert harness.refresher.watched == []
    for watch in (before, late):
        harness.refresher.unwatch(watch)
    await harness.pass_time(600)
    assert script.asked == 1
