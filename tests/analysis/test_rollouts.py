"""Deployments under way, as the judgement tells them."""

from dataclasses import replace

import pytest

from ecstui.analysis.case import State
from ecstui.model.ecs import CircuitBreaker, ServiceRevisionCounts
from tests.analysis.world import (
    STARTED,
    Told,
    deployment,
    event,
    health,
    minutes_ago,
    service,
    service_deployment,
)

BLUE_GREEN = service(deployments=(deployment(None, running=2, minutes=9),))


@pytest.mark.parametrize(
    ("status", "stage", "evidence"),
    [
        ("PENDING", None, "2 of 4 on web:42, PENDING, begun 20m ago"),
        ("IN_PROGRESS", "BAKE_TIME", "2 of 4 on web:42, BAKE_TIME, begun 20m ago"),
        ("STOP_REQUESTED", "SCALE_UP", "2 of 4 on web:42, SCALE_UP, stop requested, begun 20m ago"),
        ("STOP_REQUESTED", None, "2 of 4 on web:42, stop requested, begun 20m ago"),
    ],
)
def test_a_deployment_without_a_rollout_state_is_told_by_its_stage(
    status: str, stage: str | None, evidence: str
) -> None:
    deployed = service_deployment(status, lifecycle_stage=stage)
    assert health(BLUE_GREEN, deployed) == Told(State.DEPLOYING, evidence)


def test_a_blue_green_deployment_counts_the_tasks_of_its_target() -> None:
    deployed = service_deployment(
        "IN_PROGRESS",
        started_at=minutes_ago(8),
        lifecycle_stage="SCALE_UP",
        target_service_revision=ServiceRevisionCounts("arn:r:sr/7", 4, 1),
    )
    found = health(BLUE_GREEN, deployed)
    assert found.evidence == "1 of 4 on web:42, SCALE_UP, begun 8m ago"
    bare = health(service(deployments=()), deployed)
    assert bare == Told(State.DEPLOYING, "1 of 4 on 7, SCALE_UP, begun 8m ago")


def test_a_young_blue_green_deployment_explains_missing_tasks() -> None:
    of = replace(BLUE_GREEN, running_count=3, events=(event(STARTED, 5),))
    young = service_deployment("IN_PROGRESS", started_at=minutes_ago(8))
    assert health(of, young).state is State.DEPLOYING
    assert health(of, service_deployment("IN_PROGRESS")).state is State.DEGRADED


def test_a_blue_green_deployment_that_is_over_is_steady() -> None:
    assert health(BLUE_GREEN, service_deployment("SUCCESSFUL")).state is State.STEADY


def test_the_breaker_is_told_once_it_has_counted() -> None:
    of = service(deployments=(deployment("IN_PROGRESS", minutes=3, running=2),))
    counted = CircuitBreaker("MONITORING", 2, 3)
    deployed = service_deployment("IN_PROGRESS", deployment_circuit_breaker=counted)
    assert health(of, deployed).evidence == "2 of 4 on web:42, breaker 2/3, begun 3m ago"
    quiet = replace(deployed, deployment_circuit_breaker=replace(counted, failure_count=0))
    assert health(of, quiet).evidence == "2 of 4 on web:42, begun 3m ago"
