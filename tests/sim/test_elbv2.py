"""Target groups and the health of their targets over HTTP."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.ecs.behaviours import FailingHealthCheck
from ecstui.sim.services.ecs.capacity import register_instance
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.sim.ecs.account import ACCOUNT, CHECK, REGION, Account, container

GROUP = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/web-80/73e2d6bc24d8a067"
BALANCED = [{"targetGroupArn": GROUP, "containerName": "app", "containerPort": 80}]
Ask = Callable[..., Any]


@pytest.fixture
async def ecs(aio: Callable[..., Any], world: World) -> AsyncIterator[Account]:
    async with aio("ecs") as client:
        await client.create_cluster()
        yield Account(client, world)


def web(**more: Any) -> dict[str, Any]:
    return container(portMappings=[{"containerPort": 80}], **more)


async def steady(ecs: Account, count: int = 2) -> None:
    await ecs.steady("web", count, await ecs.register("web", web()), loadBalancers=BALANCED)


async def health(ask: Ask, **parameters: Any) -> list[dict[str, Any]]:
    answer = await ask("elbv2", "describe_target_health", TargetGroupArn=GROUP, **parameters)
    return list(answer["TargetHealthDescriptions"])


def states(found: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    healths = [each["TargetHealth"] for each in found]
    return [(each["State"], each.get("Reason")) for each in healths]


async def addresses(ecs: Account) -> list[str]:
    return [
        detail["value"]
        for task in await ecs.tasks()
        for detail in task["attachments"][0]["details"]
        if detail["name"] == "privateIPv4Address"
    ]


async def test_targets_are_the_addresses_of_the_tasks(ask: Ask, ecs: Account) -> None:
    await steady(ecs)
    ecs.advance(60)
    found = await health(ask)
    assert [each["Target"]["Id"] for each in found] == await addresses(ecs)
    assert {each["Target"]["Port"] for each in found} == {80}
    assert states(found) == [("healthy", None)] * 2
    other = {"Id": "10.9.9.9", "Port": 80}
    assert states(await health(ask, Targets=[found[0]["Target"], other])) == [
        ("healthy", None),
        ("unused", "Target.NotRegistered"),
    ]


async def test_a_target_registers_is_checked_and_drains(ask: Ask, ecs: Account) -> None:
    await ecs.create("web", 1, await ecs.register("web", web()), loadBalancers=BALANCED)
    seen: list[tuple[str, str | None]] = []

    async def watch(seconds: int) -> None:
        for _ in range(seconds):
            ecs.advance(1)
            for state in states(await health(ask)):
                if state not in seen:
                    seen.append(state)

    await watch(80)
    await ecs.update("web", desiredCount=0)
    await watch(60)
    assert seen == [
        ("initial", "Elb.RegistrationInProgress"),
        ("initial", "Elb.InitialHealthChecking"),
        ("healthy", None),
        ("draining", "Target.DeregistrationInProgress"),
    ]
    assert await health(ask) == []


async def test_a_failing_task_is_unhealthy(ask: Ask, ecs: Account) -> None:
    check = {**CHECK, "startPeriod": 60}
    bad = await ecs.register("web", web(healthCheck=check), behaviour=FailingHealthCheck())
    await ecs.create("web", 1, bad, loadBalancers=BALANCED)
    ecs.advance(100)
    assert states(await health(ask)) == [("unhealthy", "Target.ResponseCodeMismatch")]


async def test_instances_are_targets_by_their_host_port(
    ask: Ask, ecs: Account, world: World
) -> None:
    plane = Plane.at(world, ACCOUNT, REGION)
    register_instance(
        plane, "default", zone=f"{REGION}a", instance_type="m6i.large", cpu=2048, memory=7000
    )
    answer = await ecs.client.register_task_definition(
        family="web", containerDefinitions=[web(memory=256)], networkMode="bridge"
    )
    arn = answer["taskDefinition"]["taskDefinitionArn"]
    await ecs.steady("web", 1, arn, launchType="EC2", loadBalancers=BALANCED)
    ecs.advance(60)
    (found,) = await health(ask)
    (task,) = await ecs.tasks()
    assert found["Target"]["Id"].startswith("i-")
    binding = task["containers"][0]["networkBindings"][0]
    assert found["Target"]["Port"] == binding["hostPort"] > 32767
    (group,) = (await ask("elbv2", "describe_target_groups"))["TargetGroups"]
    assert group["TargetType"] == "instance"


async def test_target_groups(ask: Ask, ecs: Account) -> None:
    await steady(ecs)
    (group,) = (await ask("elbv2", "describe_target_groups"))["TargetGroups"]
    assert (group["TargetGroupArn"], group["TargetGroupName"]) == (GROUP, "web-80")
    assert (group["Port"], group["TargetType"]) == (80, "ip")
    for chosen in (
        {"TargetGroupArns": [GROUP]},
        {"Names": ["web-80"]},
        {"LoadBalancerArn": group["LoadBalancerArns"][0]},
    ):
        answer = await ask("elbv2", "describe_target_groups", **chosen)
        assert [each["TargetGroupArn"] for each in answer["TargetGroups"]] == [GROUP]


@pytest.mark.parametrize(
    ("method", "parameters", "code"),
    [
        ("describe_target_health", {"TargetGroupArn": f"{GROUP}0"}, "TargetGroupNotFound"),
        ("describe_target_groups", {"Names": ["api-80"]}, "TargetGroupNotFound"),
        ("describe_target_groups", {"LoadBalancerArn": "arn:x"}, "LoadBalancerNotFound"),
        ("describe_target_groups", {"Marker": "x"}, "ValidationError"),
    ],
)
async def test_refusals(ask: Ask, ecs: Account, method: str, parameters: Any, code: str) -> None:
    await steady(ecs, 1)
    with pytest.raises(ClientError) as refused:
        await ask("elbv2", method, **parameters)
    assert refused.value.response["Error"]["Code"] == code


async def test_groups_come_in_pages(ask: Ask, ecs: Account) -> None:
    await steady(ecs, 1)
    other = [{**BALANCED[0], "targetGroupArn": GROUP.replace("web-80", "api-80")}]
    await ecs.create("api", 1, await ecs.register("api", web()), loadBalancers=other)
    first = await ask("elbv2", "describe_target_groups", PageSize=1)
    rest = await ask("elbv2", "describe_target_groups", Marker=first["NextMarker"])
    names = [each["TargetGroupName"] for each in first["TargetGroups"] + rest["TargetGroups"]]
    assert names == ["api-80", "web-80"]
