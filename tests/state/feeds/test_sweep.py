from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ecstui.state.feeds.sweep import Turn, choose, pages, services_turn
from ecstui.state.moment import Moment
from ecstui.state.roster import Ledger, Signal

START = datetime(2026, 1, 1, tzinfo=UTC)
SIGNAL = Signal(active_services=3, running=30, pending=0)
MORE_TASKS = Signal(active_services=3, running=31, pending=0)
MORE_SERVICES = Signal(active_services=4, running=30, pending=0)


def at(seconds: float) -> Moment:
    return Moment(seconds, START + timedelta(seconds=seconds))


def read(**seconds: float) -> dict[str, Moment]:
    return {arn: at(when) for arn, when in seconds.items()}


def ledger(listed_at: float = 100, whole_at: float = 100, owed: bool = False) -> Ledger:
    return Ledger(SIGNAL, ("a", "b", "c"), at(listed_at), at(whole_at), owed)


def turn(known: Ledger, signal: Signal, now: float, calls: int = 1) -> Turn:
    return services_turn(known, signal, at(now), calls, shortest=15)


def test_nothing_changed_means_neither_listing_nor_reading_everything() -> None:
    assert turn(ledger(), SIGNAL, 130) == Turn(relist=False, whole=False, owed=False)


def test_every_minute_is_listed_again() -> None:
    assert turn(ledger(), SIGNAL, 160).relist


def test_another_number_of_services_is_a_reason_to_list() -> None:
    assert turn(ledger(), MORE_SERVICES, 105).relist
    assert not turn(ledger(), MORE_TASKS, 105).relist


def test_changed_counts_have_everything_read_though_not_too_often() -> None:
    assert turn(ledger(), MORE_TASKS, 105) == Turn(relist=False, whole=False, owed=True)
    assert turn(ledger(owed=True), SIGNAL, 114) == Turn(relist=False, whole=False, owed=True)
    assert turn(ledger(owed=True), SIGNAL, 115) == Turn(relist=False, whole=True, owed=False)


def test_what_takes_many_calls_is_read_wholly_less_often() -> None:
    assert turn(ledger(), MORE_TASKS, 129, calls=50).owed
    assert turn(ledger(), MORE_TASKS, 130, calls=50).whole


def test_a_page_is_asked_for_even_where_there_is_nothing() -> None:
    assert [pages(n) for n in (0, 100, 101)] == [1, 1, 2]


def test_what_is_seen_comes_first_then_what_moves_then_what_was_read_longest_ago() -> None:
    read_at = read(a=9, b=1, c=2, d=3, e=8)
    chosen = choose("abcde", read_at, ({"e"}, {"a"}), room=4, rota=1)
    assert chosen == ["e", "a", "b", "c"]


def test_some_room_is_kept_for_what_nobody_looks_at() -> None:
    read_at = read(a=5, b=6, c=7, d=0)
    assert choose("abcd", read_at, ({"a", "b", "c"},), room=2, rota=1) == ["a", "d"]


def test_what_was_never_read_is_the_oldest() -> None:
    assert choose("abc", read(a=0, b=-5), (), room=1, rota=1) == ["c"]


def test_what_is_not_listed_is_not_read() -> None:
    assert choose("a", {}, ({"z"},), room=5, rota=1) == ["a"]


@given(
    number=st.integers(1, 60),
    seen=st.sets(st.integers(0, 70)),
    moving=st.sets(st.integers(0, 70)),
)
def test_everything_is_read_again_and_again_whatever_is_seen_and_moves(
    number: int, seen: set[int], moving: set[int]
) -> None:
    listed = [str(n) for n in range(number)]
    urgent = ({str(n) for n in seen}, {str(n) for n in moving})
    room, rota = 6, 2
    read_at: dict[str, Moment] = {}
    turns = -(-number // rota)
    for now in range(turns):
        chosen = choose(listed, read_at, urgent, room, rota)
        assert len(chosen) == len(set(chosen)) == min(room, number)
        read_at |= {arn: at(now) for arn in chosen}
    assert read_at.keys() == set(listed)
