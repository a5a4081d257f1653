"""The feeds that the panes draw on."""

from ecstui.state.feeds.clusters import CLUSTERS
from ecstui.state.feeds.identity import ALIAS, CALLER
from ecstui.state.feeds.service_deployments import (
    deployments_to_keep,
    deployments_to_read,
    service_deployments,
)
from ecstui.state.feeds.services import services
from ecstui.state.feeds.stopped_tasks import any_restless, stopped_tasks

__all__ = [
    "ALIAS",
    "CALLER",
    "CLUSTERS",
    "any_restless",
    "deployments_to_keep",
    "deployments_to_read",
    "service_deployments",
    "services",
    "stopped_tasks",
]
