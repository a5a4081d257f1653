import pytest

from ecstui.analysis.event_texts import Meaning, meaning, since_steady, statement
from tests.analysis.world import event

TEXTS = [
    ("has reached a steady state.", Meaning.STEADY),
    ("has started 2 tasks: (task 1) (task 2).", Meaning.STARTED),
    ("has stopped 1 running tasks: (task 1).", Meaning.CHURN),
    ("has begun draining connections on 1 tasks.", Meaning.CHURN),
    ("(deployment ecs-svc/1) deployment completed.", Meaning.COMPLETED),
    ("(deployment ecs-svc/1) deployment failed: tasks failed to start.", Meaning.ROLLED_BACK),
    ("rolling back to deployment ecs-svc/1.", Meaning.ROLLED_BACK),
    ("is unable to consistently start tasks successfully.", Meaning.LAUNCH_THROTTLED),
    ("was unable to place a task. Reason: Capacity is unavailable at this time.", Meaning.BLOCKED),
    ("operations are being throttled. Will try again later.", Meaning.BLOCKED),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[t[:30] for t, _ in TEXTS])
def test_meaning_is_told_from_a_fragment(text: str, expected: Meaning) -> None:
    assert meaning(event(text, 1)) is expected


def test_news_end_at_the_last_steady_state() -> None:
    events = [event("has started 1 tasks", 1), event("has reached a steady state.", 2)]
    assert since_steady([*events, event("has started 9 tasks", 3)]) == (events[0],)


def test_a_statement_drops_the_name_of_the_service() -> None:
    assert statement(event("has started 1 tasks: (task 1).", 1)) == "has started 1 tasks: (task 1)"
