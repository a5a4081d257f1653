from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs import Kind
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.call import Call
from ecstui.sim.services.ecs.capacity import register_instance
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_answer
from tests.world import ALICE, REGION, call

ARN = "arn:aws:ecs:ap-northeast-1:123456789012:"
IDENTIFIERS = {
    Kind.CAPACITY_PROVIDER: "capacityProviderArn",
    Kind.CLUSTER: "clusterArn",
    Kind.CONTAINER_INSTANCE: "containerInstanceArn",
    Kind.SERVICE: "serviceArn",
    Kind.SERVICE_DEPLOYMENT: "serviceDeploymentArn",
    Kind.SERVICE_REVISION: "serviceRevisionArn",
    Kind.TASK: "taskArn",
    Kind.TASK_DEFINITION: "taskDefinitionArn",
}


def arn_of_one(world: World, kind: Kind) -> str:
    cart = call(world, "DescribeServices", cluster="prod-web", services=["cart"])["services"][0]
    plane = Plane.of(Call(world, ALICE, REGION, "ecs", "test", "id"))
    if kind is Kind.CONTAINER_INSTANCE:
        machine = {"zone": f"{REGION}a", "instance_type": "m7g.large", "cpu": 1, "memory": 1}
        return register_instance(plane, "prod-web", **machine).arn  # type: ignore[arg-type]
    if kind is Kind.CAPACITY_PROVIDER:
        plane.state.clusters["prod-web"].capacity_providers.append("FARGATE")
    if kind is Kind.TASK:
        return str(call(world, "ListTasks", cluster="prod-web")["taskArns"][0])
    arns: dict[Kind, str] = {
        Kind.CAPACITY_PROVIDER: plane.arn("capacity-provider/FARGATE"),
        Kind.CLUSTER: cart["clusterArn"],
        Kind.SERVICE: cart["serviceArn"],
        Kind.SERVICE_DEPLOYMENT: cart["currentServiceDeployment"],
        Kind.SERVICE_REVISION: cart["currentServiceRevisions"][0]["arn"],
        Kind.TASK_DEFINITION: cart["taskDefinition"],
    }
    return arns[kind]


@pytest.mark.parametrize("kind", Kind)
async def test_each_kind_is_read_by_its_arn(conn: ReadConnection, world: World, kind: Kind) -> None:
    arn = arn_of_one(world, kind)
    found = await ecs.raw(conn, kind.value, arn, "prod-web")
    assert found[IDENTIFIERS[kind]] == arn


async def test_a_capacity_provider_is_asked_for_within_its_cluster(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        return json_answer({"capacityProviders": [{"asked": parameters}]})

    aws.handler = answer
    found = await ecs.raw(fake_conn, Kind.CAPACITY_PROVIDER, "arn:p", f"{ARN}cluster/prod")
    assert found["asked"]["cluster"] == "prod"


@pytest.mark.parametrize("kind", Kind)
async def test_what_there_is_not_is_named(conn: ReadConnection, kind: Kind) -> None:
    arn = f"{ARN}{kind}/prod-web/nothing:1"
    with pytest.raises(NotFound, match=f"no {kind.replace('-', ' ')} nothing:1"):
        await ecs.raw(conn, kind, arn, "prod-web")


async def test_members_that_nobody_knows_are_kept_as_they_came(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    service: dict[str, Any] = {
        "serviceArn": "arn:s",
        "createdAt": 1767225600.123,
        "newIn2027": {"deep": [None, 1]},
    }
    answers({"services": [service]})
    assert await ecs.raw(fake_conn, Kind.SERVICE, "arn:s", "prod") == service


@pytest.mark.parametrize("body", [{}, {"services": None}, {"services": ["x"]}])
async def test_a_wrong_body_is_no_service(
    answers: Callable[..., None], fake_conn: ReadConnection, body: dict[str, Any]
) -> None:
    answers(body)
    with pytest.raises(Unreachable, match="not what AWS documents"):
        await ecs.raw(fake_conn, Kind.SERVICE, "arn:s", "prod")


async def test_a_wrong_body_is_no_task_definition(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"tags": []})
    with pytest.raises(Unreachable, match="not what AWS documents"):
        await ecs.raw(fake_conn, Kind.TASK_DEFINITION, "web:1")


async def test_an_answer_with_nothing_in_it(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"services": []})
    with pytest.raises(NotFound, match="not in the answer"):
        await ecs.raw(fake_conn, Kind.SERVICE, "arn:s", "prod")
