from dataclasses import dataclass

from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.roster import Roster
from tests.state.script import Harness


@dataclass
class Rolls:
    """A roster of which each reading reads what is on screen, and else the first item."""

    def __post_init__(self) -> None:
        self.seen: list[frozenset[str]] = []
        self.feed: Feed[Roster[str]] = Feed("rolls", self._fetch)

    async def _fetch(self, source: Source) -> Roster[str]:
        self.seen.append(source.on_screen(self.feed))
        known = source.known(self.feed)
        read_at = dict(known.read_at if known else {})
        read_at |= {arn: source.moment() for arn in self.seen[-1] or {"a"}}
        return Roster(("a", "b"), 2, read_at=read_at)


async def test_what_comes_on_screen_unread_is_read_soon(harness: Harness) -> None:
    rolls = Rolls()
    harness.refresher.watch(rolls.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.on_screen(rolls.feed, ["b"])
    await harness.settle()
    assert rolls.seen == [frozenset()], "not at once: somebody may be moving through the list"
    await harness.pass_time(1.0)
    assert rolls.seen == [frozenset(), {"b"}]


async def test_what_was_read_a_moment_ago_waits_for_its_turn(harness: Harness) -> None:
    rolls = Rolls()
    harness.refresher.watch(rolls.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.on_screen(rolls.feed, ["a"])
    await harness.pass_time(3.0)
    assert len(rolls.seen) == 1


async def test_a_larger_screen_than_one_reading_takes_does_not_hurry_every_turn(
    harness: Harness,
) -> None:
    rolls = Rolls()
    harness.refresher.watch(rolls.feed, Attention.FOCUSED)
    await harness.settle()
    for _ in range(5):
        harness.refresher.on_screen(rolls.feed, ["b", "c"])
        await harness.pass_time(0.9)
    assert len(rolls.seen) == 2


async def test_nobody_watching_means_nothing_on_screen(harness: Harness) -> None:
    rolls = Rolls()
    watch = harness.refresher.watch(rolls.feed, Attention.FOCUSED)
    harness.refresher.on_screen(rolls.feed, ["b"])
    harness.refresher.unwatch(watch)
    harness.refresher.on_screen(rolls.feed, ["b"])
    assert harness.refresher.seen(rolls.feed) == frozenset()


async def test_what_came_during_a_scroll_is_read_soon_after_it_rests(harness: Harness) -> None:
    rolls = Rolls()
    harness.refresher.watch(rolls.feed, Attention.FOCUSED)
    await harness.settle()
    harness.refresher.on_screen(rolls.feed, ["b"], hurry=False)
    await harness.pass_time(2.0)
    assert len(rolls.seen) == 1, "nothing is read for rows that fly by"
    harness.refresher.on_screen(rolls.feed, ["b"])
    await harness.pass_time(1.0)
    assert rolls.seen == [frozenset(), {"b"}]
