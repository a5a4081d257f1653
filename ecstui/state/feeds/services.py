"""The services of a cluster."""

from ecstui.aws import ecs
from ecstui.model.ecs import Service
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse


def services(cluster: str) -> Feed[Listing[Service]]:
    """Every service of a cluster."""

    async def fetch(source: Source) -> Listing[Service]:
        listing = await ecs.services(source.connection, cluster)
        known = source.known(feed)
        items = reuse(known.items if known else (), listing.items, lambda s: s.service_arn)
        return Listing(items, listing.total, listing.failures)

    feed = Feed(f"services:{cluster}", fetch)
    return feed
