"""Batch limits, failures[] and error codes."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.sim.ecs.account import NETWORK, Account, container

BATCHES: list[tuple[str, str, int]] = [
    ("describe_services", "services", 10),
    ("describe_tasks", "tasks", 100),
    ("describe_container_instances", "containerInstances", 100),
    ("describe_service_deployments", "serviceDeploymentArns", 20),
    ("describe_service_revisions", "serviceRevisionArns", 20),
    ("describe_clusters", "clusters", 100),
]


@pytest.mark.parametrize(("operation", "parameter", "limit"), BATCHES)
async def test_batches_have_limits(
    ecs: Account, operation: str, parameter: str, limit: int
) -> None:
    call = getattr(ecs.client, operation)
    names = [f"x{n}" for n in range(limit + 1)]

    answer = await call(**{parameter: names[:limit]})

    assert [f["reason"] for f in answer["failures"]] == ["MISSING"] * limit
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await call(**{parameter: names})
    if parameter != "clusters":
        with pytest.raises(ecs.client.exceptions.InvalidParameterException):
            await call(**{parameter: []})


async def test_what_is_missing_is_named_by_arn(ecs: Account) -> None:
    await ecs.steady("web", 1)
    other = "arn:aws:ecs:eu-west-1:123456789012:service/other/web"

    answer = await ecs.client.describe_services(services=["web", "nope", other])

    assert [s["serviceName"] for s in answer["services"]] == ["web"]
    assert answer["failures"] == [
        {"arn": "arn:aws:ecs:eu-west-1:123456789012:service/default/nope", "reason": "MISSING"},
        {"arn": other, "reason": "MISSING"},
    ]


async def test_a_cluster_may_be_named_by_arn(ecs: Account) -> None:
    arn = (await ecs.client.create_cluster(clusterName="prod"))["cluster"]["clusterArn"]

    assert (await ecs.client.list_services(cluster=arn))["serviceArns"] == []
    with pytest.raises(ecs.client.exceptions.ClusterNotFoundException):
        await ecs.client.list_services(cluster=arn.replace("eu-west-1", "us-east-1"))


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("list_services", {"cluster": "nope"}, "ClusterNotFoundException"),
    ("describe_services", {"cluster": "nope", "services": ["x"]}, "ClusterNotFoundException"),
    ("list_tasks", {"serviceName": "nope"}, "ServiceNotFoundException"),
    ("list_tasks", {"containerInstance": "nope"}, "InvalidParameterException"),
    ("update_service", {"service": "nope"}, "ServiceNotFoundException"),
    ("delete_service", {"service": "nope"}, "ServiceNotFoundException"),
    ("list_service_deployments", {"service": "nope"}, "ServiceNotFoundException"),
    ("stop_task", {"task": "nope"}, "InvalidParameterException"),
    ("describe_task_definition", {"taskDefinition": "nope"}, "ClientException"),
    ("describe_task_definition", {"taskDefinition": "web:x"}, "ClientException"),
    ("deregister_task_definition", {"taskDefinition": "web"}, "ClientException"),
    ("run_task", {"taskDefinition": "nope"}, "ClientException"),
    ("create_service", {"serviceName": "a b"}, "InvalidParameterException"),
    ("create_service", {"serviceName": "new"}, "InvalidParameterException"),
    ("create_cluster", {"clusterName": "a b"}, "InvalidParameterException"),
    ("create_cluster", {"capacityProviders": ["nope"]}, "InvalidParameterException"),
    ("list_tags_for_resource", {"resourceArn": "nope"}, "InvalidParameterException"),
    ("list_tags_for_resource", {"resourceArn": "arn:aws:ecs:r:1:cluster/nope"},
     "InvalidParameterException"),
    ("execute_command", {"task": "nope", "command": "sh", "interactive": True},
     "InvalidParameterException"),
    ("get_task_protection", {"cluster": "default"}, "InvalidParameterException"),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "parameters", "code"), REFUSED)
async def test_error_codes(
    ecs: Account, operation: str, parameters: dict[str, Any], code: str
) -> None:
    with pytest.raises(ClientError) as refused:
        await getattr(ecs.client, operation)(**parameters)

    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


CREATIONS: list[tuple[dict[str, Any], str]] = [
    ({"networkConfiguration": None}, "Network Configuration must be provided"),
    ({"networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}}, "subnets"),
    (
        {"networkConfiguration": {"awsvpcConfiguration": {"subnets": ["s"] * 17}}},
        "at most 16",
    ),
    (
        {
            "networkConfiguration": {
                "awsvpcConfiguration": {"subnets": ["s"], "securityGroups": ["g"] * 6}
            }
        },
        "at most 5",
    ),
    ({"capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]}, "both a launch type"),
    ({"desiredCount": -1}, "between 0 and 5000"),
    ({"desiredCount": 5001}, "between 0 and 5000"),
    (
        {"loadBalancers": [{"targetGroupArn": "g", "containerName": "app", "containerPort": 1}]},
        "did not have a container port 1",
    ),
    ({"schedulingStrategy": "DAEMON", "desiredCount": 1}, "does not support a desired count"),
    ({"deploymentController": {"type": "EXTERNAL"}}, "deployment controller"),
    ({"deploymentConfiguration": {"strategy": "CANARY"}}, "CANARY"),
]


@pytest.mark.parametrize(("change", "message"), CREATIONS)
async def test_services_that_cannot_be(ecs: Account, change: dict[str, Any], message: str) -> None:
    body = {
        "serviceName": "web",
        "taskDefinition": await ecs.register("web"),
        "launchType": "FARGATE",
        "networkConfiguration": NETWORK,
        "desiredCount": 0,
        **change,
    }

    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match=message):
        await ecs.client.create_service(**{k: v for k, v in body.items() if v is not None})

    assert (await ecs.client.list_services())["serviceArns"] == []


async def test_a_strategy_needs_providers_of_the_cluster(ecs: Account) -> None:
    strategy = [{"capacityProvider": "FARGATE", "weight": 1}]
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="not associated"):
        await ecs.create("web", 1, launchType=None, capacityProviderStrategy=strategy,
                         networkConfiguration=NETWORK)  # fmt: skip


async def test_a_refused_update_changes_nothing(ecs: Account) -> None:
    await ecs.steady("web", 1)
    before = await ecs.service("web")

    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.update("web", desiredCount=9999, enableExecuteCommand=True)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.update("web", desiredCount=3, deploymentConfiguration={"maximumPercent": 1})

    assert await ecs.service("web") == before


async def test_an_inactive_task_definition_starts_nothing_new(ecs: Account) -> None:
    arn = await ecs.register("web")
    await ecs.steady("web", 1, arn)
    newer = await ecs.register("web")
    await ecs.client.deregister_task_definition(taskDefinition=newer)

    with pytest.raises(ecs.client.exceptions.ClientException, match="inactive"):
        await ecs.update("web", newer)
    with pytest.raises(ecs.client.exceptions.ClientException, match="inactive"):
        await ecs.client.run_task(taskDefinition=newer)


DEFINITIONS: list[tuple[dict[str, Any], str]] = [
    ({"cpu": "256", "memory": "4096"}, "No Fargate configuration"),
    ({"cpu": "257"}, "No Fargate configuration"),
    ({"cpu": "much"}, "Invalid 'cpu'"),
    ({"networkMode": "bridge"}, "awsvpc"),
    ({"cpu": None}, "'cpu' be defined"),
    ({"family": "a b"}, "Family"),
    ({"containerDefinitions": []}, "1 to 10"),
    ({"containerDefinitions": [container(f"c{n}") for n in range(11)]}, "1 to 10"),
    ({"containerDefinitions": [container(), container()]}, "unique"),
    ({"containerDefinitions": [{"name": "app"}]}, "image"),
    ({"containerDefinitions": [{"image": "app"}]}, "name"),
    ({"containerDefinitions": [container(essential=False)]}, "essential"),
    ({"containerDefinitions": [container(memory=128, memoryReservation=256)]}, "reservation"),
]


@pytest.mark.parametrize(("change", "message"), DEFINITIONS)
async def test_task_definitions_that_cannot_be(
    ecs: Account, change: dict[str, Any], message: str
) -> None:
    body = {
        "family": "web",
        "containerDefinitions": [container()],
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
        **change,
    }

    with pytest.raises(ecs.client.exceptions.ClientException, match=message):
        await ecs.client.register_task_definition(
            **{k: v for k, v in body.items() if v is not None}
        )


async def test_on_ec2_a_container_needs_memory(ecs: Account) -> None:
    with pytest.raises(ecs.client.exceptions.ClientException, match="At least one of 'memory'"):
        await ecs.client.register_task_definition(family="web", containerDefinitions=[container()])
