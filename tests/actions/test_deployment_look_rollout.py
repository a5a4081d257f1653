"""A deployment of which AWS tells nothing but `deployments[]` of its service."""

from datetime import timedelta
from typing import Any

import pytest

from ecstui.actions.action import Progress, Stage
from ecstui.actions.deployment_look_rollout import judged_by_rollout
from ecstui.model.ecs import Deployment, Service, ServiceEvent
from tests.conftest import START

MINE, OTHER = "ecs-svc/2", "ecs-svc/1"


def deployment(name: str, status: str, revision: int, **more: Any) -> Deployment:
    at = START + timedelta(minutes=revision)
    return Deployment(name, status, f"arn:task-definition/web:{revision}", at, at, 4, **more)


def judge(*deployments: Deployment, events: tuple[str, ...] = ()) -> Progress:
    said = tuple(ServiceEvent(str(n), START, text) for n, text in enumerate(events))
    service = Service(
        "arn:service/a/web", "web", "arn:cluster/a", "ACTIVE", 4, 4, 0,
        deployments=deployments, events=said,
    )  # fmt: skip
    return judged_by_rollout(service, MINE, "arn:task-definition/web:2")[0]


OLD = deployment(OTHER, "ACTIVE", 1, running_count=2)


@pytest.mark.parametrize(
    ("state", "running", "others", "stage"),
    [
        ("COMPLETED", 4, (), Stage.REACHED),
        ("IN_PROGRESS", 4, (), Stage.IN_PROGRESS),
        (None, 4, (), Stage.REACHED),  # behind a Classic Load Balancer
        (None, 3, (), Stage.IN_PROGRESS),
        (None, 4, (OLD,), Stage.IN_PROGRESS),
    ],
)
def test_how_far_it_is(
    state: str | None, running: int, others: tuple[Deployment, ...], stage: Stage
) -> None:
    mine = deployment(MINE, "PRIMARY", 2, running_count=running, rollout_state=state)
    assert judge(mine, *others) == Progress(stage, f"{running} of 4 on web:2")


def test_what_failed_to_start_is_told() -> None:
    mine = deployment(MINE, "PRIMARY", 2, failed_tasks=3, rollout_state="IN_PROGRESS")
    assert judge(mine).sentence == "0 of 4 on web:2, 3 failed to start"


def test_a_newer_primary_supersedes_it_even_when_mine_is_gone() -> None:
    newer = deployment("ecs-svc/3", "PRIMARY", 3)
    for found in (judge(newer), judge(newer, deployment(MINE, "ACTIVE", 2))):
        said = "superseded at 00:03:00 UTC by a deployment of web:3"
        assert found == Progress(Stage.SUPERSEDED, said)


def test_a_rollback_is_no_superseding() -> None:
    why = f"ECS deployment circuit breaker: rolling back to deploymentId {OTHER}."
    back = deployment(OTHER, "PRIMARY", 1, rollout_state_reason=why)
    assert judge(back) == Progress(Stage.FAILED, why.rstrip("."))
    failed = f"(service web) (deployment {MINE}) deployment failed: tasks failed to start."
    over = deployment(OTHER, "PRIMARY", 1, rollout_state="COMPLETED")
    assert judge(over, events=(failed,)) == Progress(Stage.FAILED, failed.rstrip("."))
