"""A cluster."""

from pydantic.dataclasses import dataclass

from ecstui.model.placing import CapacityProviderStrategyItem
from ecstui.model.wire import WIRE, KeyValuePair, Tag


@dataclass(frozen=True, slots=True, config=WIRE)
class Cluster:
    """A cluster, with the counts that DescribeClusters gives for nothing."""

    cluster_arn: str
    cluster_name: str
    status: str
    registered_container_instances_count: int = 0
    running_tasks_count: int = 0
    pending_tasks_count: int = 0
    active_services_count: int = 0
    capacity_providers: tuple[str, ...] = ()
    default_capacity_provider_strategy: tuple[CapacityProviderStrategyItem, ...] = ()
    settings: tuple[KeyValuePair, ...] = ()
    """E.g. containerInsights."""
    tags: tuple[Tag, ...] = ()
