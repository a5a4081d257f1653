"""The capacity providers of a cluster."""

from ecstui.aws import ecs
from ecstui.model.ecs import CapacityProvider
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse


def capacity_providers(cluster: str) -> Feed[Listing[CapacityProvider]]:
    """The capacity providers that a cluster is associated with."""

    async def fetch(source: Source) -> Listing[CapacityProvider]:
        listing = await ecs.capacity_providers(source.connection, cluster)
        known = source.known(feed)
        items = reuse(
            known.items if known else (), listing.items, lambda it: it.capacity_provider_arn
        )
        return Listing(items, listing.total, listing.failures)

    feed = Feed(f"capacity-providers:{cluster}", fetch, calm=15.0)
    return feed
