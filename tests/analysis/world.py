"""Short ways to write down services and tasks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ecstui.analysis.case import Case, State
from ecstui.analysis.health import judge
from ecstui.model.ecs import (
    Container,
    Deployment,
    Service,
    ServiceDeployment,
    ServiceEvent,
    Task,
)

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def minutes_ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def event(message: str, minutes: float) -> ServiceEvent:
    return ServiceEvent(f"id-{minutes}", minutes_ago(minutes), f"(service checkout) {message}")


def deployment(
    rollout: str | None = "COMPLETED", *, minutes: float = 600, running: int = 4, failed: int = 0
) -> Deployment:
    return Deployment(
        id="ecs-svc/1",
        status="PRIMARY",
        task_definition="arn:aws:ecs:r:1:task-definition/web:42",
        created_at=minutes_ago(minutes),
        updated_at=minutes_ago(minutes),
        desired_count=4,
        running_count=running,
        failed_tasks=failed,
        rollout_state=rollout,
    )


STEADY = Service(
    service_arn="arn:aws:ecs:r:1:service/prod-web/checkout",
    service_name="checkout",
    cluster_arn="arn:aws:ecs:r:1:cluster/prod-web",
    status="ACTIVE",
    desired_count=4,
    running_count=4,
    pending_count=0,
    deployments=(deployment(),),
    events=(event("has reached a steady state.", 60),),
)


def service(**changes: object) -> Service:
    return replace(STEADY, **changes)  # type: ignore[arg-type]  # the tests name real members


def service_deployment(status: str, **changes: object) -> ServiceDeployment:
    made = ServiceDeployment(
        service_deployment_arn="arn:sd",
        service_arn="arn:s",
        status=status,
        created_at=minutes_ago(20),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the tests name real members


def stopped(
    minutes: float,
    *,
    code: str = "EssentialContainerExited",
    reason: str = "Essential container in task exited",
    exit_code: int | None = 137,
    container_reason: str | None = "OutOfMemoryError: Container killed due to memory usage",
    revision: int = 42,
) -> Task:
    return Task(
        task_arn=f"arn:aws:ecs:r:1:task/prod-web/{minutes}",
        cluster_arn=STEADY.cluster_arn,
        task_definition_arn=f"arn:aws:ecs:r:1:task-definition/web:{revision}",
        last_status="STOPPED",
        desired_status="STOPPED",
        stopping_at=minutes_ago(minutes),
        stop_code=code,
        stopped_reason=reason,
        containers=(Container("app", exit_code=exit_code, reason=container_reason),),
    )


STARTED = "has started 1 tasks: (task 0123)."
CONSISTENTLY = (
    "is unable to consistently start tasks successfully. For more information, see the "
    "Troubleshooting section of the Amazon ECS Developer Guide."
)
NO_ROOM = (
    "was unable to place a task because no container instance met all of its requirements. The "
    "closest matching (container-instance 0123) has insufficient memory available."
)
CRASHES = [stopped(1), stopped(4), stopped(7.5)]


class Told(NamedTuple):
    """A state word and its evidence as it reads at the time of judging."""

    state: State
    evidence: str


def told(case: Case) -> Told:
    judged = judge(case)
    return Told(judged.state, judged.evidence(case.now))


def health(
    of: Service, deployed: ServiceDeployment | None = None, stops: Sequence[Task] = ()
) -> Told:
    return told(Case(of, NOW, deployed, stops))
