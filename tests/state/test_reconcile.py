from dataclasses import dataclass

from ecstui.state.reconcile import reuse


@dataclass
class Thing:
    name: str
    state: str


def key(thing: Thing) -> str:
    return thing.name


def test_what_did_not_change_stays_the_very_object() -> None:
    same, other = Thing("a", "up"), Thing("b", "up")
    found = reuse([same, other], [Thing("b", "down"), Thing("a", "up"), Thing("c", "up")], key)
    assert found == (Thing("b", "down"), Thing("a", "up"), Thing("c", "up"))
    assert found[1] is same
    assert found[0] is not other


def test_a_list_in_which_nothing_changed_stays_the_very_list() -> None:
    old = (Thing("a", "up"), Thing("b", "up"))
    assert reuse(old, list(old), key) is old
    assert reuse(old, list(reversed(old)), key) == (old[1], old[0])
    assert reuse(old, [], key) == ()
