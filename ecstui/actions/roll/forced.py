"""A new deployment of what runs already, which resolves the tags of its images anew."""

import asyncio

from ecstui.actions.action import Site
from ecstui.actions.checks import image_exists
from ecstui.actions.deployment_look import known_before
from ecstui.actions.plan import Call, Step, Undo
from ecstui.actions.request import Target
from ecstui.actions.roll import common, digests, look, premise, tags
from ecstui.actions.roll.digests import Tagged
from ecstui.actions.roll.running import Running, task_definition_of
from ecstui.analysis.rollout_effect import rollout_effect
from ecstui.aws.operations import ecs_writes

PERMISSION = "ecs:UpdateService"


async def step(site: Site, target: Target, now: Running) -> Step:
    """The plan for one service; UpdateService passes no role if it names no task definition."""
    effect = rollout_effect(now.service)
    found = await digests.tagged(site, now.service, now.definition.container_definitions)
    images, checks = await asyncio.gather(
        image_exists.check_all(site, now.definition.container_definitions),
        common.check(site, now, now.definition, effect, {PERMISSION: [target.arn]}),
    )
    parameters = {
        "cluster": now.service.cluster_arn,
        "service": now.service.service_arn,
        "forceNewDeployment": True,
    }
    runs = task_definition_of(now.service)
    return Step(
        target=target,
        calls=(Call(ecs_writes.UPDATE_SERVICE, parameters),),
        changes=tags.changes(found),
        premise=premise.of(now.service, now.latest, found),
        effect=f"{effect.sentence}, of {now.definition.name} as before",
        undo=_undo(found),
        preflight=(*images, *tags.check(found), *checks),
        grave="a tag was moved: other code is pulled, which undoing does not bring back"
        if digests.moved(found)
        else "",
        tags={tag.key: tag.value for tag in now.service.tags},
        mine={look.FORCED: runs, **known_before(now.service)},
    )


def _undo(found: tuple[Tagged, ...]) -> Undo:
    """To go to the same revision again would pull the same new images again."""
    back = tags.way_back(found)
    if back:
        return Undo(f"cannot be undone: to go back to the images that run now, {back}")
    if any(each.unknown for each in found):
        said = "which image a tag leads to is not known. Pin the digest to be sure of it"
        return Undo(f"cannot be undone: {said}")
    return Undo("cannot be undone, and need not be: the same images run again")
