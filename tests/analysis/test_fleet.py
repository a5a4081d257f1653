from itertools import permutations

from ecstui.analysis.case import Health, State
from ecstui.analysis.fleet import counts, urgency
from tests.analysis.world import minutes_ago

CRASHING = Health(State.CRASHING, ("3 stops in the last 10m",))
OLD = Health(State.FAILED, ("rolled back ", minutes_ago(50), " ago"))
NEW = Health(State.FAILED, ("rolled back ", minutes_ago(90), " ago; now stuck, ", minutes_ago(2)))
ONGOING = Health(State.FAILED, ("alarm 5xx",))
STEADY = Health(State.STEADY, ("4 of 4 running, last steady state ", minutes_ago(1), " ago"))


def test_the_worst_comes_first_then_what_goes_on_then_the_newest() -> None:
    for healths in permutations([STEADY, OLD, CRASHING, NEW, ONGOING]):
        assert sorted(healths, key=urgency) == [CRASHING, ONGOING, NEW, OLD, STEADY]


def test_states_are_counted_the_worst_first() -> None:
    assert counts([STEADY, OLD, NEW]) == ((State.FAILED, 2), (State.STEADY, 1))
    assert counts([]) == ()
