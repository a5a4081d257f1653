"""Tabs that follow the selection; a new one is entered in `TABS`."""

from ecstui.ui.inspector.capacity_provider import CAPACITY_PROVIDER
from ecstui.ui.inspector.change import CHANGE
from ecstui.ui.inspector.cluster import CLUSTER
from ecstui.ui.inspector.compare import COMPARE
from ecstui.ui.inspector.definition import DEFINITION
from ecstui.ui.inspector.deployments import DEPLOYMENTS
from ecstui.ui.inspector.events import EVENTS
from ecstui.ui.inspector.family import FAMILY
from ecstui.ui.inspector.instance import INSTANCE
from ecstui.ui.inspector.journal_entry import JOURNAL_ENTRY
from ecstui.ui.inspector.json_body import JSON
from ecstui.ui.inspector.network_part import NETWORK_PART
from ecstui.ui.inspector.path import PATH
from ecstui.ui.inspector.service import SERVICE
from ecstui.ui.inspector.service_tasks import SERVICE_TASKS
from ecstui.ui.inspector.stop_group import STOP_GROUP
from ecstui.ui.inspector.subnet import SUBNET
from ecstui.ui.inspector.tab import Tab
from ecstui.ui.inspector.task import TASK
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
    VPC,
    NETWORK_PART,
    PATH,
    DEPLOYMENTS,
    EVENTS,
    SERVICE_TASKS,
    DEFINITION,
    COMPARE,
    JSON,
    CHANGE,
    JOURNAL_ENTRY,
)
"""Every tab, in the order in which they are offered."""
