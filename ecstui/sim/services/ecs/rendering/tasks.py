"""Tasks as DescribeTasks, RunTask and StopTask give them."""

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import managed_agent
from ecstui.sim.services.ecs.identifiers import derived, derived_uuid, number
from ecstui.sim.services.ecs.placement import address_text
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.services.ecs.records.task import Container, Task

EPHEMERAL_GIB = 20
"""What Fargate gives a task without asking."""


def task(record: Task, *, with_tags: bool = False) -> Body:
    """A task in the shape of the model's `Task`; tags only when they were asked for."""
    definition = record.definition
    body: Body = {
        "taskArn": record.arn,
        "clusterArn": record.cluster.arn,
        "taskDefinitionArn": definition.arn,
        "group": record.group,
        "launchType": record.launch_type,
        "lastStatus": record.status,
        "desiredStatus": record.desired,
        "healthStatus": record.health,
        "version": record.version,
        "createdAt": record.created_at,
        "cpu": str(definition.cpu),
        "memory": str(definition.memory),
        "enableExecuteCommand": record.exec_enabled,
        "availabilityZone": record.zone,
        "attachments": [_interface(record, record.subnet)] if record.subnet else [],
        "attributes": [{"name": "ecs.cpu-architecture", "value": _architecture(record)}],
        "containers": [_container(record, c) for c in record.containers],
        "overrides": _overrides(record),
        "inferenceAccelerators": [],
        "tags": record.tags if with_tags else [],
    }
    body.update(_placement(record))
    body.update((name, value) for name, value in _moments(record).items() if value is not None)
    return body


def _placement(record: Task) -> Body:
    body: Body = {}
    if record.started_by:
        body["startedBy"] = record.started_by
    if record.capacity_provider:
        body["capacityProviderName"] = record.capacity_provider
    if record.instance:
        body["containerInstanceArn"] = record.instance.arn
    if record.platform_version:
        body["platformVersion"], body["platformFamily"] = record.platform_version, "Linux"
        storage = record.definition.body.get("ephemeralStorage", {"sizeInGiB": EPHEMERAL_GIB})
        body["ephemeralStorage"] = body["fargateEphemeralStorage"] = storage
    return body


def _moments(record: Task) -> Body:
    return {
        "connectivity": "CONNECTED" if record.connectivity_at else None,
        "connectivityAt": record.connectivity_at,
        "pullStartedAt": record.pull_started_at,
        "pullStoppedAt": record.pull_stopped_at,
        "startedAt": record.started_at,
        "stoppingAt": record.stopping_at,
        "executionStoppedAt": record.execution_stopped_at,
        "stoppedAt": record.stopped_at,
        "stopCode": record.stop_code,
        "stoppedReason": record.stopped_reason,
    }


def _overrides(record: Task) -> Body:
    given = record.overrides or {}
    named = {c["name"]: c for c in given.get("containerOverrides", [])}
    containers = [named.get(c.spec.name, {"name": c.spec.name}) for c in record.containers]
    return {**given, "containerOverrides": containers, "inferenceAcceleratorOverrides": []}


def _architecture(record: Task) -> str:
    platform = record.definition.body.get("runtimePlatform", {})
    return "arm64" if platform.get("cpuArchitecture") == "ARM64" else "x86_64"


def _interface(record: Task, subnet: Subnet) -> Body:
    """The elastic network interface; its identifiers follow from the task's."""
    details = [{"name": "subnetId", "value": subnet.id}]
    if record.status != "PROVISIONING":
        address = address_text(subnet, record.address)
        mac = derived(record.id, "mac", 10)
        pairs = [mac[i : i + 2] for i in range(0, 10, 2)]
        details += [
            {"name": "networkInterfaceId", "value": interface_id(record)},
            {"name": "macAddress", "value": ":".join(["06", *pairs])},
            {"name": "privateDnsName", "value": _dns_name(record, address)},
            {"name": "privateIPv4Address", "value": address},
        ]
    return {
        "id": attachment_id(record),
        "type": "ElasticNetworkInterface",
        "status": {"PROVISIONING": "ATTACHING", "STOPPED": "DELETED"}.get(
            record.status, "ATTACHED"
        ),
        "details": details,
    }


def _dns_name(record: Task, address: str) -> str:
    region = record.arn.split(":", 4)[3]
    return f"ip-{address.replace('.', '-')}.{region}.compute.internal"


def interface_id(record: Task) -> str:
    """The id of a task's elastic network interface."""
    return "eni-" + derived(record.id, "eni", 17)


def attachment_id(record: Task) -> str:
    """The id of the attachment that is a task's network interface."""
    return derived_uuid(record.id, "attachment")


def _container(record: Task, container: Container) -> Body:
    spec = container.spec
    body: Body = {
        "containerArn": container_arn(record, container),
        "taskArn": record.arn,
        "name": spec.name,
        "image": spec.image,
        "lastStatus": container.status,
        "healthStatus": container.health,
        "networkInterfaces": _networks(record, record.subnet) if record.subnet else [],
        "networkBindings": _bindings(record, container),
        "cpu": str(spec.cpu),
    }
    if record.exec_enabled:
        body["managedAgents"] = [_agent(record, container)]
    if record.started_at is not None:
        body["runtimeId"] = _runtime_id(record, spec.name)
        body["imageDigest"] = container.digest
    optional = {
        "memory": None if spec.memory is None else str(spec.memory),
        "memoryReservation": None if spec.reservation is None else str(spec.reservation),
        "exitCode": container.exit_code if container.status == "STOPPED" else None,
        "reason": container.reason,
    }
    body.update((name, value) for name, value in optional.items() if value is not None)
    return body


def _agent(record: Task, container: Container) -> Body:
    body: Body = {
        "name": "ExecuteCommandAgent",
        "lastStatus": managed_agent.status(record, container),
    }
    if record.agent_started_at is not None and not container.spec.read_only:
        body["lastStartedAt"] = record.agent_started_at
    return body


def container_arn(record: Task, container: Container) -> str:
    """The ARN of one container of a task."""
    prefix = record.arn.replace(":task/", ":container/", 1)
    return f"{prefix}/{derived_uuid(record.id, container.spec.name)}"


def _networks(record: Task, subnet: Subnet) -> list[Body]:
    if record.status == "PROVISIONING":
        return []
    address = address_text(subnet, record.address)
    return [{"attachmentId": attachment_id(record), "privateIpv4Address": address}]


def _runtime_id(record: Task, container: str) -> str:
    digits = derived(record.id, f"runtime:{container}", 64)
    return f"{record.id}-{number(digits, 10)}" if record.launch_type == "FARGATE" else digits


def _bindings(record: Task, container: Container) -> list[Body]:
    """Host ports in bridge mode; a dynamic one lies in the ephemeral range."""
    if record.definition.network_mode != "bridge" or container.status != "RUNNING":
        return []
    found = []
    for port, host, protocol in container.spec.ports:
        dynamic = 32768 + int(derived(record.id, f"port:{port}", 6), 16) % 28000
        found.append(
            {
                "bindIP": "0.0.0.0",
                "containerPort": port,
                "hostPort": host or dynamic,
                "protocol": protocol,
            }
        )
    return found
