"""The clusters of a Region."""

from ecstui.aws import ecs
from ecstui.model.ecs import Cluster
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse


async def _clusters(source: Source) -> Listing[Cluster]:
    listing = await ecs.clusters(source.connection)
    known = source.known(CLUSTERS)
    items = reuse(known.items if known else (), listing.items, lambda c: c.cluster_arn)
    return Listing(items, listing.total, listing.failures)


CLUSTERS: Feed[Listing[Cluster]] = Feed("clusters", _clusters)
"""Every cluster of the Region."""
