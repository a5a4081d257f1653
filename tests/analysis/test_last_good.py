from datetime import UTC, datetime, timedelta

import pytest

from ecstui.analysis.last_good import LastGood, Way, judge
from ecstui.model.ecs import ServiceDeploymentBrief

START = datetime(2026, 1, 1, tzinfo=UTC)


def history(*said: tuple[int, str]) -> tuple[list[ServiceDeploymentBrief], dict[str, str]]:
    """Deployments, the oldest first, of web:N with a status each; and what they deployed."""
    briefs = [
        ServiceDeploymentBrief(
            f"arn:service-deployment/{at}",
            status,
            START + timedelta(hours=at),
            target_service_revision_arn=f"arn:service-revision/{at}",
        )
        for at, (_, status) in enumerate(said)
    ]
    deploys = {f"arn:service-revision/{at}": f"web:{n}" for at, (n, _) in enumerate(said)}
    return briefs[::-1], deploys


OK, FAILED, BACK = "SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL"


@pytest.mark.parametrize(
    ("said", "current", "back_to"),
    [
        ([(1, OK), (2, OK)], 2, "web:1"),
        ([(1, OK), (2, FAILED), (3, OK)], 3, "web:1"),  # not the revision before
        ([(1, OK), (2, OK), (2, OK), (2, OK)], 2, "web:1"),  # the same was deployed again
        ([(1, OK), (2, OK), (3, FAILED)], 3, "web:2"),  # a breaker that does not roll back
        ([(1, OK), (2, OK), (2, "ROLLBACK_FAILED")], 2, "web:1"),  # it was 2 itself that failed
        ([(1, OK), (2, OK), (3, "ROLLBACK_FAILED")], 3, "web:2"),
        ([(1, OK), (2, BACK), (3, OK)], 3, "web:1"),
    ],
)
def test_settled(said: list[tuple[int, str]], current: int, back_to: str) -> None:
    found = judge(*history(*said), f"web:{current}")
    assert (found.way, found.task_definition, found.left_at) == (Way.DEPLOY, back_to, None)


def test_the_last_good_one_is_so_too_if_rolling_back_to_it_failed() -> None:
    briefs, deploys = history((1, OK), (2, OK), (3, "ROLLBACK_FAILED"))
    found = judge(briefs, deploys, "web:2")
    assert found == LastGood(Way.DEPLOY, briefs[1], "web:2", again=True)


@pytest.mark.parametrize("status", ["PENDING", "IN_PROGRESS"])
def test_a_deployment_under_way_is_stopped(status: str) -> None:
    briefs, deploys = history((1, OK), (2, FAILED), (3, status))
    assert judge(briefs, deploys, "web:3") == LastGood(Way.STOP, briefs[0], "web:1")


def test_a_first_deployment_under_way_has_nothing_to_go_back_to() -> None:
    briefs, deploys = history((1, "IN_PROGRESS"))
    assert judge(briefs, deploys, "web:1") == LastGood(Way.STOP, briefs[0], "")


@pytest.mark.parametrize("status", ["STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"])
def test_one_that_goes_back_is_left_alone(status: str) -> None:
    found = judge(*history((1, OK), (2, status)), "web:1")
    assert found.way is Way.GOING_BACK


def test_after_a_rollback_what_runs_is_the_last_good_one() -> None:
    briefs, deploys = history((1, OK), (2, OK), (3, BACK))
    assert judge(briefs, deploys, "web:2") == LastGood(Way.THERE, briefs[0], "web:2")


def test_nothing_is_known() -> None:
    assert judge([], {}, "web:2") == LastGood(Way.NO_HISTORY)


@pytest.mark.parametrize(
    "said", [[(2, OK)], [(1, FAILED), (2, OK)], [(1, "ROLLBACK_FAILED"), (2, FAILED)]]
)
def test_nothing_else_was_successful(said: list[tuple[int, str]]) -> None:
    assert judge(*history(*said), "web:2") == LastGood(Way.NONE_GOOD)


def test_a_revision_that_aws_does_not_know_any_more_is_passed_over() -> None:
    briefs, deploys = history((1, OK), (2, OK), (3, OK))
    del deploys["arn:service-revision/1"]
    assert judge(briefs, deploys, "web:3").task_definition == "web:1"


def test_that_somebody_had_gone_back_from_it_is_told_with_when() -> None:
    found = judge(*history((1, OK), (2, OK), (1, OK)), "web:1")
    assert (found.task_definition, found.left_at) == ("web:2", START + timedelta(hours=2))
