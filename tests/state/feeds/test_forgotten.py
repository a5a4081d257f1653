"""What AWS has forgotten and the memory has not."""

import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from ecstui.model.ecs import Failure, Service, Task
from ecstui.model.listing import Listing
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feeds.events import ClusterEvent, EventLog, newest_of, with_told
from ecstui.state.feeds.stopped_tasks import joined, merged
from ecstui.state.memory import Memory
from ecstui.state.remembered import Remembered
from tests.analysis.world import NOW, event, minutes_ago, service
from tests.listings import complete
from tests.state.feeds.desk import Desk
from tests.world import call, create_service, register

SERVICES = feeds.services("prod-web")
STOPPED = feeds.stopped_tasks("prod-web")
ALL_STOPPED = feeds.all_stopped_tasks("prod-web")
EVENTS = feeds.cluster_events("prod-web")
LATER = 2 * 3600.0
"""Seconds after which AWS does not tell of a stopped task any more."""


@pytest.fixture
async def desk(desk: Desk) -> AsyncIterator[Desk]:
    """With a memory; it is known whose credentials these are."""
    desk.time.observe(NOW.fromtimestamp(desk.server.world.now, NOW.tzinfo))
    desk.memory = Memory.in_memory(desk.time)
    await desk.read(feeds.CALLER)
    yield desk
    await desk.memory.close()


def crash(world: World) -> None:
    bad = register(world, "worker", "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, "worker", 2, taskDefinition=bad)
    world.advance(300)


def forget_all_but_the_memory(desk: Desk) -> None:
    """As after a new start of the console."""
    caller = desk.known(feeds.CALLER)
    desk.forget()
    desk.know(feeds.CALLER, caller)


async def test_a_stopped_task_that_aws_forgets_stays_listed_and_is_marked(
    desk: Desk, world: World
) -> None:
    crash(world)
    first = await desk.read(ALL_STOPPED)
    ended = {task.task_arn for task in first.items if task.last_status == "STOPPED"}
    assert ended
    assert first.forgotten == frozenset()
    desk.pass_time(LATER)
    again = await desk.read(ALL_STOPPED)
    assert ended <= again.forgotten
    assert ended <= {task.task_arn for task in again.items}
    assert complete(again)


async def test_stopped_tasks_outlive_the_console(desk: Desk, world: World) -> None:
    crash(world)
    first = await desk.read(ALL_STOPPED)
    ended = {task.task_arn for task in first.items if task.last_status == "STOPPED"}
    forget_all_but_the_memory(desk)
    desk.pass_time(LATER)
    again = await desk.read(ALL_STOPPED)
    assert ended <= again.forgotten


async def test_stopped_tasks_are_told_for_as_long_as_they_are_kept(
    desk: Desk, world: World
) -> None:
    crash(world)
    await desk.read(ALL_STOPPED)
    assert desk.memory is not None
    desk.memory.keep = timedelta(days=30)
    call(world, "UpdateService", cluster="prod-web", service="worker", desiredCount=0)
    forget_all_but_the_memory(desk)
    desk.pass_time(timedelta(days=20).total_seconds())
    assert (await desk.read(ALL_STOPPED)).forgotten
    desk.memory.keep = timedelta(days=10)
    forget_all_but_the_memory(desk)
    assert not (await desk.read(ALL_STOPPED)).forgotten


async def test_both_feeds_of_stopped_tasks_share_what_they_know(desk: Desk, world: World) -> None:
    crash(world)
    await desk.read(SERVICES)
    _, cost = await desk.counted(ALL_STOPPED)
    assert cost == Counter({"ecs:ListTasks": 1, "ecs:DescribeTasks": 1})
    known = desk.known(ALL_STOPPED)
    assert known is not None
    desk.know(ALL_STOPPED, replace(known, items=tuple(t for t in known.items if ended(t))))
    _, cost = await desk.counted(STOPPED)
    moving = len(known.items) - sum(map(ended, known.items))
    assert cost == Counter({"ecs:ListTasks": 1, "ecs:DescribeTasks": int(moving > 0)})


async def test_who_insists_reads_the_stopped_tasks_of_a_quiet_cluster(desk: Desk) -> None:
    desk.pass_time(3600)
    await desk.read(SERVICES)
    _, quiet = await desk.counted(STOPPED)
    _, insisted = await desk.counted(ALL_STOPPED)
    assert quiet == Counter()
    assert insisted["ecs:ListTasks"] == 1


async def test_nothing_is_remembered_while_the_account_is_unknown(desk: Desk, world: World) -> None:
    crash(world)
    caller = desk.known(feeds.CALLER)
    desk.forget()
    await desk.read(SERVICES)
    await desk.read(ALL_STOPPED)
    desk.forget()
    desk.know(feeds.CALLER, caller)
    desk.pass_time(LATER)
    assert (await desk.read(ALL_STOPPED)).forgotten == frozenset()
    assert (await desk.read(EVENTS)).items == ()


async def test_what_was_read_before_the_account_was_known_is_remembered_after(
    desk: Desk, world: World
) -> None:
    caller = desk.known(feeds.CALLER)
    desk.forget()
    roster = await desk.read(SERVICES)
    desk.know(feeds.CALLER, caller)
    await desk.read(SERVICES)
    forget_all_but_the_memory(desk)
    events = await desk.read(EVENTS)
    assert {e.key for e in events.items} == {e.id for s in roster.items for e in s.events}


async def test_events_that_aws_drops_are_still_told(desk: Desk) -> None:
    roster = await desk.read(SERVICES)
    before = roster.items[0]
    shortened = replace(roster, items=(replace(before, events=()), *roster.items[1:]))
    desk.know(SERVICES, shortened)
    told = await desk.read(feeds.service_events(before.service_arn, "prod-web"))
    assert told == Listing(before.events, len(before.events))


async def test_the_events_of_a_cluster_are_newest_first_and_each_once(desk: Desk) -> None:
    roster = await desk.read(SERVICES)
    events = await desk.read(EVENTS)
    times = [item.event.created_at for item in events.items]
    assert times == sorted(times, reverse=True)
    assert len(events.items) == sum(len(s.events) for s in roster.items)
    assert {e.service_name for e in events.items} == {"cart", "catalog", "checkout"}
    assert await desk.read(EVENTS) is events, "nothing is new"


def test_only_new_events_are_added_and_those_of_a_deleted_service_stay() -> None:
    cart = service(service_name="cart", service_arn="arn:cart", events=(event("b", 2),))
    web = service(service_name="web", service_arn="arn:web", events=(event("a", 3),))
    log = with_told(EventLog((), 0), [cart, web])
    more = replace(cart, events=(event("c", 1), *cart.events))
    log = with_told(log, [more])
    assert [e.event.id for e in log.items] == ["id-1", "id-2", "id-3"]
    assert [e.service_name for e in log.items] == ["cart", "cart", "web"]
    assert with_told(log, [more]) is log


def ended(task: Task) -> bool:
    return task.last_status == "STOPPED"


def of(name: str, *minutes: float) -> list[ClusterEvent]:
    told: Service = service(service_name=name)
    return [ClusterEvent(told.service_name, name, event("x", m)) for m in minutes]


def test_the_newest_events_are_taken_from_all_lists() -> None:
    found = newest_of([of("a", 1, 4), of("b", 2, 9), of("a", 1, 3)], most=3)
    assert [e.key for e in found] == ["id-1", "id-2", "id-3"]


def task(number: int) -> Task:
    return Task(f"arn:{number}", "arn:c", "arn:td", "STOPPED", "STOPPED",
                stopped_at=minutes_ago(number))  # fmt: skip


def test_of_what_aws_has_forgotten_the_last_stopped_ones_are_kept() -> None:
    told = Listing((task(1),), 1)
    known = Remembered((task(4), task(1), task(3), task(2)), 4, recalled=True)
    assert merged(told, known, most=2) == Remembered(
        (task(1), task(2), task(3)), 4, (), frozenset({"arn:2", "arn:3"}), 1, recalled=True
    )


def test_what_is_not_listed_any_more_counts_once() -> None:
    told = Listing((task(1),), 2, (Failure("arn:9", "MISSING"),))
    mine = merged(told, Remembered(tuple(map(task, (2, 3, 4, 5))), 4), most=2)
    assert (mine.total, mine.dropped) == (6, 2)
    others = Remembered(tuple(map(task, (2, 3, 4, 5))), 4, forgotten=frozenset({"arn:4", "arn:5"}))
    again = merged(told, joined([others, mine]), most=2)
    assert (again.total, again.dropped) == (6, 2)
    then = merged(Listing((task(0),), 1), joined([again, mine]), most=2)
    assert [each.task_arn for each in then.items] == ["arn:0", "arn:1", "arn:2"]
    assert (then.total, then.dropped) == (6, 3)


def test_the_total_of_a_cluster_counts_each_event_once_and_those_that_are_not_listed() -> None:
    told = tuple(event("x", minutes) for minutes in range(2, 102))
    fleet = [service(service_name=f"s-{n}", service_arn=f"arn:s-{n}", events=tuple(
        replace(each, id=f"{n}-{each.id}") for each in told)) for n in range(23)]  # fmt: skip
    log = with_told(EventLog((), 0), fleet)
    assert (len(log.items), log.total) == (2000, 2300)
    more = replace(fleet[0], events=(event("new", 1), *fleet[0].events[:99]))
    assert with_told(log, [more, *fleet[1:]]).total == 2301


async def test_more_than_is_listed_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for most in ("events.MOST_OF_SERVICE", "events.MOST_OF_CLUSTER"):
        monkeypatch.setattr(f"ecstui.state.feeds.{most}", 2)
    roster = await desk.read(SERVICES)
    cart = roster.items[0]
    assert len(cart.events) > 2
    listing = await desk.read(feeds.service_events(cart.service_arn, "prod-web"))
    assert (len(listing.items), listing.total) == (2, len(cart.events))
    forget_all_but_the_memory(desk)
    events = await desk.read(EVENTS)
    assert events.total == sum(len(service.events) for service in roster.items)


async def test_more_stopped_tasks_than_are_listed_are_counted(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(world)
    first = await desk.read(ALL_STOPPED)
    number = sum(map(ended, first.items))
    monkeypatch.setattr(sys.modules[merged.__module__], "MOST_FORGOTTEN", 3)
    forget_all_but_the_memory(desk)
    desk.pass_time(LATER)
    again = await desk.read(ALL_STOPPED)
    assert number > 3
    assert again.dropped == number - 3
    assert again.total == len(again.items) + len(again.failures) + number - 3
