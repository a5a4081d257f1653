"""Whose fault a trouble is, and which stops and events still count."""

from dataclasses import replace

import pytest

from ecstui.analysis.case import State
from ecstui.model.ecs import Rollback, Service, Task
from tests.analysis.world import (
    CONSISTENTLY,
    CRASHES,
    NO_ROOM,
    STEADY,
    Told,
    deployment,
    event,
    health,
    minutes_ago,
    service,
    service_deployment,
    stopped,
)

FIXED = replace(
    deployment("IN_PROGRESS", minutes=1, running=0),
    task_definition="arn:aws:ecs:r:1:task-definition/web:43",
)


def test_what_happened_before_the_fix_is_not_blamed_on_it() -> None:
    of = service(running_count=1, deployments=(FIXED,), events=(event(NO_ROOM, 2),
        event(CONSISTENTLY, 3)))  # fmt: skip
    assert health(of, stops=[stopped(1.1), *CRASHES]).state is State.DEPLOYING


def test_what_happens_after_the_fix_is() -> None:
    assert health(service(deployments=(FIXED,), events=(event(CONSISTENTLY, 0.5),))).state is (
        State.THROTTLED
    )
    of = service(running_count=1, deployments=(FIXED,), events=(event(NO_ROOM, 0.5),))
    assert health(of).state is State.STUCK
    crashes = [stopped(n, revision=43) for n in (0.1, 0.2, 0.3)]
    assert health(service(deployments=(FIXED,)), stops=crashes).state is State.CRASHING


def test_a_deployment_that_is_being_replaced_still_crashes() -> None:
    old = replace(deployment(), status="ACTIVE")
    assert health(service(deployments=(FIXED, old)), stops=CRASHES).state is State.CRASHING


def test_stops_of_an_unknown_definition_count_from_the_newest_deployment_on() -> None:
    unknown = [replace(task, task_definition_arn="") for task in CRASHES]
    assert health(STEADY, stops=unknown).state is State.CRASHING
    of = service(deployments=(replace(FIXED, rollout_state="COMPLETED"),))
    assert health(of, stops=unknown).state is State.STEADY


def test_a_service_without_deployments_has_all_its_stops_counted() -> None:
    assert health(service(deployments=()), stops=CRASHES).state is State.CRASHING


def test_throttling_before_a_rollback_is_not_blamed_on_what_it_went_back_to() -> None:
    rollback = Rollback("circuit breaker", minutes_ago(3))
    deployed = service_deployment(
        "ROLLBACK_SUCCESSFUL", finished_at=minutes_ago(2), rollback=rollback
    )
    failed = "the last deployment failed and was rolled back 2m ago"
    before = service(events=(event(CONSISTENTLY, 4),))
    assert health(before, deployed) == Told(State.FAILED, failed)
    after = service(events=(event(CONSISTENTLY, 1),))
    assert health(after, deployed).evidence == (
        f"{failed}; now is unable to consistently start tasks successfully, 1m ago"
    )


@pytest.mark.parametrize(
    ("of", "stops", "now"),
    [
        (STEADY, CRASHES, "exit 137, OutOfMemoryError, 3 stops in the last 10m, all on web:42"),
        (
            service(running_count=3, events=(event("was unable to place a task.", 1),)),
            [],
            "was unable to place a task, 1m ago",
        ),
        (service(running_count=0, pending_count=1), [], "0 of 4 running, 1 pending"),
    ],
    ids=["crashing", "stuck", "short"],
)
def test_a_failure_does_not_hide_what_is_wrong_now(
    of: Service, stops: list[Task], now: str
) -> None:
    deployed = service_deployment("ROLLBACK_SUCCESSFUL", finished_at=minutes_ago(5))
    failed = "the last deployment failed and was rolled back 5m ago"
    assert health(of, deployed, stops) == Told(State.FAILED, f"{failed}; now {now}")


def test_no_full_stop_comes_before_a_comma() -> None:
    rollback = Rollback("The circuit breaker was triggered. ", minutes_ago(0.2))
    found = health(STEADY, service_deployment("ROLLBACK_IN_PROGRESS", rollback=rollback))
    assert found.evidence == "The circuit breaker was triggered, 12s ago"


def test_one_task_is_not_tasks() -> None:
    of = service(status="DRAINING", running_count=1)
    assert health(of).evidence == "being deleted, 1 task still running"


@pytest.mark.parametrize(
    ("why", "first"),
    [
        ("has insufficient CPU units available", "no container instance has enough CPU: "),
        ("is already using a port required by your task", "no container instance has the port"),
        ('encountered error "AGENT"', "was unable to place a task because"),
    ],
)
def test_a_placement_problem_begins_with_what_decides(why: str, first: str) -> None:
    text = NO_ROOM.replace("has insufficient memory available", why)
    more = " For more information, see the Troubleshooting section."
    found = health(service(running_count=3, events=(event(text + more, 2),)))
    assert found.evidence.startswith(first)
    assert found.evidence.endswith(f"{why}, 2m ago")


def test_clean_exits_are_a_crash_loop_only_when_as_many_as_the_tasks() -> None:
    def done(count: int) -> list[Task]:
        return [stopped(0.4 * n, exit_code=0, container_reason=None) for n in range(count)]

    large, small = service(desired_count=20, running_count=20), service(desired_count=1)
    assert health(large, stops=done(3)).state is State.STEADY
    assert health(large, stops=done(19)).state is State.STEADY
    assert health(large, stops=[*done(19), *CRASHES[:2]]).state is State.STEADY
    assert health(large, stops=done(20)).state is State.CRASHING
    assert health(large, stops=CRASHES).state is State.CRASHING
    assert health(small, stops=done(2)).state is State.STEADY
    assert health(small, stops=done(3)).state is State.CRASHING
