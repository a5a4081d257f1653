"""What a roll rests on: what runs, how much of it, its deployments, and where its tags lead."""

import asyncio
from collections.abc import Mapping, Sequence

from ecstui.actions.action import Site
from ecstui.actions.checks import service as service_check
from ecstui.actions.request import Target
from ecstui.actions.roll import digests
from ecstui.actions.roll.digests import Tagged
from ecstui.actions.roll.newest import newest
from ecstui.actions.roll.running import task_definition_of
from ecstui.analysis.wording import revision
from ecstui.aws import ecs
from ecstui.model.ecs import Service, TaskDefinition

UNKNOWN = "not known"


async def premise(site: Site, target: Target) -> Mapping[str, str]:
    """What the plan rests on, read afresh.

    :raises Refused: there is no such service any more.
    :raises AwsFailure: service or task definition could not be read.
    """
    service = await service_check.read(site, target)
    running = await ecs.task_definition(site.conn, task_definition_of(service))
    latest, tagged = await asyncio.gather(
        newest(site, running.family),
        digests.tagged(site, service, running.container_definitions),
    )
    return of(service, latest, tagged)


def of(service: Service, latest: TaskDefinition | None, tagged: Sequence[Tagged]) -> dict[str, str]:
    """The same, of what was read for the plan.

    :param latest: the newest ACTIVE revision of the family; None if there is none.
    """
    deployments = [
        " ".join(filter(None, (each.id, each.status, each.rollout_state)))
        for each in service.deployments
    ]
    return {
        "task definition": revision(task_definition_of(service)),
        "newest revision": latest.name if latest is not None else "none",
        "desired count": str(service.desired_count),
        "status": service.status,
        "deployments": ", ".join(deployments),
        **{f"image of {it.container}": _leads_to(it) for it in tagged},
    }


def _leads_to(tagged: Tagged) -> str:
    return digests.short(tagged.now) if tagged.now is not None else UNKNOWN
