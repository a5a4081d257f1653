"""Every operation that the console reads ECS with."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket


def _read(name: str, bucket: Bucket, why: str) -> Operation:
    """A reading operation of ECS; its IAM action has its name."""
    return Operation("ecs", name, Access.READ, bucket, (f"ecs:{name}",), why)


LIST_CLUSTERS = _read("ListClusters", rates.ECS_CLUSTER_READ, "which clusters there are")
DESCRIBE_CLUSTERS = _read(
    "DescribeClusters", rates.ECS_CLUSTER_READ, "their task counts, the signal for change"
)
LIST_SERVICES = _read("ListServices", rates.ECS_SERVICE_READ, "which services a cluster has")
DESCRIBE_SERVICES = _read(
    "DescribeServices", rates.ECS_SERVICE_READ, "counts, deployments and events of services"
)
LIST_TASKS = _read(
    "ListTasks", rates.ECS_CLUSTER_RESOURCE_READ, "which tasks run and which stopped"
)
DESCRIBE_TASKS = _read(
    "DescribeTasks", rates.ECS_CLUSTER_RESOURCE_READ, "states, exit codes and stop reasons"
)
DESCRIBE_SERVICE_DEPLOYMENTS = _read(
    "DescribeServiceDeployments",
    rates.ECS_SERVICE_DEPLOYMENT_READ,
    "circuit breaker, rollback and hooks of a rollout",
)
LIST_SERVICE_DEPLOYMENTS = _read(
    "ListServiceDeployments",
    rates.ECS_SERVICE_DEPLOYMENT_READ,
    "the history of a service's rollouts",
)
DESCRIBE_SERVICE_REVISIONS = _read(
    "DescribeServiceRevisions",
    rates.ECS_SERVICE_REVISION_READ,
    "what a rollout brought, with the digests of the images",
)
LIST_TASK_DEFINITION_FAMILIES = _read(
    "ListTaskDefinitionFamilies", rates.ECS_TASK_DEFINITION_READ, "which task definitions there are"
)
LIST_TASK_DEFINITIONS = _read(
    "ListTaskDefinitions", rates.ECS_TASK_DEFINITION_READ, "which revisions a task definition has"
)
DESCRIBE_TASK_DEFINITION = _read(
    "DescribeTaskDefinition",
    rates.ECS_TASK_DEFINITION_READ,
    "images, sizes, ports and environment of tasks",
)
LIST_CONTAINER_INSTANCES = _read(
    "ListContainerInstances", rates.ECS_CLUSTER_RESOURCE_READ, "which instances a cluster has"
)
DESCRIBE_CONTAINER_INSTANCES = _read(
    "DescribeContainerInstances",
    rates.ECS_CLUSTER_RESOURCE_READ,
    "their agents, health and free resources",
)
DESCRIBE_CAPACITY_PROVIDERS = _read(
    "DescribeCapacityProviders",
    rates.ECS_CAPACITY_PROVIDER_READ,
    "what the tasks of a cluster can run on",
)
GET_TASK_PROTECTION = _read(
    "GetTaskProtection", rates.ECS_TASK_PROTECTION, "which tasks scaling in cannot stop"
)
