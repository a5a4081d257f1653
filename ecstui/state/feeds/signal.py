"""The counts of a cluster, by which its change is known."""

from ecstui.aws import ecs
from ecstui.model.ecs import Cluster
from ecstui.state.feed import Source
from ecstui.state.roster import Signal


async def signal_of(source: Source, cluster: str) -> Signal:
    """What DescribeClusters tells now, in one call.

    :raises AwsFailure: the call did not succeed, or there is no such cluster.
    """
    return _signal(await ecs.cluster(source.connection, cluster))


def _signal(cluster: Cluster) -> Signal:
    return Signal(
        cluster.active_services_count, cluster.running_tasks_count, cluster.pending_tasks_count
    )
