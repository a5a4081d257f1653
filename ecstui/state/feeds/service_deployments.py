"""The service deployments that say more than their services do."""

from collections.abc import Iterable, Mapping

from ecstui.analysis.case import FINISHED
from ecstui.analysis.event_texts import Meaning, newest
from ecstui.aws import ecs
from ecstui.model.ecs import Service, ServiceDeployment
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.services import services


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
