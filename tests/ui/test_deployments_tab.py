"""What the tab of deployments says of one of them."""

from dataclasses import replace
from datetime import UTC, datetime

from ecstui.model.service_deployment import Rollback, ServiceDeployment
from ecstui.ui.inspector.deployments import paragraph
from ecstui.ui.inspector.tab import Look
from ecstui.ui.subject import Subject
from ecstui.ui.view import Readings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHY = "ECS deployment circuit breaker: tasks failed to start."
FAILED = ServiceDeployment(
    "arn:aws:ecs:r:1:service-deployment/prod-web/web/1",
    "arn:aws:ecs:r:1:service/prod-web/web",
    "ROLLBACK_SUCCESSFUL",
    NOW,
    status_reason=WHY,
    rollback=Rollback(reason=WHY, started_at=NOW),
)


def told(deployment: ServiceDeployment) -> str:
    lines = paragraph(deployment, {}, Look(Subject(), Readings({}, NOW), NOW))
    return "\n".join(line.text for line in lines)


def test_the_reason_of_a_rollback_is_said_once_where_it_is_that_of_the_deployment() -> None:
    assert told(FAILED).count(WHY) == 1
    other = replace(FAILED, rollback=Rollback(reason="alarm latency went off", started_at=NOW))
    assert WHY in told(other)
    assert "alarm latency went off" in told(other)
