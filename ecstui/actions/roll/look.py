"""How a roll goes: the deployment of the revision that was registered for it, or of the old one."""

from dataclasses import replace
from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.deployment_look import UNHEARD, look_at_deployment
from ecstui.analysis.wording import clause, revision
from ecstui.aws import ecs
from ecstui.model.identity import acts_as

FORCED, FAMILY, AFTER = "task definition", "family", "revisions after"
"""Names in `Step.mine`: what is deployed again, or where what was registered is to be found."""
SLACK = timedelta(seconds=5)
"""AWS's time is known by the second only."""
MOST = 10
"""Revisions that are described to find the one that was registered here."""


async def look(site: Site, done: Done) -> Progress:
    """How the deployment goes; what was registered for one that failed stays registered.

    :raises AwsFailure: it cannot be read.
    """
    if forced := done.step.mine.get(FORCED):
        return await look_at_deployment(site, done, forced)
    registered = _answered(done) or await _registered(site, done)
    if registered is None:
        return _not_registered(site, done)
    found = await look_at_deployment(site, done, registered)
    if found.stage is not Stage.FAILED:
        return found
    stays = f"{revision(registered)} stays registered"
    return replace(found, sentence=f"{clause(found.sentence)}; {stays}")


def _not_registered(site: Site, done: Done) -> Progress:
    if site.clock.now() - done.should_show_since <= UNHEARD:
        return Progress(Stage.REQUESTED, "no revision that was registered here is listed yet")
    said = "no revision was registered here since then: nothing was changed"
    return Progress(Stage.FAILED, said, unchanged=True)


def _answered(done: Done) -> str | None:
    """The ARN that RegisterTaskDefinition answered, if that was heard."""
    if not done.answers:
        return None
    definition = done.answers[0].get("taskDefinition") or {}
    arn = definition.get("taskDefinitionArn")
    return str(arn) if arn else None


async def _registered(site: Site, done: Done) -> str | None:
    """The ARN of what this caller has registered since then; the first one is of this step."""
    after = int(done.step.mine[AFTER])
    revisions = await ecs.task_definition_revisions(site.conn, done.step.mine[FAMILY])
    me = acts_as(site.place.caller)
    newer = sorted((it for it in revisions if it.revision > after), key=lambda it: it.revision)
    for each in newer[:MOST]:
        found = await ecs.task_definition(site.conn, each.arn)
        at = found.registered_at
        mine = acts_as(found.registered_by or "") == me
        if mine and at and at >= done.at - SLACK:
            return each.arn
    return None
