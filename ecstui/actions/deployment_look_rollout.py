"""How a deployment goes of which AWS tells nothing but `deployments[]` of its service."""

from ecstui.actions.action import Progress, Stage
from ecstui.actions.deployment_look_judged import superseded_by
from ecstui.analysis.wording import clause, revision
from ecstui.model.ecs import Deployment, Service

BACK = "rolling back"
"""What the reason of the PRIMARY deployment says after the circuit breaker has fired."""
FAILED = "deployment failed"
"""What an event says then, of the deployment that it names."""


def judged_by_rollout(
    service: Service, deployment_id: str, task_definition: str
) -> tuple[Progress, Deployment | None]:
    """How far my deployment is, and the one that superseded it.

    :param deployment_id: mine, `ecs-svc/…`.
    :param task_definition: what mine deploys, its ARN.
    """
    mine = next((each for each in service.deployments if each.id == deployment_id), None)
    primary = next((each for each in service.deployments if each.status == "PRIMARY"), None)
    if why := _failure(service, deployment_id, mine):
        return Progress(Stage.FAILED, why), None
    if primary is not None and primary is not mine:
        if BACK in (primary.rollout_state_reason or ""):
            return Progress(Stage.FAILED, _reason(primary)), None
        said = superseded_by(primary.task_definition, primary.created_at, "")
        return Progress(Stage.SUPERSEDED, said), primary
    if mine is None:
        said = f"the deployment of {revision(task_definition)} is not among the service's any more"
        return Progress(Stage.FAILED, said), None
    return Progress(_stage(service, mine), _tally(mine)), None


def _failure(service: Service, deployment_id: str, mine: Deployment | None) -> str:
    """Why mine failed: it says so itself while it is there, and an event does for longer."""
    if mine is not None and mine.rollout_state == "FAILED":
        return _reason(mine) or "AWS gives no reason"
    events = (each.message for each in service.events)
    failed = (each for each in events if deployment_id in each and FAILED in each)
    return clause(next(failed, ""))


def _stage(service: Service, mine: Deployment) -> Stage:
    """Without a rollout state, as behind a Classic Load Balancer: by the counts of mine alone."""
    if mine.rollout_state is not None:
        return Stage.REACHED if mine.rollout_state == "COMPLETED" else Stage.IN_PROGRESS
    alone = len(service.deployments) == 1 and not mine.pending_count
    there = alone and mine.running_count == mine.desired_count
    return Stage.REACHED if there else Stage.IN_PROGRESS


def _tally(mine: Deployment) -> str:
    failed = f", {mine.failed_tasks} failed to start" if mine.failed_tasks else ""
    return f"{mine.running_count} of {mine.desired_count} on {revision(mine.task_definition)}" + (
        failed
    )


def _reason(deployment: Deployment) -> str:
    return clause(deployment.rollout_state_reason or "")
