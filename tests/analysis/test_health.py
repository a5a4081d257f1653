from dataclasses import replace

import pytest

from ecstui.analysis.case import Case, State
from ecstui.analysis.health import judge
from ecstui.model.ecs import (
    DeploymentAlarms,
    LifecycleHook,
    Rollback,
)
from tests.analysis.world import (
    CONSISTENTLY,
    CRASHES,
    NO_ROOM,
    NOW,
    STARTED,
    STEADY,
    Told,
    deployment,
    event,
    health,
    minutes_ago,
    service,
    service_deployment,
    stopped,
    told,
)


def test_a_service_with_everything_in_order_is_steady() -> None:
    assert health(STEADY) == Told(State.STEADY, "4 of 4 running, last steady state 1h ago")


def test_an_inactive_service_is_gone() -> None:
    assert health(service(status="INACTIVE")).state is State.GONE


def test_a_draining_service_says_how_many_tasks_are_left() -> None:
    of = service(status="DRAINING", running_count=2, desired_count=0)
    assert health(of) == Told(State.DRAINING, "being deleted, 2 tasks still running")


def test_a_hook_that_waits_for_a_person_is_paused_with_its_countdown() -> None:
    hook = LifecycleHook("h", "PAUSE", "AWAITING_ACTION", expires_at=minutes_ago(-90))
    deployed = service_deployment("IN_PROGRESS", lifecycle_hook_details=(hook,))
    assert health(STEADY, deployed) == Told(
        State.PAUSED, "a lifecycle hook waits for a person, expires in 1h"
    )


def test_a_rollback_under_way_tells_why() -> None:
    rollback = Rollback(
        "Service deployment rolled back because of the circuit breaker.", minutes_ago(2)
    )
    deployed = service_deployment("ROLLBACK_IN_PROGRESS", rollback=rollback)
    found = health(STEADY, deployed)
    assert found.state is State.ROLLING_BACK
    assert found.evidence.startswith(
        "Service deployment rolled back because of the circuit breaker"
    )
    assert found.evidence.endswith("2m ago")


@pytest.mark.parametrize("status", ["STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"])
def test_a_service_whose_last_deployment_ended_badly_has_failed(status: str) -> None:
    deployed = service_deployment(status, finished_at=minutes_ago(5))
    found = health(STEADY, deployed)
    assert found.state is State.FAILED
    assert "5m ago" in found.evidence


def test_a_successful_deployment_is_no_failure() -> None:
    assert health(STEADY, service_deployment("SUCCESSFUL")).state is State.STEADY


def test_a_failed_rollout_without_rollback_has_failed() -> None:
    primary = replace(
        deployment("FAILED", minutes=9),
        rollout_state_reason="ECS deployment circuit breaker: tasks failed to start.",
    )
    found = health(service(deployments=(primary,), running_count=2))
    assert found == Told(
        State.FAILED,
        "ECS deployment circuit breaker: tasks failed to start, 9m ago; "
        "now 2 of 4 running, 0 pending",
    )


def test_launch_throttling_since_the_last_steady_state() -> None:
    pull = stopped(
        3,
        code="TaskFailedToStart",
        reason="CannotPullContainerError: pull image manifest has been retried 5 time(s)",
        exit_code=None,
        container_reason=None,
    )
    of = service(running_count=0, events=(event(CONSISTENTLY, 4), *STEADY.events))
    found = health(of, stops=[pull])
    assert found.state is State.THROTTLED
    assert found.evidence == (
        "CannotPullContainerError at the last stop; "
        "is unable to consistently start tasks successfully, 4m ago"
    )


def test_launch_throttling_before_the_last_steady_state_is_history() -> None:
    of = service(events=(*STEADY.events, event(CONSISTENTLY, 90)))
    assert health(of).state is State.STEADY


def test_three_crashes_in_ten_minutes_are_a_crash_loop() -> None:
    assert health(STEADY, stops=CRASHES) == Told(
        State.CRASHING, "exit 137, OutOfMemoryError, 3 stops in the last 10m, all on web:42"
    )


def test_two_crashes_or_older_ones_are_not() -> None:
    assert health(STEADY, stops=CRASHES[:2]).state is State.STEADY
    assert health(STEADY, stops=[*CRASHES[:2], stopped(10.1)]).state is State.STEADY


def test_ordinary_stops_are_not_crashes() -> None:
    scaled_in = "Scaling activity initiated by (deployment ecs-svc/1)"
    ordinary = [
        stopped(1, code="ServiceSchedulerInitiated", reason=scaled_in),
        stopped(2, code="UserInitiated", reason="by alice"),
        stopped(3, code="SpotInterruption", reason="Your Spot Task was interrupted."),
        stopped(4),
    ]
    assert health(STEADY, stops=ordinary).state is State.STEADY


def test_failed_health_checks_are_crashes_though_the_scheduler_stops_the_task() -> None:
    unhealthy = [
        stopped(
            n,
            code="ServiceSchedulerInitiated",
            reason="Task failed container health checks",
            exit_code=None,
            container_reason=None,
        )
        for n in (1, 2, 3)
    ]
    found = health(STEADY, stops=unhealthy)
    assert found.state is State.CRASHING
    assert found.evidence == (
        "Task failed container health checks, 3 stops in the last 10m, all on web:42"
    )


def test_a_placement_problem_while_tasks_are_missing_is_stuck() -> None:
    of = service(running_count=3, events=(event(NO_ROOM, 2), *STEADY.events))
    found = health(of)
    assert found.state is State.STUCK
    assert found.evidence.startswith(
        "no container instance has enough memory: was unable to place a task"
    )
    assert found.evidence.endswith("insufficient memory available, 2m ago")


def test_a_placement_problem_that_is_over_is_not_stuck() -> None:
    assert health(service(events=(event(NO_ROOM, 2), *STEADY.events))).state is State.STEADY


def test_missing_tasks_are_degraded() -> None:
    of = service(running_count=3, events=(event(STARTED, 5), *STEADY.events))
    assert health(of) == Told(State.DEGRADED, "3 of 4 running for 5m")


def test_an_alarm_is_degraded() -> None:
    deployed = service_deployment(
        "IN_PROGRESS", alarms=DeploymentAlarms("TRIGGERED", ("5xx-rate",))
    )
    assert health(STEADY, deployed) == Told(State.DEGRADED, "alarm 5xx-rate")


def test_a_rollout_that_goes_well_is_deploying_even_with_fewer_tasks() -> None:
    primary = deployment("IN_PROGRESS", minutes=3, running=1)
    of = service(running_count=3, pending_count=1, deployments=(primary,))
    assert health(of) == Told(State.DEPLOYING, "1 of 4 on web:42, begun 3m ago")


def test_a_rollout_with_missing_tasks_and_failures_or_no_end_is_degraded() -> None:
    for primary in (
        deployment("IN_PROGRESS", minutes=3, failed=1),
        deployment("IN_PROGRESS", minutes=16),
    ):
        of = service(running_count=3, deployments=(primary,), events=(event(STARTED, 3),))
        assert health(of).state is State.DEGRADED


def test_failed_starts_of_a_rollout_are_counted() -> None:
    of = service(deployments=(deployment("IN_PROGRESS", minutes=3, running=0, failed=2),))
    assert health(of).evidence == "0 of 4 on web:42, 2 failed to start, begun 3m ago"


def test_tasks_on_their_way_are_scaling() -> None:
    of = service(desired_count=6, pending_count=2, events=(event(STARTED, 1), *STEADY.events))
    assert health(of) == Told(State.SCALING, "4 of 6 running, 2 pending")


def test_tasks_on_their_way_for_too_long_are_degraded() -> None:
    of = service(desired_count=6, pending_count=2, events=(event(STARTED, 2.1), *STEADY.events))
    assert health(of) == Told(State.DEGRADED, "4 of 6 running for 2m")


def test_a_service_that_wants_no_tasks_is_off_unless_it_is_a_daemon() -> None:
    off = service(desired_count=0, running_count=0)
    assert health(off) == Told(State.OFF, "desired count is 0")
    assert health(replace(off, scheduling_strategy="DAEMON")).state is State.STEADY


THROTTLED_TOO = (event(NO_ROOM, 1), event(CONSISTENTLY, 2))
PAUSE = LifecycleHook("h", "PAUSE", "AWAITING_ACTION")
ROLLING = deployment("IN_PROGRESS", minutes=3)

PRECEDENCE: list[tuple[State, Case]] = [
    (State.GONE, Case(service(status="INACTIVE"), NOW)),
    (State.DRAINING, Case(service(status="DRAINING"), NOW,
        service_deployment("IN_PROGRESS", lifecycle_hook_details=(PAUSE,)), CRASHES)),
    (State.PAUSED, Case(STEADY, NOW,
        service_deployment("ROLLBACK_IN_PROGRESS", lifecycle_hook_details=(PAUSE,)), CRASHES)),
    (State.ROLLING_BACK, Case(service(deployments=(deployment("FAILED"),)), NOW,
        service_deployment("ROLLBACK_IN_PROGRESS"), CRASHES)),
    (State.FAILED, Case(service(events=THROTTLED_TOO, running_count=1), NOW,
        service_deployment("ROLLBACK_SUCCESSFUL"), CRASHES)),
    (State.THROTTLED, Case(service(events=THROTTLED_TOO, running_count=1), NOW, None, CRASHES)),
    (State.CRASHING, Case(service(events=THROTTLED_TOO[:1], running_count=1), NOW, None, CRASHES)),
    (State.STUCK, Case(service(events=THROTTLED_TOO[:1], running_count=1,
        deployments=(ROLLING,)), NOW)),
    (State.DEGRADED, Case(service(running_count=1, pending_count=1, events=(event(STARTED, 5),),
        deployments=(deployment("IN_PROGRESS", minutes=16),)), NOW)),
    (State.DEPLOYING, Case(service(pending_count=1, deployments=(ROLLING,)), NOW)),
]  # fmt: skip
"""For each word a service to which the later words would apply as well."""


@pytest.mark.parametrize(("state", "case"), PRECEDENCE, ids=[s for s, _ in PRECEDENCE])
def test_the_first_word_that_applies_wins(state: State, case: Case) -> None:
    assert judge(case).state is state


@pytest.mark.parametrize("desired", [5, 10], ids=["one task lost", "scaled out"])
def test_a_shortfall_without_news_has_no_age(desired: int) -> None:
    of = service(desired_count=desired, deployments=(deployment(minutes=12 * 1440),))
    assert health(of) == Told(State.SCALING, f"4 of {desired} running, 0 pending")


def test_a_shortfall_is_as_old_as_the_first_start_not_as_other_news() -> None:
    completed = event("(deployment ecs-svc/1) deployment completed.", 600)
    young = service(running_count=3, events=(event(STARTED, 1), completed))
    assert health(young) == Told(State.SCALING, "3 of 4 running, 0 pending")
    old = service(running_count=3, events=(event(STARTED, 1), event(STARTED, 9), completed))
    assert health(old) == Told(State.DEGRADED, "3 of 4 running for 9m")
    assert health(service(running_count=3, events=(completed,))).state is State.SCALING


@pytest.mark.parametrize(
    "status", ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"]
)
def test_the_alarm_and_the_pause_of_a_deployment_that_is_over_are_history(status: str) -> None:
    deployed = service_deployment(
        status,
        alarms=DeploymentAlarms("TRIGGERED", ("5xx-rate",)),
        lifecycle_hook_details=(PAUSE,),
    )
    assert health(STEADY, deployed).state in (State.STEADY, State.FAILED)
    assert "alarm" not in health(STEADY, deployed).evidence


def test_the_red_words_come_first() -> None:
    words = sorted(State, key=lambda state: state.rank)
    assert [word.red for word in words] == sorted((word.red for word in words), reverse=True)


def test_a_shortfall_of_which_no_event_tells_is_as_old_as_it_was_first_seen() -> None:
    of = service(running_count=3)
    assert judge(Case(of, NOW, short_since=minutes_ago(1))).state is State.SCALING
    found = told(Case(of, NOW, short_since=minutes_ago(7)))
    assert found == Told(State.DEGRADED, "3 of 4 running for 7m")
    started = service(running_count=3, events=(event(STARTED, 5), *STEADY.events))
    assert told(Case(started, NOW, short_since=minutes_ago(7))).evidence.endswith("for 5m")
    assert judge(Case(STEADY, NOW, short_since=minutes_ago(7))).state is State.STEADY


def test_health_stays_equal_while_only_time_goes_by_and_its_evidence_grows_older() -> None:
    of = service(running_count=3, events=(event(STARTED, 5), *STEADY.events))
    judged = judge(Case(of, NOW))
    assert judged == judge(Case(of, minutes_ago(-2)))
    assert judged.evidence(NOW) == "3 of 4 running for 5m"
    assert judged.evidence(minutes_ago(-2)) == "3 of 4 running for 7m"
    assert judged.latest == minutes_ago(5)
    assert judge(Case(STEADY, NOW, None, CRASHES)).latest is None
