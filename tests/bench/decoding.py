"""How fast and how small decoding is, against botocore's own parser.

    python -m tests.bench.decoding

Prints a table with ratios; it asserts nothing, as times depend on the machine.
"""

import gc
import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from ecstui.aws.decoding import decode
from ecstui.aws.ecs.services import _SERVICES
from ecstui.aws.ecs.tasks import _TASKS

ARN = "arn:aws:ecs:eu-west-1:123456789012"
RUNS = 20
TASKS = 10_000


def task(number: int) -> dict[str, Any]:
    """A Fargate task with two containers, as AWS describes it: about 3 KB."""
    key = f"{number:032x}"
    arn = f"{ARN}:task/prod/{key}"
    at = 1_767_225_600.123 + number
    return {
        "attachments": [
            {
                "id": f"11111111-2222-3333-4444-{number:012}",
                "type": "ElasticNetworkInterface",
                "status": "ATTACHED",
                "details": [
                    {"name": "subnetId", "value": "subnet-0123456789abcdef0"},
                    {"name": "networkInterfaceId", "value": f"eni-{number:017x}"},
                    {"name": "macAddress", "value": "0a:58:a9:fe:ac:02"},
                    {"name": "privateDnsName", "value": "ip-10-0-1-23.ec2.internal"},
                    {"name": "privateIPv4Address", "value": "10.0.1.23"},
                ],
            }
        ],
        "attributes": [{"name": "ecs.cpu-architecture", "value": "x86_64"}],
        "availabilityZone": "eu-west-1a",
        "capacityProviderName": "FARGATE",
        "clusterArn": f"{ARN}:cluster/prod",
        "connectivity": "CONNECTED",
        "connectivityAt": at,
        "containers": [container(arn, key, name, at) for name in ("app", "log-router")],
        "cpu": "1024",
        "createdAt": at,
        "desiredStatus": "RUNNING",
        "enableExecuteCommand": False,
        "ephemeralStorage": {"sizeInGiB": 20},
        "fargateEphemeralStorage": {"sizeInGiB": 20},
        "group": f"service:checkout-{number % 500}",
        "healthStatus": "HEALTHY",
        "lastStatus": "RUNNING",
        "launchType": "FARGATE",
        "memory": "2048",
        "overrides": {
            "containerOverrides": [{"name": "app"}, {"name": "log-router"}],
            "inferenceAcceleratorOverrides": [],
        },
        "platformFamily": "Linux",
        "platformVersion": "1.4.0",
        "pullStartedAt": at + 5,
        "pullStoppedAt": at + 15,
        "startedAt": at + 20,
        "startedBy": f"ecs-svc/{number % 500:019}",
        "tags": [{"key": "team", "value": "payments"}],
        "taskArn": arn,
        "taskDefinitionArn": f"{ARN}:task-definition/checkout:{number % 50}",
        "version": 5,
    }


def container(arn: str, key: str, name: str, at: float) -> dict[str, Any]:
    """A container of a task."""
    return {
        "containerArn": f"{ARN}:container/prod/{key}/{name}",
        "taskArn": arn,
        "name": name,
        "image": f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{name}:1.2.3",
        "imageDigest": f"sha256:{key}{key}",
        "runtimeId": f"{key}-0123456789",
        "lastStatus": "RUNNING",
        "networkBindings": [],
        "networkInterfaces": [
            {"attachmentId": f"eni-attach-{key[:17]}", "privateIpv4Address": "10.0.1.23"}
        ],
        "healthStatus": "HEALTHY",
        "managedAgents": [
            {"lastStartedAt": at, "name": "ExecuteCommandAgent", "lastStatus": "RUNNING"}
        ],
        "cpu": "512",
        "memory": "1024",
        "memoryReservation": "512",
    }


def service(number: int) -> dict[str, Any]:
    """A service with its last 100 events."""
    arn = f"{ARN}:service/prod/checkout-{number}"
    deployment = {
        "id": f"ecs-svc/{number:019}",
        "status": "PRIMARY",
        "taskDefinition": f"{ARN}:task-definition/checkout:42",
        "desiredCount": 4,
        "pendingCount": 0,
        "runningCount": 4,
        "failedTasks": 0,
        "createdAt": 1_767_225_600.5,
        "updatedAt": 1_767_225_700.5,
        "launchType": "FARGATE",
        "rolloutState": "COMPLETED",
        "rolloutStateReason": "ECS deployment completed.",
    }
    return {
        "serviceArn": arn,
        "serviceName": f"checkout-{number}",
        "clusterArn": f"{ARN}:cluster/prod",
        "status": "ACTIVE",
        "desiredCount": 4,
        "runningCount": 4,
        "pendingCount": 0,
        "launchType": "FARGATE",
        "taskDefinition": deployment["taskDefinition"],
        "deployments": [deployment],
        "events": [
            {
                "id": f"11111111-2222-3333-4444-{event:012}",
                "createdAt": 1_767_225_600.5 - event,
                "message": f"(service checkout-{number}) has reached a steady state.",
            }
            for event in range(100)
        ],
        "createdAt": 1_767_000_000.0,
        "schedulingStrategy": "REPLICA",
    }


def botocore_parse(operation: str) -> Callable[[bytes], Any]:
    """botocore's parser of an ECS operation, from a body to dicts."""
    model = ServiceModel(Loader().load_service_model("ecs", "service-2"), "ecs")
    shape = model.operation_model(operation).output_shape
    parser = create_parser("json")

    def parse(body: bytes) -> Any:
        response = {"body": body, "headers": {}, "status_code": 200, "context": {}}
        return parser.parse(response, shape)

    return parse


def best_of(run: Callable[[], Any]) -> float:
    """Milliseconds of the fastest of several runs."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def megabytes(parse: Callable[[bytes], Any], bodies: list[bytes]) -> float:
    """Memory that the parsed bodies occupy."""
    gc.collect()
    tracemalloc.start()
    kept = [parse(body) for body in bodies]
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == len(bodies)
    return size / 1e6


def bodies() -> list[bytes]:
    """DescribeTasks answers of 100 tasks each."""
    return [
        json.dumps({"tasks": [task(n) for n in range(at, at + 100)], "failures": []}).encode()
        for at in range(0, TASKS, 100)
    ]


def main() -> None:
    """Measure and print."""
    table = Table("what", "size", "botocore", "ecstui", "ratio", title="Decoding")

    def row(what: str, size: str, theirs: float, ours: float, unit: str) -> None:
        ratio = f"{theirs / ours:.1f}x"
        table.add_row(what, size, f"{theirs:.1f} {unit}", f"{ours:.1f} {unit}", ratio)

    def timed(what: str, operation: str, body: bytes, adapter: TypeAdapter[Any]) -> None:
        parse = botocore_parse(operation)
        theirs, ours = best_of(lambda: parse(body)), best_of(lambda: decode(body, adapter))
        row(what, f"{len(body) / 1e3:.0f} KB", theirs, ours, "ms")

    described = bodies()
    services = json.dumps({"services": [service(n) for n in range(10)], "failures": []}).encode()
    timed("DescribeTasks, 100 tasks", "DescribeTasks", described[0], _TASKS)
    timed("DescribeServices, 10 with 100 events", "DescribeServices", services, _SERVICES)
    row(
        f"{TASKS:,} tasks in memory",
        f"{sum(map(len, described)) / 1e6:.0f} MB",
        megabytes(botocore_parse("DescribeTasks"), described),
        megabytes(lambda body: decode(body, _TASKS), described),
        "MB",
    )
    Console().print(table)


if __name__ == "__main__":
    main()
