"""The feeds that the panes draw on."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ecstui.analysis.case import FINISHED
from ecstui.analysis.event_texts import Meaning, meaning, newest
from ecstui.aws import ecs, iam, sts
from ecstui.model.ecs import Cluster, Service, ServiceDeployment, Task
from ecstui.model.identity import CallerIdentity
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse

RESTLESS = timedelta(minutes=10)
"""A service that started tasks within this time may be crashing: its stopped tasks are read."""

ENDED = frozenset({"STOPPED", "DELETED"})
"""Tasks in these statuses never change again; desiredStatus STOPPED comes earlier."""


async def _caller(source: Source) -> CallerIdentity:
    return await sts.caller_identity(source.connection)


async def _alias(source: Source) -> str | None:
    return await iam.account_alias(source.connection)


CALLER: Feed[CallerIdentity] = Feed("caller", _caller)
"""Whose credentials these are."""

ALIAS: Feed[str | None] = Feed("alias", _alias)
"""The account's alias, if it has one."""


async def _clusters(source: Source) -> Listing[Cluster]:
    listing = await ecs.clusters(source.connection)
    known = source.known(CLUSTERS)
    items = reuse(known.items if known else (), listing.items, lambda c: c.cluster_arn)
    return Listing(items, listing.total, listing.failures)


CLUSTERS: Feed[Listing[Cluster]] = Feed("clusters", _clusters)
"""Every cluster of the Region."""


def services(cluster: str) -> Feed[Listing[Service]]:
    """Every service of a cluster."""

    async def fetch(source: Source) -> Listing[Service]:
        listing = await ecs.services(source.connection, cluster)
        known = source.known(feed)
        items = reuse(known.items if known else (), listing.items, lambda s: s.service_arn)
        return Listing(items, listing.total, listing.failures)

    feed = Feed(f"services:{cluster}", fetch)
    return feed


def service_deployments(cluster: str) -> Feed[dict[str, ServiceDeployment]]:
    """The current service deployments, by ARN, of the services that give reason to ask.

    A finished one never changes: it is not read again, and stays known for as long as it is its
    service's current one, also when the events that gave reason to ask are no longer told.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> dict[str, ServiceDeployment]:
        listing = source.known(leader)
        items = listing.items if listing else ()
        wanted = deployments_to_read(items)
        known = source.known(feed) or {}
        kept = deployments_to_keep(known, items)
        missing = [arn for arn in wanted if arn not in kept]
        if missing:
            read = await ecs.service_deployments(source.connection, missing)
            kept.update({item.service_deployment_arn: item for item in read.items})
        return kept

    feed = Feed(f"service-deployments:{cluster}", fetch, follows=leader.key)
    return feed


def deployments_to_read(items: Iterable[Service]) -> list[str]:
    """The service deployments that may say more than their service does."""
    return [
        service.current_service_deployment
        for service in items
        if service.current_service_deployment is not None and _is_in_motion(service)
    ]


def deployments_to_keep(
    known: Mapping[str, ServiceDeployment], items: Iterable[Service]
) -> dict[str, ServiceDeployment]:
    """The finished service deployments that are still the current ones of their services."""
    current = {service.current_service_deployment for service in items}
    return {arn: d for arn, d in known.items() if arn in current and d.status in FINISHED}


def _is_in_motion(service: Service) -> bool:
    """Whether the service says so, or leaves it open as one without rolloutState does."""
    rolling = any(d.rollout_state != "COMPLETED" for d in service.deployments)
    told = newest(service.events, Meaning.ROLLED_BACK) is not None
    return rolling or told or len(service.deployments) > 1


def stopped_tasks(cluster: str) -> Feed[Listing[Task]]:
    """The stopped tasks that AWS still remembers; read only while a service is restless."""
    leader = services(cluster)

    async def fetch(source: Source) -> Listing[Task]:
        listing = source.known(leader)
        known = source.known(feed) or Listing((), 0)
        if not any_restless(listing.items if listing else (), source.now()):
            return known
        ended = {task.task_arn: task for task in known.items if task.last_status in ENDED}
        return await ecs.tasks(source.connection, cluster, "STOPPED", ended)

    feed = Feed(f"stopped-tasks:{cluster}", fetch, follows=leader.key)
    return feed


def any_restless(items: Iterable[Service], now: datetime) -> bool:
    """Whether a service lacks tasks or has lately started some."""
    return any(
        service.running_count < service.desired_count or _started_lately(service, now)
        for service in items
    )


def _started_lately(service: Service, now: datetime) -> bool:
    return any(
        now - event.created_at < RESTLESS and meaning(event) is Meaning.STARTED
        for event in service.events[:10]
    )
