"""Amazon ECS as the API describes it: every shape by name."""

from ecstui.model.capacity_provider import CapacityProvider
from ecstui.model.cluster import Cluster
from ecstui.model.container_definition import ContainerDefinition
from ecstui.model.container_instance import ContainerInstance
from ecstui.model.placing import (
    AwsVpcConfiguration,
    CapacityProviderStrategyItem,
    LoadBalancer,
    NetworkConfiguration,
)
from ecstui.model.service import (
    Deployment,
    DeploymentCircuitBreakerConfiguration,
    DeploymentConfiguration,
    DeploymentController,
    Service,
    ServiceEvent,
)
from ecstui.model.service_deployment import (
    CircuitBreaker,
    DeploymentAlarms,
    LifecycleHook,
    Rollback,
    ServiceDeployment,
    ServiceDeploymentBrief,
    ServiceRevisionCounts,
)
from ecstui.model.service_revision import ServiceRevision
from ecstui.model.task import Attachment, Container, Task
from ecstui.model.task_definition import TaskDefinition, TaskDefinitionRevision
from ecstui.model.wire import WIRE, Failure, KeyValuePair, Tag

__all__ = [
    "WIRE",
    "Attachment",
    "AwsVpcConfiguration",
    "CapacityProvider",
    "CapacityProviderStrategyItem",
    "CircuitBreaker",
    "Cluster",
    "Container",
    "ContainerDefinition",
    "ContainerInstance",
    "Deployment",
    "DeploymentAlarms",
    "DeploymentCircuitBreakerConfiguration",
    "DeploymentConfiguration",
    "DeploymentController",
    "Failure",
    "KeyValuePair",
    "LifecycleHook",
    "LoadBalancer",
    "NetworkConfiguration",
    "Rollback",
    "Service",
    "ServiceDeployment",
    "ServiceDeploymentBrief",
    "ServiceEvent",
    "ServiceRevision",
    "ServiceRevisionCounts",
    "Tag",
    "Task",
    "TaskDefinition",
    "TaskDefinitionRevision",
]
