"""The feeds that the panes draw on."""

from ecstui.state.feeds.clusters import CLUSTERS
from ecstui.state.feeds.events import ClusterEvent, cluster_events, service_events
from ecstui.state.feeds.identity import ALIAS, CALLER
from ecstui.state.feeds.service_deployments import (
    deployments_to_keep,
    deployments_to_read,
    service_deployments,
)
from ecstui.state.feeds.services import ServiceRoster, in_motion, services, short_since
from ecstui.state.feeds.stopped_tasks import all_stopped_tasks, any_restless, stopped_tasks
from ecstui.state.feeds.tasks import tasks

__all__ = [
    "ALIAS",
    "CALLER",
    "CLUSTERS",
    "ClusterEvent",
    "ServiceRoster",
    "all_stopped_tasks",
    "any_restless",
    "cluster_events",
    "deployments_to_keep",
    "deployments_to_read",
    "in_motion",
    "service_deployments",
    "service_events",
    "services",
    "short_since",
    "stopped_tasks",
    "tasks",
]
