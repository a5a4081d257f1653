"""A new revision of what runs, and the service told to run it."""

import asyncio
from collections.abc import Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks import image_exists
from ecstui.actions.deployment_look import known_before
from ecstui.actions.plan import Answered, Call, Preflight, Step, Undo
from ecstui.actions.request import Request, Target
from ecstui.actions.roll import architecture, common, digests, limits, look, ports, premise, tags
from ecstui.actions.roll.cost import monthly
from ecstui.actions.roll.decoded import changes, decoded
from ecstui.actions.roll.fields import Body, containers_in
from ecstui.actions.roll.newest import expected
from ecstui.actions.roll.running import Running, task_definition_of
from ecstui.analysis.rollout_effect import rollout_effect
from ecstui.aws.operations import ecs_writes
from ecstui.model.ecs import Service, TaskDefinition

REGISTERED = ("taskDefinition", "taskDefinitionArn")
PASS_ROLE = "iam:PassRole"


async def step(site: Site, target: Target, now: Running, before: Body, after: Body) -> Step:
    """The plan for one service.

    :param before: what runs, as RegisterTaskDefinition takes it; `after` is what is to run.
    :raises Refused: a member of `after` is not what AWS documents.
    """
    name, effect = expected(now.definition, now.latest), rollout_effect(now.service)
    was, will_be = decoded(before, now.definition.name), decoded(after, name)
    found = await digests.tagged(site, now.service, now.definition.container_definitions)
    checks = await _checks(site, target, now, before, after, will_be)
    images = {it.name: it.image for it in will_be.container_definitions}
    kept = [it for it in found if images.get(it.container) == it.image]
    return Step(
        target=target,
        calls=_calls(now.service, after, name),
        changes=(*changes(was, will_be), *tags.changes(kept)),
        premise=premise.of(now.service, now.latest, found),
        effect=f"{name} is registered; {effect.sentence}",
        undo=_undo(target, now),
        preflight=(*checks, *tags.check(kept)),
        cost=monthly(now.service, was, will_be, site.place.region),
        tags={tag.key: tag.value for tag in now.service.tags},
        mine={
            look.FAMILY: now.definition.family,
            look.AFTER: str(int(name.rpartition(":")[2]) - 1),
            **known_before(now.service),
        },
    )


def _calls(service: Service, after: Body, name: str) -> tuple[Call, ...]:
    """The second takes what the first answers.

    :param name: that the new revision is expected to have.
    """
    update = {
        "cluster": service.cluster_arn,
        "service": service.service_arn,
        "taskDefinition": Answered(0, REGISTERED, name),
    }
    return (
        Call(ecs_writes.REGISTER_TASK_DEFINITION, after),
        Call(ecs_writes.UPDATE_SERVICE, update),
    )


async def _checks(
    site: Site, target: Target, now: Running, before: Body, after: Body, will_be: TaskDefinition
) -> tuple[Preflight, ...]:
    fargate = now.fargate or "FARGATE" in (after.get("requiresCompatibilities") or ())
    fits = asyncio.gather(
        *(architecture.check(site, *it, after, fargate=fargate) for it in _new(before, after))
    )
    images = image_exists.check_all(site, will_be.container_definitions)
    effect = rollout_effect(now.service)
    shared = common.check(site, now, will_be, effect, _needs(target, after))
    of_fit, of_images, of_all = await asyncio.gather(fits, images, shared)
    return (
        *of_images,
        *of_fit,
        limits.check_size(after, fargate=fargate),
        limits.check_limits(after),
        *limits.check_names(after),
        ports.check(now.service, before, after),
        *of_all,
    )


def _new(before: Body, after: Body) -> list[tuple[str, str]]:
    """The containers whose image does not run yet, with the image; all for another processor."""
    same = before.get("runtimePlatform") == after.get("runtimePlatform")
    known = {it["name"]: it["image"] for it in containers_in(before)} if same else {}
    named = [(it["name"], it["image"]) for it in containers_in(after)]
    return [(name, image) for name, image in named if known.get(name) != image]


def _needs(target: Target, after: Body) -> dict[str, Sequence[str]]:
    """What IAM must allow, on which resources."""
    roles = [after[each] for each in ("taskRoleArn", "executionRoleArn") if after.get(each)]
    needs: dict[str, Sequence[str]] = {
        "ecs:RegisterTaskDefinition": (),
        "ecs:UpdateService": [target.arn],
    }
    if roles:
        needs[PASS_ROLE] = list(dict.fromkeys(roles))
    if after.get("tags"):
        needs["ecs:TagResource"] = ()
    return needs


def _undo(target: Target, now: Running) -> Undo:
    inputs = {"task_definition": task_definition_of(now.service)}
    said = f"back to {now.definition.name}; what was registered stays registered"
    return Undo(said, Request("to-revision", (target,), inputs))
