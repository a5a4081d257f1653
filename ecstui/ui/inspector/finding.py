"""What a tab looks up in what has been read."""

from ecstui.model.ecs import Cluster, Service
from ecstui.state import feeds
from ecstui.ui.inspector.tab import Look


def service(look: Look) -> Service | None:
    """The service that is looked at, if it has been read."""
    listing = look.readings.value(feeds.services(look.subject.cluster))
    items = listing.items if listing else ()
    return next((each for each in items if each.service_arn == look.subject.id), None)


def cluster(look: Look) -> Cluster | None:
    """The cluster that is looked at, if it has been read."""
    listing = look.readings.value(feeds.CLUSTERS)
    items = listing.items if listing else ()
    wanted = look.subject.cluster
    return next((c for c in items if wanted in (c.cluster_name, c.cluster_arn)), None)
