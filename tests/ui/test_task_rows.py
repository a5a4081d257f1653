from dataclasses import replace
from datetime import timedelta

from ecstui.analysis.verdict import Level
from ecstui.model.ecs import Task
from ecstui.ui.task_rows import task_rows
from tests.analysis.world import NOW, minutes_ago

RUNNING = Task(
    task_arn="arn:aws:ecs:r:1:task/prod-web/0001",
    cluster_arn="arn:aws:ecs:r:1:cluster/prod-web",
    task_definition_arn="arn:aws:ecs:r:1:task-definition/web:42",
    last_status="RUNNING",
    desired_status="RUNNING",
    created_at=minutes_ago(60),
    started_at=minutes_ago(59),
)
STARTING = replace(
    RUNNING,
    task_arn="arn:aws:ecs:r:1:task/prod-web/0002",
    last_status="PENDING",
    created_at=minutes_ago(1),
    started_at=None,
)


def test_the_row_of_a_task_that_is_the_same_object_is_taken_over() -> None:
    before = task_rows([RUNNING], NOW)
    assert task_rows([RUNNING], NOW, before=before)[0] is before[0]
    unhealthy = replace(RUNNING, health_status="UNHEALTHY")
    assert task_rows([unhealthy], NOW, before=before)[0].verdict.level is Level.RED


def test_a_task_that_starts_is_judged_again_as_time_goes_by() -> None:
    before = task_rows([STARTING], NOW)
    assert before[0].verdict.level is Level.BUSY
    later = task_rows([STARTING], NOW + timedelta(minutes=10), before=before)
    assert later[0].verdict.level is Level.AMBER


def test_a_task_that_aws_forgot_in_the_meantime_is_another_row() -> None:
    before = task_rows([RUNNING], NOW)
    assert task_rows([RUNNING], NOW, frozenset({RUNNING.task_arn}), before)[0].forgotten
