"""Whom it hits if a role's sessions are cut off: the services whose tasks act in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.aws.paging import in_flight
from ecstui.model.arn import name_in
from ecstui.model.ecs import Service
from ecstui.model.task_definition import TaskDefinition

NAME = "services"
MOST = 200
"""So many task definitions are looked through: at our share of the rate that takes 40 seconds."""
LISTED = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A service whose tasks use the role."""

    cluster: str
    name: str
    running: int
    uses: str
    """`task`, `execution`, or both."""


async def check(site: Site, role_arn: str) -> Preflight:
    """Which services it hits, by the task definitions that they run."""
    try:
        services = await _services(site)
        hits = await hit(site, role_arn, services)
    except AwsFailure as failure:
        return unread(NAME, failure)
    if hits is None:
        said = f"not checked: they have more than {MOST} task definitions"
        return Preflight(NAME, Result.UNKNOWN, said)
    if not hits:
        said = f"none of {quantity(len(services), 'service')} in {site.conn.region} uses it"
        return Preflight(NAME, Result.PASS, said)
    return Preflight(NAME, Result.WARN, _said(hits))


async def hit(site: Site, role_arn: str, services: Sequence[Service]) -> list[Hit] | None:
    """The services that use a role; None if there are too many to look through.

    :raises AwsFailure: a task definition could not be read.
    """
    arns = sorted({arn for service in services for arn in _definitions(service)})
    if len(arns) > MOST:
        return None
    reads = [partial(ecs.task_definition, site.conn, arn) for arn in arns]
    definitions = dict(zip(arns, await in_flight(reads), strict=True))
    found = []
    for service in services:
        uses = _uses(role_arn, [definitions[arn] for arn in _definitions(service)])
        if uses:
            cluster = name_in(service.cluster_arn)
            found.append(Hit(cluster, service.service_name, service.running_count, uses))
    return found


async def _services(site: Site) -> list[Service]:
    clusters = (await ecs.clusters(site.conn)).items
    reads = [partial(ecs.services, site.conn, cluster.cluster_arn) for cluster in clusters]
    return [service for listing in await in_flight(reads) for service in listing.items]


def _definitions(service: Service) -> set[str]:
    """What it runs, also that which a deployment replaces."""
    running = (each.task_definition for each in service.deployments)
    return {arn for arn in (service.task_definition, *running) if arn}


def _uses(role_arn: str, definitions: Sequence[TaskDefinition]) -> str:
    uses = []
    if any(each.task_role_arn == role_arn for each in definitions):
        uses.append("task")
    if any(each.execution_role_arn == role_arn for each in definitions):
        uses.append("execution")
    return " and ".join(uses)


def _said(hits: Sequence[Hit]) -> str:
    tasks = sum(each.running for each in hits)
    names = ", ".join(f"{each.cluster}/{each.name}" for each in hits[:LISTED])
    more = f" and {len(hits) - LISTED} more" if len(hits) > LISTED else ""
    kinds = " and ".join(sorted({each.uses for each in hits}))
    return (
        f"{quantity(len(hits), 'service')} with {quantity(tasks, 'task')} by it ({kinds} role): "
        f"{names}{more}"
    )
