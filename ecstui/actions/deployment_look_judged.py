"""What a service deployment that was asked for has come to, in its own words."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ecstui.actions.action import Progress, Stage
from ecstui.analysis.wording import clause, revision
from ecstui.model.ecs import ServiceDeployment, ServiceDeploymentBrief

STOPPING = frozenset({"STOP_REQUESTED", "STOPPED"})
ROLLING_BACK = frozenset({"ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"})
AWAITING = "AWAITING_ACTION"


@dataclass(frozen=True, slots=True)
class Journey:
    """My service deployment, and what else is known around it.

    :param task_definition: what I asked for; ARNs, as all of these.
    :param back_to: what it rolls back to; empty if it does not.
    :param newer: the first one that was created after mine.
    :param newer_deploys: the newer one's task definition; empty if it is not known.
    :param newer_by: who asked for it, `, by …`; empty if it is not known.
    """

    mine: ServiceDeployment
    task_definition: str
    back_to: str = ""
    newer: ServiceDeploymentBrief | None = None
    newer_deploys: str = ""
    newer_by: str = ""

    def by(self, whom: str) -> "Journey":
        """The same, knowing who asked for the newer one."""
        return replace(self, newer_by=whom)


def names_superseder(journey: Journey) -> bool:
    """Whether mine was stopped because of the newer one, and had not failed before."""
    mine, newer = journey.mine, journey.newer
    if newer is None or mine.status not in STOPPING or mine.rollback is not None:
        return False
    over = mine.stopped_at or mine.finished_at
    return over is None or newer.created_at <= over


def judged(journey: Journey) -> Progress:
    """How far my service deployment has come, or how it has ended."""
    mine = journey.mine
    if names_superseder(journey):
        return Progress(Stage.SUPERSEDED, _superseded(journey))
    if mine.status == "SUCCESSFUL":
        return Progress(Stage.REACHED, _tally(journey))
    if mine.status in ROLLING_BACK:
        return Progress(Stage.IN_PROGRESS, f"rolling back{_back_to(journey)}{_why(mine)}")
    if mine.status == "ROLLBACK_SUCCESSFUL":
        return Progress(Stage.FAILED, f"rolled back{_back_to(journey)}{_why(mine)}")
    if mine.status == "ROLLBACK_FAILED":
        said = f"it failed, and so did rolling back{_back_to(journey)}{_why(mine)}"
        return Progress(Stage.FAILED, said)
    if mine.status == "STOPPED":
        during = f" while it rolled back{_back_to(journey)}" if mine.rollback is not None else ""
        return Progress(Stage.FAILED, f"stopped{during}{_why(mine)}")
    return Progress(Stage.IN_PROGRESS, under_way(journey))


def under_way(journey: Journey) -> str:
    """`2 of 4 on web:43, stage SCALE_UP, breaker 1/3`."""
    mine = journey.mine
    stage = f"stage {mine.lifecycle_stage}" if mine.lifecycle_stage else mine.status
    parts = [_tally(journey), stage]
    if mine.status == "STOP_REQUESTED":
        parts.append("stop requested")
    breaker = mine.deployment_circuit_breaker
    if breaker is not None and breaker.status == "MONITORING" and breaker.failure_count:
        parts.append(f"breaker {breaker.failure_count}/{breaker.threshold}")
    waits = next((hook for hook in mine.lifecycle_hook_details if hook.status == AWAITING), None)
    if waits is not None:
        until = f" until {moment(waits.expires_at)}" if waits.expires_at else ""
        parts.append(f"a pause hook waits for a person{until}")
    return ", ".join(parts)


def moment(when: datetime) -> str:
    """A moment that stays true when it is read later: `14:03:07 UTC`."""
    return f"{when.astimezone(UTC):%H:%M:%S} UTC"


def superseded_by(task_definition: str, when: datetime, whom: str) -> str:
    """`superseded at 14:03:07 UTC by a deployment of web:44, by ops/alice`."""
    what = f"a deployment of {revision(task_definition)}" if task_definition else "another one"
    return f"superseded at {moment(when)} by {what}{whom}"


def _superseded(journey: Journey) -> str:
    newer = journey.newer
    when = newer.created_at if newer is not None else journey.mine.created_at
    return superseded_by(journey.newer_deploys, when, journey.newer_by)


def _tally(journey: Journey) -> str:
    target = journey.mine.target_service_revision
    name = revision(journey.task_definition)
    if target is None:
        return name
    return f"{target.running_task_count} of {target.requested_task_count} on {name}"


def _back_to(journey: Journey) -> str:
    return f" to {revision(journey.back_to)}" if journey.back_to else ""


def _why(mine: ServiceDeployment) -> str:
    reason = (mine.rollback.reason if mine.rollback is not None else None) or mine.status_reason
    return f": {clause(reason)}" if reason else ""
