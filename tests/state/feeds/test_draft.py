from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from ecstui.model.ecs import Failure, Service
from ecstui.model.listing import Listing
from ecstui.state.feeds.draft import Draft
from ecstui.state.moment import Moment
from ecstui.state.roster import Roster
from tests.analysis.world import NOW, service

Describe = Callable[[Sequence[str]], Awaitable[Listing[Service]]]

MISSING = Failure(arn="b", reason="MISSING")


def named(arn: str, **changes: int) -> Service:
    return replace(service(**changes), service_arn=arn)


def answers(*items: Service, failures: tuple[Failure, ...] = ()) -> Describe:
    async def describe(_: Sequence[str]) -> Listing[Service]:
        return Listing(items, len(items) + len(failures), failures)

    return describe


def moment() -> Moment:
    return Moment(1.0, NOW)


def key(item: Service) -> str:
    return item.service_arn


def draft(*known: Service) -> Draft[Service]:
    made = Draft(Roster(known, len(known)), key)
    made.list_anew(item.service_arn for item in known)
    return made


async def test_what_cannot_be_described_is_named_and_counted_and_its_attempt_dated() -> None:
    made = draft(named("a"), named("b"))
    await made.read(["a", "b"], answers(named("a"), failures=(MISSING,)), moment, at_a_time=9)
    assert made.content == ((named("a"),), 2, (MISSING,))
    assert made.read_at.keys() == {"a", "b"}


async def test_what_can_be_described_again_is_no_failure_any_more() -> None:
    made = draft(named("a"), named("b"))
    await made.read(["b"], answers(failures=(MISSING,)), moment, at_a_time=9)
    await made.read(["b"], answers(named("b")), moment, at_a_time=9)
    assert made.content == ((named("a"), named("b")), 2, ())


async def test_what_aws_says_nothing_of_is_missing_from_the_items() -> None:
    made = draft(named("a"), named("b"))
    await made.read(["a", "b"], answers(named("b")), moment, at_a_time=9)
    assert made.content == ((named("b"),), 2, ())


async def test_what_did_not_change_stays_the_same_object() -> None:
    a, b = named("a"), named("b")
    made = draft(a, b)
    await made.read(["a", "b"], answers(named("a"), named("b", running_count=1)), moment, 9)
    assert made.items["a"] is a
    assert made.items["b"].running_count == 1


def test_what_is_not_listed_any_more_is_dropped_with_all_that_was_known_of_it() -> None:
    made = draft(named("a"), named("b"))
    made.failures["c"] = Failure(arn="c")
    made.list_anew(["b"])
    assert made.content == ((named("b"),), 1, ())


@pytest.mark.parametrize(("size", "told"), [(1, 3), (2, 2), (9, 1)])
async def test_it_is_told_after_each_part(size: int, told: int) -> None:
    made, times = draft(named("a"), named("b"), named("c")), []
    await made.read("abc", answers(), moment, size, lambda: times.append(1))
    assert len(times) == told
