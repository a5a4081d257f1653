from ecstui.aws.errors import Throttled
from ecstui.model.listing import Listing
from ecstui.state.feed import Attention, Feed, Source
from ecstui.state.moment import Moment
from ecstui.state.snapshot import Condition
from tests.state.script import Harness


class Steps:
    """A list of ten that is read step by step, with some time passing after each."""

    def __init__(self, harness: Harness, steps: list[int], seconds: float) -> None:
        self.steps = steps
        self.failure: Exception | None = None
        self.feed: Feed[Listing[int]] = Feed("steps", self._fetch)
        self._harness = harness
        self._seconds = seconds

    async def _fetch(self, source: Source) -> Listing[int]:
        for step in self.steps:
            source.progress(Listing(tuple(range(step)), 10))
            self._harness.time.elapsed += self._seconds
        if self.failure is not None:
            raise self.failure
        return Listing(tuple(range(10)), 10)


def shown(harness: Harness) -> list[tuple[int, str]]:
    """How many items each snapshot had, and what it said of the progress."""
    found = []
    for snapshot in harness.published:
        assert snapshot.value is not None
        progress = snapshot.progress.text if snapshot.progress else ""
        found.append((len(snapshot.value.items), progress))
    return found


async def test_what_has_been_read_so_far_is_shown_while_it_is_still_loading(
    harness: Harness,
) -> None:
    steps = Steps(harness, [2, 7], seconds=1.0)
    harness.refresher.watch(steps.feed, Attention.FOCUSED)
    await harness.settle()
    assert shown(harness) == [(2, "2 of 10 read"), (7, "7 of 10 read"), (10, "")]
    now = Moment.now(harness.time)
    conditions = [snapshot.condition(now) for snapshot in harness.published]
    assert conditions == [Condition.LOADING, Condition.LOADING, Condition.READY]


async def test_progress_is_told_twice_a_second_at_most(harness: Harness) -> None:
    steps = Steps(harness, list(range(1, 10)), seconds=0.1)
    harness.refresher.watch(steps.feed, Attention.FOCUSED)
    await harness.settle()
    assert [items for items, _ in shown(harness)] == [1, 6, 10]


async def test_a_part_never_replaces_what_is_known_wholly(harness: Harness) -> None:
    steps = Steps(harness, [2], seconds=1.0)
    harness.refresher.watch(steps.feed, Attention.FOCUSED)
    await harness.settle()
    await harness.pass_time(10)
    assert [items for items, _ in shown(harness)] == [2, 10, 10]


async def test_a_part_is_not_known_to_other_feeds(harness: Harness) -> None:
    steps = Steps(harness, [2], seconds=1.0)
    steps.failure = Throttled(60.0)
    harness.refresher.watch(steps.feed, Attention.FOCUSED)
    await harness.settle()
    assert harness.refresher.snapshot(steps.feed).value == Listing((0, 1), 10)
    assert harness.refresher.known(steps.feed) is None


async def test_a_second_attempt_takes_nothing_from_the_screen_that_the_first_has_read(
    harness: Harness,
) -> None:
    steps = Steps(harness, [7], seconds=1.0)
    steps.failure = Throttled(1.0)
    harness.refresher.watch(steps.feed, Attention.FOCUSED)
    await harness.settle()
    steps.steps = [3]
    await harness.pass_time(6)
    snapshot = harness.refresher.snapshot(steps.feed)
    assert snapshot.value is not None
    assert len(snapshot.value.items) == 7
    assert snapshot.condition(Moment.now(harness.time)) is Condition.THROTTLED
