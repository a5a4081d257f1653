"""How a service's new deployment goes: mine by its identity, not whatever the service does now.

A step that gives a service a new deployment puts `known_before(service)` into its `mine`: what was
there before cannot be mine, whatever the clocks say.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.deployment_look_by import by_whom
from ecstui.actions.deployment_look_judged import Journey, judged, names_superseder
from ecstui.actions.deployment_look_rollout import judged_by_rollout
from ecstui.analysis.wording import revision
from ecstui.aws import ecs
from ecstui.aws.errors import Denied, NotFound
from ecstui.model.ecs import Service, ServiceDeploymentBrief

SLACK = timedelta(seconds=5)
"""AWS's time is known by the second only, and its parts do not agree exactly."""
UNHEARD = timedelta(seconds=60)
"""If no answer was heard, and nothing is seen for so long, then it was not done."""
NEWEST = 100
"""As many as one page has."""
SERVICE_DEPLOYMENT = "service deployment before"
DEPLOYMENTS = "deployments before"
GONE = Progress(Stage.SUPERSEDED, "the service is gone: somebody deleted it")


def known_before(service: Service) -> dict[str, str]:
    """What `Step.mine` is to hold, so that an older deployment is never taken for the new one."""
    return {
        SERVICE_DEPLOYMENT: service.current_service_deployment or "",
        DEPLOYMENTS: " ".join(each.id for each in service.deployments),
    }


async def look_at_deployment(site: Site, done: Done, task_definition: str) -> Progress:
    """How the new deployment of the step's service goes.

    Mine is the service deployment that the answer names, else the first one since then whose
    target revision has this task definition. A service of which AWS tells no service deployments,
    or not to this caller, is judged by `deployments[].rolloutState` of mine.

    :param task_definition: the full ARN of what the service was told to run.
    :raises AwsFailure: it cannot be read.
    """
    try:
        history = await _history(site, done)
        if history:
            found = await _by_service_deployment(site, done, task_definition, history)
            return found if found.stage.over else await _unless_gone(site, done, found)
    except Denied:
        pass
    except NotFound:
        return GONE
    return await _by_rollout(site, done, task_definition)


async def _unless_gone(site: Site, done: Done, found: Progress) -> Progress:
    """A service that is deleted may leave its deployment as it was."""
    target = done.step.target
    services = (await ecs.services(site.conn, target.cluster, [target.arn])).items
    return found if services and services[0].status != "INACTIVE" else GONE


async def _history(site: Site, done: Done) -> list[ServiceDeploymentBrief]:
    target = done.step.target
    return await ecs.service_history(site.conn, target.cluster, target.arn, NEWEST)


async def _by_service_deployment(
    site: Site, done: Done, task_definition: str, history: Sequence[ServiceDeploymentBrief]
) -> Progress:
    since = _since(done, history)
    deploys = await _task_definitions(site, [each.target_service_revision_arn for each in since])
    mine = _mine(done, task_definition, since, deploys)
    if mine is None:
        return _unseen(site, done, task_definition)
    listing = await ecs.service_deployments(site.conn, [mine.service_deployment_arn])
    if not listing.items:
        return _unseen(site, done, task_definition)
    found = listing.items[0]
    newer = next(iter(since[since.index(mine) + 1 :]), None)
    back = found.rollback.service_revision_arn if found.rollback is not None else None
    if back not in deploys:
        deploys = {**deploys, **await _task_definitions(site, [back])}
    journey = Journey(
        found,
        task_definition,
        back_to=deploys.get(back or "", ""),
        newer=newer,
        newer_deploys=deploys.get((newer and newer.target_service_revision_arn) or "", ""),
    )
    if newer is not None and names_superseder(journey):
        journey = journey.by(await by_whom(site, done.step.target, newer.created_at))
    return judged(journey)


def _since(done: Done, history: Sequence[ServiceDeploymentBrief]) -> list[ServiceDeploymentBrief]:
    """Those that began since the call, the oldest first."""
    before = done.step.mine.get(SERVICE_DEPLOYMENT)
    return [
        each
        for each in reversed(history)
        if each.created_at >= done.at - SLACK and each.service_deployment_arn != before
    ]


async def _task_definitions(site: Site, revisions: Sequence[str | None]) -> dict[str, str]:
    """The ARN of the task definition of each service revision that AWS knows."""
    wanted = [arn for arn in revisions if arn]
    found = await ecs.service_revisions(site.conn, wanted)
    return {each.service_revision_arn: each.task_definition or "" for each in found.items}


def _mine(
    done: Done,
    task_definition: str,
    since: Sequence[ServiceDeploymentBrief],
    deploys: Mapping[str, str],
) -> ServiceDeploymentBrief | None:
    """Among those since the call, the oldest first."""
    fitting = [
        each
        for each in since
        if deploys.get(each.target_service_revision_arn or "") == task_definition
    ]
    answered = _service(done).get("currentServiceDeployment")
    named = [each for each in fitting if each.service_deployment_arn == answered]
    return next(iter(named or fitting), None)


def _unseen(site: Site, done: Done, task_definition: str) -> Progress:
    name = revision(task_definition)
    if done.unheard and site.clock.now() - done.should_show_since > UNHEARD:
        said = f"AWS has begun no deployment of {name}: the call was not carried out"
        return Progress(Stage.FAILED, said, unchanged=True)
    return Progress(Stage.REQUESTED, f"the deployment of {name} is not listed yet")


def _service(done: Done) -> Mapping[str, object]:
    """The service as the last answer had it; nothing if none was heard."""
    if len(done.answers) < len(done.step.calls) or not done.answers:
        return {}
    service: Mapping[str, object] = done.answers[-1].get("service") or {}
    return service


async def _by_rollout(site: Site, done: Done, task_definition: str) -> Progress:
    target = done.step.target
    listing = await ecs.services(site.conn, target.cluster, [target.arn])
    if not listing.items or listing.items[0].status == "INACTIVE":
        return GONE
    service = listing.items[0]
    mine = _deployment_id(done, task_definition, service)
    if mine is None:
        return _unseen(site, done, task_definition)
    progress, by = judged_by_rollout(service, mine, task_definition)
    if by is not None:
        who = await by_whom(site, target, by.created_at)
        return Progress(progress.stage, progress.sentence + who)
    return progress


def _deployment_id(done: Done, task_definition: str, service: Service) -> str | None:
    """Of the deployment that the answer calls PRIMARY, else of the first new one that fits."""
    before = set(done.step.mine.get(DEPLOYMENTS, "").split())
    answered = _service(done).get("deployments")
    for each in answered if isinstance(answered, list) else ():
        if each.get("status") == "PRIMARY" and each.get("taskDefinition") == task_definition:
            return str(each["id"])
    fitting = [
        each
        for each in service.deployments
        if each.id not in before
        and each.task_definition == task_definition
        and each.created_at >= done.at - SLACK
    ]
    return min(fitting, key=lambda it: it.created_at).id if fitting else None
