"""How the end of a service deployment goes that was asked for, or the answer to its pause hook."""

from collections.abc import Mapping

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.deployment_look import NEWEST, UNHEARD
from ecstui.actions.deployment_look_by import by_whom
from ecstui.actions.deployment_look_judged import superseded_by
from ecstui.analysis.wording import clause, revision
from ecstui.aws import ecs
from ecstui.aws.errors import NotFound
from ecstui.model.ecs import ServiceDeployment

DEPLOYMENT, DEPLOYS, BACK_TO, HOOK = "service deployment", "deploys", "back to", "pause hook"
"""Names in `Step.mine`: the ARN of the service deployment, those of the task definitions that it
deploys and goes back to, and the id of the hook that is to let it go on."""
GOING_ON = frozenset({"PENDING", "IN_PROGRESS"})
STOPPED = frozenset({"STOP_REQUESTED", "STOPPED"})


async def look(site: Site, done: Done) -> Progress:
    """How it goes, for both.

    :raises AwsFailure: it cannot be read.
    """
    found = await ecs.service_deployments(site.conn, [done.step.mine[DEPLOYMENT]])
    if not found.items:
        raise NotFound("AWS does not know the service deployment any more.")
    deployment = found.items[0]
    if deployment.status in STOPPED and (by := await _superseded(site, done, deployment)):
        return Progress(Stage.SUPERSEDED, by)
    unheard = done.unheard and site.clock.now() - done.should_show_since > UNHEARD
    if done.step.mine.get(HOOK):
        return continued(deployment, done.step.mine, unheard=unheard)
    return rolled_back(deployment, done.step.mine, unheard=unheard)


async def _superseded(site: Site, done: Done, mine: ServiceDeployment) -> str:
    """What stopped it instead, if that is a newer deployment; empty if it is not."""
    target = done.step.target
    history = await ecs.service_history(site.conn, target.cluster, target.arn, NEWEST)
    arns = [each.service_deployment_arn for each in history]
    place = arns.index(mine.service_deployment_arn) if mine.service_deployment_arn in arns else 0
    newer = history[place - 1] if place else None
    over = mine.stopped_at or mine.finished_at
    if newer is None or (over is not None and newer.created_at > over):
        return ""
    arn = newer.target_service_revision_arn
    known = await ecs.service_revisions(site.conn, [arn] if arn else [])
    deploys = next((each.task_definition for each in known.items), None) or ""
    return superseded_by(deploys, newer.created_at, await by_whom(site, target, newer.created_at))


def rolled_back(
    deployment: ServiceDeployment, mine: Mapping[str, str], *, unheard: bool
) -> Progress:
    """How far a service deployment is on its way back.

    :param unheard: nobody heard an answer, and it should have had an effect by now.
    """
    old, new = mine.get(BACK_TO, ""), mine.get(DEPLOYS, "")
    on = f" on {revision(old)}" if old else ""
    match deployment.status:
        case "ROLLBACK_SUCCESSFUL":
            return Progress(Stage.REACHED, f"back{on}")
        case "ROLLBACK_FAILED":
            return Progress(Stage.FAILED, f"rolling back failed{_why(deployment)}")
        case "SUCCESSFUL":
            said = f"it was successful before it could be stopped: {revision(new)} runs"
            return Progress(Stage.FAILED, said)
        case "STOPPED":
            return Progress(Stage.FAILED, f"stopped, and not rolled back{_why(deployment)}")
        case "PENDING" | "IN_PROGRESS" | "STOP_REQUESTED":
            return _not_begun(deployment, unheard=unheard)
    return Progress(Stage.IN_PROGRESS, f"rolling back{_tally(deployment, on)}{_why(deployment)}")


def continued(deployment: ServiceDeployment, mine: Mapping[str, str], *, unheard: bool) -> Progress:
    """Whether the pause hook has let a service deployment go on."""
    hooks = deployment.lifecycle_hook_details
    hook = next((each for each in hooks if each.hook_id == mine[HOOK]), None)
    status = hook.status if hook is not None else None
    if status == "SUCCEEDED":
        stage = deployment.lifecycle_stage
        where = f" from {stage}" if stage and deployment.status in GOING_ON else ""
        return Progress(Stage.REACHED, f"it goes on{where}: {deployment.status}")
    if status in ("FAILED", "TIMED_OUT") or deployment.status not in GOING_ON:
        said = f"the pause hook is {status}, the deployment {deployment.status}{_why(deployment)}"
        return Progress(Stage.FAILED, said)
    return _not_begun(deployment, unheard=unheard)


def _not_begun(deployment: ServiceDeployment, *, unheard: bool) -> Progress:
    if unheard:
        said = f"it is {deployment.status} still: the call was not carried out"
        return Progress(Stage.FAILED, said, unchanged=True)
    return Progress(Stage.REQUESTED, f"it is {deployment.status} still")


def _tally(deployment: ServiceDeployment, on: str) -> str:
    """How many of the tasks that it goes back to are there."""
    back = deployment.rollback.service_revision_arn if deployment.rollback is not None else None
    found = next((it for it in deployment.source_service_revisions if it.arn == back), None)
    if found is None:
        return on.replace(" on ", " to ")
    return f": {found.running_task_count} of {found.requested_task_count}{on}"


def _why(deployment: ServiceDeployment) -> str:
    rollback = deployment.rollback
    reason = (rollback.reason if rollback is not None else None) or deployment.status_reason
    return f": {clause(reason)}" if reason else ""
