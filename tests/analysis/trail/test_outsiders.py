"""A task's credentials that are used from somewhere else than the task is."""

from ecstui.analysis.trail.entry import Entry
from ecstui.analysis.trail.marking import marked
from ecstui.analysis.trail.outsiders import outsiders
from ecstui.analysis.trail.watches import OUTSIDE
from tests.analysis.trail.records import entry, session

NAT, OTHER_NAT, THIEF = "198.51.100.7", "198.51.100.8", "203.0.113.66"
ONE, TWO, THREE, FOUR = ("0" * 31 + digit for digit in "1234")


def used(task: str, ip: str, ago: float, role: str = "cart-task") -> Entry:
    return entry("PutParameter", session(role, task), source="ssm.amazonaws.com", ip=ip, ago=ago)


def found(*entries: Entry) -> set[tuple[str, str]]:
    there = [it for it in marked(entries, outsiders(entries)) if OUTSIDE in it.watches]
    return {(it.actor.name.rpartition("/")[2], it.actor.source_ip) for it in there}


def test_a_task_does_not_move() -> None:
    stolen = used(ONE, THIEF, 10)
    assert found(used(ONE, NAT, 90), stolen, used(ONE, NAT, 5)) == {(ONE, THIEF)}
    assert found(used(ONE, NAT, 90), used(ONE, NAT, 5)) == set()
    both = (used(ONE, NAT, 90), stolen, used(TWO, NAT, 80), used(TWO, THIEF, 9))
    assert found(*both) == {(ONE, THIEF), (TWO, THIEF)}


def test_its_own_ways_are_not_elsewhere() -> None:
    by_endpoint = used(ONE, "10.20.3.4", 50)
    for_it = used(ONE, "ecs.amazonaws.com", 40)
    assert found(used(ONE, NAT, 90), by_endpoint, for_it, used(ONE, "fd00::9", 30)) == set()
    # A NAT gateway may have several addresses, from which other tasks begin.
    assert found(used(ONE, NAT, 90), used(ONE, OTHER_NAT, 20), used(TWO, OTHER_NAT, 70)) == set()
    # Each task may have a public address of its own.
    assert found(*(used(task, f"203.0.113.{n}", 9) for n, task in
                   enumerate((ONE, TWO, THREE, FOUR)))) == set()  # fmt: skip


def test_the_only_one_of_its_role_that_comes_from_elsewhere() -> None:
    others = (used(ONE, NAT, 90), used(TWO, NAT, 80))
    assert found(*others, used(THREE, THIEF, 10)) == {(THREE, THIEF)}
    assert found(*others, used(THREE, THIEF, 10, "search-task")) == set()
    assert found(others[0], used(THREE, THIEF, 10)) == set(), "one other tells too little"


def test_persons_move_and_are_not_tasks() -> None:
    assert found(used("alice", NAT, 90), used("alice", THIEF, 10)) == set()
