"""Clusters, container instances and capacity providers as the API gives them."""

from collections.abc import Collection

from ecstui.sim.call import Body
from ecstui.sim.services.ecs.records.capacity import CapacityProvider, Cluster, ContainerInstance

RESERVED_PORTS = ["22", "2375", "2376", "51678", "51679"]
AGENT = {
    "agentVersion": "1.98.0",
    "agentHash": "4f2a9c17",
    "dockerVersion": "DockerVersion: 25.0.8",
}
LAUNCH_TYPES = (("EC2", "EC2"), ("FARGATE", "Fargate"))


def cluster(record: Cluster, include: Collection[str] = ()) -> Body:
    """A cluster in the shape of the model's `Cluster`; `include` as in DescribeClusters."""
    body: Body = {
        "clusterArn": record.arn,
        "clusterName": record.name,
        "status": record.status,
        "registeredContainerInstancesCount": len(record.instances),
        "runningTasksCount": sum(c.running for c in record.counts.values()),
        "pendingTasksCount": sum(c.pending for c in record.counts.values()),
        "activeServicesCount": _services(record, "ACTIVE", None),
        "statistics": _statistics(record) if "STATISTICS" in include else [],
        "tags": record.tags if "TAGS" in include else [],
        "settings": record.settings if "SETTINGS" in include else [],
        "capacityProviders": record.capacity_providers,
        "defaultCapacityProviderStrategy": record.default_strategy,
    }
    if "CONFIGURATIONS" in include and record.configuration:
        body["configuration"] = record.configuration
    if "ATTACHMENTS" in include:
        body["attachments"] = []
    return body


def _services(record: Cluster, status: str, launch_type: str | None) -> int:
    return sum(
        s.status == status and launch_type in (None, s.settings.get("launchType", "FARGATE"))
        for s in record.services.values()
    )


def _statistics(record: Cluster) -> list[Body]:
    """The model's list of names (Cluster.statistics), spelled as DescribeClusters gives them."""
    found: dict[str, int] = {}
    for key, name in LAUNCH_TYPES:
        counts = record.counts.get(key)
        found[f"running{name}TasksCount"] = counts.running if counts else 0
        found[f"pending{name}TasksCount"] = counts.pending if counts else 0
        found[f"active{name}ServiceCount"] = _services(record, "ACTIVE", key)
        found[f"draining{name}ServiceCount"] = _services(record, "DRAINING", key)
    return [{"name": name, "value": str(value)} for name, value in found.items()]


def container_instance(record: ContainerInstance, include: Collection[str] = ()) -> Body:
    """A container instance; `include` as in DescribeContainerInstances."""
    body: Body = {
        "containerInstanceArn": record.arn,
        "ec2InstanceId": record.ec2_instance_id,
        "version": record.version,
        "versionInfo": AGENT,
        "registeredResources": _resources(record.cpu, record.memory),
        "remainingResources": _resources(
            record.cpu - record.cpu_used, record.memory - record.memory_used
        ),
        "status": record.status,
        "agentConnected": record.agent_connected,
        "runningTasksCount": record.counts.running,
        "pendingTasksCount": record.counts.pending,
        "attributes": [{"name": k, "value": v} for k, v in attributes(record).items()],
        "registeredAt": record.registered_at,
        "attachments": [],
        "tags": record.tags if "TAGS" in include else [],
    }
    if record.capacity_provider:
        body["capacityProviderName"] = record.capacity_provider
    if "CONTAINER_INSTANCE_HEALTH" in include:
        body["healthStatus"] = _health(record)
    return body


def attributes(record: ContainerInstance) -> dict[str, str]:
    """The built-in attributes of a container instance."""
    return {
        "ecs.availability-zone": record.zone,
        "ecs.instance-type": record.instance_type,
        "ecs.os-type": "linux",
        "ecs.os-family": "LINUX",
        "ecs.cpu-architecture": "x86_64",
    }


def _health(record: ContainerInstance) -> Body:
    verdict = "OK" if record.agent_connected else "IMPAIRED"
    detail = {
        "type": "CONTAINER_RUNTIME",
        "status": verdict,
        "lastUpdated": record.registered_at,
        "lastStatusChange": record.registered_at,
    }
    return {"overallStatus": verdict, "details": [detail]}


def _resources(cpu: int, memory: int) -> list[Body]:
    def number(name: str, value: int) -> Body:
        return {
            "name": name,
            "type": "INTEGER",
            "doubleValue": 0.0,
            "longValue": 0,
            "integerValue": value,
        }

    ports = {
        "name": "PORTS",
        "type": "STRINGSET",
        "doubleValue": 0.0,
        "longValue": 0,
        "integerValue": 0,
        "stringSetValue": RESERVED_PORTS,
    }
    udp = {**ports, "name": "PORTS_UDP", "stringSetValue": []}
    return [number("CPU", cpu), number("MEMORY", memory), ports, udp]


def capacity_provider(record: CapacityProvider, *, with_tags: bool = False) -> Body:
    """A capacity provider in the shape of the model's `CapacityProvider`."""
    body: Body = {
        "capacityProviderArn": record.arn,
        "name": record.name,
        "status": "ACTIVE",
        "type": record.type,
        "tags": record.tags if with_tags else [],
    }
    if record.auto_scaling_group:
        body["autoScalingGroupProvider"] = record.auto_scaling_group
    return body
