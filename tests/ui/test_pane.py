from datetime import UTC, datetime, timedelta
from math import inf

import pytest

from ecstui.state.moment import Moment
from ecstui.state.roster import Roster
from ecstui.state.snapshot import Condition, Snapshot, Trouble
from ecstui.ui.condition import SIGNS, PaneCondition, ended
from ecstui.ui.pane import Counts, Words, as_of, sheet_as_of, sheet_status, status

NOW = Moment(1000.0, datetime(2026, 1, 1, 12, tzinfo=UTC))


def earlier(seconds: float) -> Moment:
    return Moment(NOW.monotonic - seconds, NOW.local - timedelta(seconds=seconds))


EMPTY = Words("There are no services in prod-web.", "a state may be too mild")


def snapshot(
    *, age: float | None = 3, trouble: Condition | None = None, feed: str = "services:prod-web"
) -> Snapshot[int]:
    return Snapshot(
        feed,
        value=None if age is None else 1,
        as_of=None if age is None else earlier(age),
        due=inf if age is None else NOW.monotonic - age + 5,
        trouble=None if trouble is None else Trouble(trouble, "What happened.", NOW, pause=20.0),
    )


def line(main: Snapshot[int], shown: int = 4, rows: int = 4) -> str:
    return status([main], Counts(shown, rows, rows), EMPTY, NOW).line


def test_a_pane_that_is_ready_says_nothing() -> None:
    assert line(snapshot()) == ""


def test_every_other_condition_has_a_sign_a_word_and_what_to_know() -> None:
    assert line(snapshot(age=None), 0, 0) == "◌ LOADING  Asking AWS…"
    assert line(snapshot(), 0, 0) == f"∅ EMPTY  {EMPTY.empty}"
    assert line(snapshot(), 0) == "/ FILTERED-EMPTY  None of 4 matches the filter. Esc drops it."
    assert line(snapshot(age=125)) == "⧖ STALE  The refresh is late. Data as of 2m ago."


@pytest.mark.parametrize(
    "condition",
    [
        Condition.DENIED,
        Condition.THROTTLED,
        Condition.EXPIRED,
        Condition.UNREACHABLE,
        Condition.REFUSED,
        Condition.FAULT,
    ],
)
def test_trouble_says_what_happened_when_it_is_tried_again_and_how_old_the_data_is(
    condition: Condition,
) -> None:
    sign = SIGNS[PaneCondition(condition.value)]
    told = f"{sign} {condition.upper()}  What happened. Next try in 20s, ctrl+r: now."
    assert line(snapshot(trouble=condition)) == f"{told} Data as of 3s ago."
    assert line(snapshot(age=None, trouble=condition), 0, 0) == told


def test_no_two_conditions_look_alike() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == len(PaneCondition) - 1


def test_trouble_with_what_a_state_is_judged_on_is_told() -> None:
    denied = snapshot(trouble=Condition.DENIED, feed="stopped-tasks:prod-web", age=None)
    told = status([snapshot(), denied], Counts(4, 4, 4), EMPTY, NOW)
    assert told.condition is PaneCondition.READY
    assert told.line.startswith(
        "Without fresh stopped tasks of prod-web, a state may be too mild. What happened."
    )


def test_counts_say_what_the_filter_hides_and_what_aws_did_not_give() -> None:
    assert Counts(40, 40, 40).text == "40"
    assert Counts(12, 40, 40).text == "12 of 40"
    assert Counts(100, 100, 340).text == "100 read of 340"
    assert Counts(12, 100, 340).text == "12 of 100 · 100 read of 340"


def test_the_age_of_the_data() -> None:
    assert as_of([snapshot(age=125)], [], NOW) == "as of 2m"
    assert as_of([snapshot(age=None)], [], NOW) == "no data yet"
    assert as_of([], [], NOW) == "no data yet"


@pytest.mark.parametrize(("unseen", "told"), [(10, "as of 4s"), (90, "as of 4s, off screen 1m")])
def test_the_age_is_that_of_the_oldest_row_in_sight(unseen: float, told: str) -> None:
    read_at = {"a": earlier(2), "b": earlier(4), "c": earlier(unseen)}
    roster: Roster[int] = Roster((), 3, read_at=read_at)
    main = Snapshot("services:x", value=roster, as_of=earlier(2))
    assert as_of([main], ["a", "b"], NOW) == told


def test_what_a_state_is_judged_on_is_told_to_be_on_its_way() -> None:
    told = status(
        [snapshot(), snapshot(age=None, feed="stopped-tasks:x")], Counts(4, 4, 4), EMPTY, NOW
    )
    assert told.condition is PaneCondition.READY
    assert told.line == "Still reading stopped tasks of x: until then a state may be too mild."


def test_a_question_keeps_its_mark() -> None:
    assert ended("A proxy between you and AWS?.") == "A proxy between you and AWS?"
    assert ended("No.. ") == "No."


def test_what_adds_to_a_pane_may_be_what_is_on_screen() -> None:
    clusters = snapshot(age=1, feed="clusters")
    roster: Roster[int] = Roster((), 2, read_at={"a": earlier(40), "b": earlier(50)})
    services = Snapshot("services:x", value=roster, as_of=earlier(2))
    assert as_of([clusters, services], ["a"], NOW) == "as of 40s"


def test_a_text_is_as_old_as_the_oldest_that_it_is_made_of() -> None:
    roster: Roster[int] = Roster((), 2, read_at={"a": earlier(40), "b": earlier(50)})
    services = Snapshot("services:x", value=roster, as_of=earlier(2))
    assert sheet_as_of([services, snapshot(age=7)], "a", NOW) == "as of 40s"
    assert sheet_as_of([services, snapshot(age=70)], "a", NOW) == "as of 1m"
    assert sheet_as_of([snapshot(age=None)], "a", NOW) == ""


@pytest.mark.parametrize(
    ("addition", "told"),
    [
        (snapshot(age=None, feed="task-definition:web:1"), "◌ LOADING  Still reading"),
        (snapshot(age=None, trouble=Condition.DENIED), "⛒ DENIED  What happened."),
        (snapshot(), "∅ EMPTY  Nothing."),
    ],
)
def test_that_there_is_nothing_is_said_only_when_all_is_known(
    addition: Snapshot[int], told: str
) -> None:
    assert sheet_status([snapshot(), addition], 0, Words("Nothing."), NOW).line.startswith(told)
