"""A step that gives a service a task definition that exists already, and nothing else."""

from dataclasses import replace

from ecstui.actions import back_checks, back_history, back_premise
from ecstui.actions.action import Done, Progress, Site
from ecstui.actions.back_history import Past
from ecstui.actions.back_tags import digests
from ecstui.actions.deployment_look import known_before, look_at_deployment
from ecstui.actions.plan import Call, Change, Step, Undo
from ecstui.actions.request import Request, Target
from ecstui.actions.roll.running import task_definition_of
from ecstui.analysis.revisions import TASK, Difference, compare
from ecstui.analysis.rollout_effect import rollout_effect
from ecstui.aws import ecs
from ecstui.aws.errors import Denied
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Service, TaskDefinition

TO_REVISION = "to-revision"
TASK_DEFINITION = "task_definition"
"""The action that does it, and its input: the ARN."""
DEPLOYS = "task definition"
"""The name in `Step.mine` of the ARN that was deployed."""
AGAIN = "cannot be undone, and need not be: the service has that revision already"
NOT_SET = "not set"


async def step_to(
    site: Site, target: Target, service: Service, definition: TaskDefinition, past: Past
) -> Step:
    """Move a service to `definition`; if it has that already, deploy it again.

    :param past: with the service revisions of what it is moved to, if AWS knows any.
    :raises AwsFailure: what runs now could not be read.
    """
    before = await ecs.task_definition(site.conn, task_definition_of(service))
    after, effect = definition.task_definition_arn, rollout_effect(service)
    recorded = past.recorded(after)
    again = after == before.task_definition_arn
    parameters = {
        "cluster": service.cluster_arn,
        "service": service.service_arn,
        "taskDefinition": after,
        # Without it ECS begins no deployment of what the service has.
        **({"forceNewDeployment": True} if again else {}),
    }
    return Step(
        target=target,
        calls=(Call(ecs_writes.UPDATE_SERVICE, parameters),),
        changes=changes(before, definition, past),
        premise=await _premise(site, service),
        effect=effect.sentence,
        undo=Undo(AGAIN) if again else _undo(target, before),
        preflight=await back_checks.check(site, service, definition, recorded, effect),
        tags={tag.key: tag.value for tag in service.tags},
        mine={DEPLOYS: after, **known_before(service)},
    )


async def _premise(site: Site, service: Service) -> dict[str, str]:
    try:
        return back_premise.of(service, await back_history.newest(site, service))
    except Denied:
        return back_premise.of(service, None)


def changes(before: TaskDefinition, after: TaskDefinition, past: Past) -> tuple[Change, ...]:
    """What differs, the most telling first, with the digests of the images where AWS knows them."""
    was = digests(past.recorded(before.task_definition_arn))
    then = digests(past.recorded(after.task_definition_arn))
    found = (_change(each) for each in compare(before, after, was, then))
    again = " again" if before.task_definition_arn == after.task_definition_arn else ""
    return (Change(DEPLOYS, before.name, f"{after.name}{again}"), *found)


def _change(each: Difference) -> Change:
    name = each.field if each.where == TASK else f"{each.where} {each.field}"
    change = Change(name, each.before or NOT_SET, each.after or NOT_SET)
    return replace(change, after=f"{change.after} ({each.note})") if each.note else change


def _undo(target: Target, before: TaskDefinition) -> Undo:
    inputs = {TASK_DEFINITION: before.task_definition_arn}
    request = Request(TO_REVISION, (target,), inputs)
    return Undo(f"moves {target.name} to {before.name} again", request)


async def look(site: Site, done: Done) -> Progress:
    """How the deployment of that task definition goes.

    :raises AwsFailure: it cannot be read.
    """
    return await look_at_deployment(site, done, done.step.mine[DEPLOYS])
