"""The service deployments that say more than their services do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ecstui.analysis.case import FINISHED
from ecstui.analysis.event_texts import Meaning, newest
from ecstui.aws import ecs
from ecstui.model.ecs import Service, ServiceDeployment
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.services import services
from ecstui.state.moment import Moment

ASKED_AGAIN = 60.0
"""Seconds after which one that AWS did not know is asked for again: it may only be very new."""


@dataclass(frozen=True, slots=True)
class CurrentDeployments(Listing[ServiceDeployment]):
    """The service deployments that were asked for."""

    by_arn: Mapping[str, ServiceDeployment] = field(default_factory=dict)
    missing_at: Mapping[str | None, Moment] = field(default_factory=dict)
    """Of which AWS did not know, and when it said so, by ARN; they are among the failures."""


def service_deployments(cluster: str) -> Feed[CurrentDeployments]:
    """The current service deployments of the services that give reason to ask.

    A finished one never changes: it is not read again, and stays known for as long as it is its
    service's current one, also when the events that gave reason to ask are no longer told.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> CurrentDeployments:
        listing, now = source.known(leader), source.moment()
        items = listing.items if listing else ()
        known = source.known(feed) or CurrentDeployments((), 0)
        kept = deployments_to_keep(known.by_arn, items)
        wanted = [arn for arn in deployments_to_read(items) if arn not in kept]
        missing_at = _still_missing(known, wanted, now)
        failures = [each for each in known.failures if each.arn in missing_at]
        if asked := [arn for arn in wanted if arn not in missing_at]:
            read = await ecs.service_deployments(source.connection, asked)
            kept.update({item.service_deployment_arn: item for item in read.items})
            failures += read.failures
            missing_at |= {each.arn: now for each in read.failures if each.reason == "MISSING"}
        total = len(kept) + len(failures)
        return CurrentDeployments(tuple(kept.values()), total, tuple(failures), kept, missing_at)

    feed = Feed(f"service-deployments:{cluster}", fetch, follows=leader.key)
    return feed


def _still_missing(
    known: CurrentDeployments, wanted: Collection[str], now: Moment
) -> dict[str | None, Moment]:
    """Those of which AWS did not know a moment ago, and when it said so."""
    return {
        arn: at
        for arn, at in known.missing_at.items()
        if arn in wanted and now.since(at).total_seconds() < ASKED_AGAIN
    }


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
