"""The container instances of a cluster."""

from ecstui.aws import ecs
from ecstui.model.ecs import ContainerInstance
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse


def container_instances(cluster: str) -> Feed[Listing[ContainerInstance]]:
    """Every container instance of a cluster."""

    async def fetch(source: Source) -> Listing[ContainerInstance]:
        listing = await ecs.container_instances(source.connection, cluster, source.progress)
        known = source.known(feed)
        items = reuse(
            known.items if known else (), listing.items, lambda it: it.container_instance_arn
        )
        return Listing(items, listing.total, listing.failures)

    feed = Feed(f"container-instances:{cluster}", fetch, calm=10.0)
    return feed
