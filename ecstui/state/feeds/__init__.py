"""The feeds that the panes draw on."""

from ecstui.state.feeds.capacity_providers import capacity_providers
from ecstui.state.feeds.changes import CHANGES, CHANGES_KNOWN
from ecstui.state.feeds.clusters import CLUSTERS
from ecstui.state.feeds.container_instances import container_instances
from ecstui.state.feeds.credential_report import CREDENTIAL_REPORT, REPORT_ASKED_FOR, Reported
from ecstui.state.feeds.events import ClusterEvent, EventLog, cluster_events, service_events
from ecstui.state.feeds.identities import IAM_DETAILS, IAM_SUMMARY, IAM_USERS, PASSWORD_POLICY
from ecstui.state.feeds.identity import ALIAS, CALLER
from ecstui.state.feeds.in_use import IN_USE, InUse
from ecstui.state.feeds.journal import JOURNAL, JOURNAL_KNOWN, JournalShelf, Recorded, Records
from ecstui.state.feeds.network import VPCS, home_vpcs, network
from ecstui.state.feeds.raw import raw
from ecstui.state.feeds.scalable_target import scalable_target
from ecstui.state.feeds.service_deployments import (
    CurrentDeployments,
    deployments_to_keep,
    deployments_to_read,
    service_deployments,
)
from ecstui.state.feeds.service_history import service_history, service_revisions
from ecstui.state.feeds.services import ServiceRoster, in_motion, services, short_since
from ecstui.state.feeds.stopped_tasks import all_stopped_tasks, any_restless, stopped_tasks
from ecstui.state.feeds.target_groups import target_groups
from ecstui.state.feeds.task_definitions import (
    task_definition,
    task_definition_families,
    task_definition_revisions,
)
from ecstui.state.feeds.tasks import tasks
from ecstui.state.feeds.trail import WINDOW, activity, trail, trail_by_key, who
from ecstui.state.feeds.trail_reading import PRODUCTION_KNOWN, Timeline, TrailPart
from ecstui.state.feeds.trails import TRAILS
from ecstui.state.feeds.user_keys import USER_KEYS, user_credentials_of

__all__ = [
    "ALIAS",
    "CALLER",
    "CHANGES",
    "CHANGES_KNOWN",
    "CLUSTERS",
    "CREDENTIAL_REPORT",
    "IAM_DETAILS",
    "IAM_SUMMARY",
    "IAM_USERS",
    "IN_USE",
    "JOURNAL",
    "JOURNAL_KNOWN",
    "PASSWORD_POLICY",
    "PRODUCTION_KNOWN",
    "REPORT_ASKED_FOR",
    "TRAILS",
    "USER_KEYS",
    "VPCS",
    "WINDOW",
    "ClusterEvent",
    "CurrentDeployments",
    "EventLog",
    "InUse",
    "JournalShelf",
    "Recorded",
    "Records",
    "Reported",
    "ServiceRoster",
    "Timeline",
    "TrailPart",
    "activity",
    "all_stopped_tasks",
    "any_restless",
    "capacity_providers",
    "cluster_events",
    "container_instances",
    "deployments_to_keep",
    "deployments_to_read",
    "home_vpcs",
    "in_motion",
    "network",
    "raw",
    "scalable_target",
    "service_deployments",
    "service_events",
    "service_history",
    "service_revisions",
    "services",
    "short_since",
    "stopped_tasks",
    "target_groups",
    "task_definition",
    "task_definition_families",
    "task_definition_revisions",
    "tasks",
    "trail",
    "trail_by_key",
    "user_credentials_of",
    "who",
]
