"""Tabs that follow the selection; a new one is entered in `TABS`."""

from ecstui.ui.inspector.capacity_provider import CAPACITY_PROVIDER
from ecstui.ui.inspector.change import CHANGE
from ecstui.ui.inspector.cluster import CLUSTER
from ecstui.ui.inspector.compare import COMPARE
from ecstui.ui.inspector.definition import DEFINITION
from ecstui.ui.inspector.deployments import DEPLOYMENTS
from ecstui.ui.inspector.events import EVENTS
from ecstui.ui.inspector.family import FAMILY
from ecstui.ui.inspector.group import GROUP
from ecstui.ui.inspector.instance import INSTANCE
from ecstui.ui.inspector.journal_entry import JOURNAL_ENTRY
from ecstui.ui.inspector.json_body import JSON
from ecstui.ui.inspector.network_part import NETWORK_PART
from ecstui.ui.inspector.path import PATH
from ecstui.ui.inspector.policy import POLICY
from ecstui.ui.inspector.role import ROLE
from ecstui.ui.inspector.rule import RULE
from ecstui.ui.inspector.service import SERVICE
from ecstui.ui.inspector.service_tasks import SERVICE_TASKS
from ecstui.ui.inspector.stop_group import STOP_GROUP
from ecstui.ui.inspector.subnet import SUBNET
from ecstui.ui.inspector.tab import Tab
from ecstui.ui.inspector.task import TASK
from ecstui.ui.inspector.trail import TRAIL
from ecstui.ui.inspector.trail_change import TRAIL_CHANGE
from ecstui.ui.inspector.trail_deployment import TRAIL_DEPLOYMENT
from ecstui.ui.inspector.trail_event import TRAIL_EVENT
from ecstui.ui.inspector.trail_json import TRAIL_JSON
from ecstui.ui.inspector.user import USER
from ecstui.ui.inspector.vpc import VPC

TABS: tuple[Tab, ...] = (
    CLUSTER,
    SERVICE,
    TASK,
    STOP_GROUP,
    FAMILY,
    INSTANCE,
    CAPACITY_PROVIDER,
    SUBNET,
    USER,
    GROUP,
    ROLE,
    POLICY,
    VPC,
    NETWORK_PART,
    RULE,
    PATH,
    DEPLOYMENTS,
    EVENTS,
    SERVICE_TASKS,
    DEFINITION,
    COMPARE,
    JSON,
    TRAIL_EVENT,
    TRAIL_CHANGE,
    TRAIL_DEPLOYMENT,
    TRAIL_JSON,
    TRAIL,
    CHANGE,
    JOURNAL_ENTRY,
)
"""Every tab, in the order in which they are offered."""
