from dataclasses import replace

import pytest

from ecstui.analysis.task_health import judge_task
from ecstui.analysis.verdict import Level
from ecstui.model.ecs import Container, Task
from tests.analysis.world import NOW, minutes_ago, stopped

RUNNING = Task(
    task_arn="arn:aws:ecs:r:1:task/prod-web/1",
    cluster_arn="arn:aws:ecs:r:1:cluster/prod-web",
    task_definition_arn="arn:aws:ecs:r:1:task-definition/web:42",
    last_status="RUNNING",
    desired_status="RUNNING",
    created_at=minutes_ago(64),
    started_at=minutes_ago(60),
    health_status="UNKNOWN",
    containers=(Container("app"), Container("sidecar")),
)


def told(task: Task) -> tuple[str, Level, str]:
    verdict = judge_task(task, NOW)
    return verdict.word, verdict.level, verdict.evidence(NOW)


def test_a_task_runs_whether_or_not_it_has_a_health_check() -> None:
    assert told(RUNNING) == ("RUNNING", Level.GOOD, "running for 1h")
    healthy = replace(RUNNING, health_status="HEALTHY")
    assert told(healthy) == ("RUNNING", Level.GOOD, "running for 1h, healthy")


def test_an_unhealthy_task_names_the_containers_that_are() -> None:
    containers = (Container("app", health_status="UNHEALTHY"), Container("sidecar"))
    task = replace(RUNNING, health_status="UNHEALTHY", containers=containers)
    assert told(task) == (
        "UNHEALTHY",
        Level.RED,
        "app fails the health check, running for 1h",
    )


def test_a_task_out_of_touch_is_told() -> None:
    task = replace(RUNNING, connectivity="DISCONNECTED", connectivity_at=minutes_ago(3))
    assert told(task) == ("DISCONNECTED", Level.AMBER, "its agent is not connected to ECS, for 3m")


@pytest.mark.parametrize("status", ["PROVISIONING", "PENDING", "ACTIVATING"])
@pytest.mark.parametrize(("minutes", "level"), [(5, Level.BUSY), (5.1, Level.AMBER)])
def test_a_task_that_does_not_move_on_for_five_minutes_is_held_up(
    status: str, minutes: float, level: Level
) -> None:
    task = replace(RUNNING, last_status=status, created_at=minutes_ago(minutes), started_at=None)
    assert told(task) == (status, level, "in this state for 5m")


def test_images_that_are_pulled_are_progress() -> None:
    task = replace(
        RUNNING,
        last_status="PENDING",
        created_at=minutes_ago(20),
        pull_started_at=minutes_ago(2),
    )
    assert told(task) == ("PENDING", Level.BUSY, "pulling images for 2m")
    done = replace(task, pull_stopped_at=minutes_ago(1))
    assert told(done) == ("PENDING", Level.BUSY, "in this state for 1m")


@pytest.mark.parametrize(
    ("status", "word"), [("RUNNING", "STOPPING"), ("DEACTIVATING", "DEACTIVATING")]
)
def test_a_task_that_is_being_stopped_says_why_and_for_how_long(status: str, word: str) -> None:
    task = replace(
        RUNNING,
        last_status=status,
        desired_status="STOPPED",
        stop_code="UserInitiated",
        stopped_reason="by alice.",
        stopping_at=minutes_ago(1),
    )
    assert told(task) == (word, Level.BUSY, "by alice, for 1m")
    late = replace(task, stopping_at=minutes_ago(9))
    assert told(late) == (word, Level.AMBER, "by alice, for 9m")


STOPS = [
    (
        stopped(8),
        "FAILED",
        Level.RED,
        "exit 137 (SIGKILL), OutOfMemoryError: Container killed due to memory usage, 8m ago",
    ),
    (stopped(8, exit_code=1, container_reason=None), "FAILED", Level.RED, "exit 1, 8m ago"),
    (
        stopped(8, exit_code=0, container_reason=None),
        "DONE",
        Level.QUIET,
        "every container exited with 0, 8m ago",
    ),
    (
        stopped(8, code="ServiceSchedulerInitiated", reason="Scaling activity initiated by (d)",
            exit_code=143),
        "STOPPED",
        Level.QUIET,
        "Scaling activity initiated by (d), 8m ago",
    ),
    (
        stopped(8, code="ServiceSchedulerInitiated", reason="Task failed ELB health checks in (t)",
            exit_code=143, container_reason=None),
        "FAILED",
        Level.RED,
        "exit 143 (SIGTERM), Task failed ELB health checks in (t), 8m ago",
    ),
    (
        stopped(8, code="TaskFailedToStart", reason="CannotPullContainerError: no.",
            exit_code=None, container_reason=None),
        "FAILED",
        Level.RED,
        "CannotPullContainerError: no, 8m ago",
    ),
    (
        replace(stopped(8, reason=""), stopping_at=None, containers=()),
        "FAILED",
        Level.RED,
        "EssentialContainerExited",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("task", "word", "level", "evidence"), STOPS)
def test_a_task_that_is_over_says_how_it_ended(
    task: Task, word: str, level: Level, evidence: str
) -> None:
    assert told(task) == (word, level, evidence)


def test_a_state_that_aws_adds_one_day_is_told_by_its_own_word() -> None:
    assert judge_task(replace(RUNNING, last_status="NAPPING"), NOW).word == "NAPPING"


def test_a_verdict_stays_equal_while_only_time_goes_by() -> None:
    assert judge_task(RUNNING, minutes_ago(50)) == judge_task(RUNNING, NOW)
