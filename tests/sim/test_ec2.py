"""Subnets and zones over HTTP."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.world import World
from tests.sim.ecs.account import REGION, Account

Ask = Callable[..., Any]


@pytest.fixture
async def ecs(aio: Callable[..., Any], world: World) -> AsyncIterator[Account]:
    async with aio("ecs") as client:
        await client.create_cluster()
        account = Account(client, world)
        subnets = account.state.subnets
        subnets["subnet-1"] = Subnet("subnet-1", f"{REGION}a", "10.20", 0)
        subnets["subnet-2"] = Subnet("subnet-2", f"{REGION}c", "10.20", 64, size=11)
        yield account


async def subnets(ask: Ask, **parameters: Any) -> dict[str, Any]:
    answer = await ask("ec2", "describe_subnets", **parameters)
    return {each["SubnetId"]: each for each in answer["Subnets"]}


@pytest.mark.usefixtures("ecs")
async def test_blocks_and_zones(ask: Ask) -> None:
    found = await subnets(ask)
    assert {name: each["CidrBlock"] for name, each in found.items()} == {
        "subnet-1": "10.20.0.0/20",
        "subnet-2": "10.20.64.0/28",
    }
    free = {name: each["AvailableIpAddressCount"] for name, each in found.items()}
    assert free == {"subnet-1": 4091, "subnet-2": 11}
    assert found["subnet-2"]["AvailabilityZoneId"] == "euw1-az3"
    assert found["subnet-1"]["VpcId"] == found["subnet-2"]["VpcId"]


async def test_tasks_take_addresses_and_give_them_back(ask: Ask, ecs: Account) -> None:
    network = {"awsvpcConfiguration": {"subnets": ["subnet-2"]}}
    await ecs.steady("web", 4, networkConfiguration=network)
    assert (await subnets(ask))["subnet-2"]["AvailableIpAddressCount"] == 7
    addresses = [
        detail["value"]
        for task in await ecs.tasks()
        for detail in task["attachments"][0]["details"]
        if detail["name"] == "privateIPv4Address"
    ]
    assert sorted(addresses) == [f"10.20.64.{host}" for host in (4, 5, 6, 7)]
    await ecs.update("web", desiredCount=1)
    ecs.advance(120)
    assert (await subnets(ask))["subnet-2"]["AvailableIpAddressCount"] == 10


@pytest.mark.usefixtures("ecs")
async def test_ids_and_filters(ask: Ask) -> None:
    assert list(await subnets(ask, SubnetIds=["subnet-2"])) == ["subnet-2"]
    by_zone = [{"Name": "availability-zone", "Values": ["*a", "x"]}]
    assert list(await subnets(ask, Filters=by_zone)) == ["subnet-1"]
    both = [*by_zone, {"Name": "subnet-id", "Values": ["subnet-2"]}]
    assert await subnets(ask, Filters=both) == {}


@pytest.mark.usefixtures("ecs")
@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"SubnetIds": ["subnet-9"]}, "InvalidSubnetID.NotFound"),
        ({"Filters": [{"Name": "colour", "Values": ["red"]}]}, "InvalidParameterValue"),
        ({"SubnetIds": ["subnet-1"], "MaxResults": 5}, "InvalidParameterCombination"),
        ({"NextToken": "x"}, "InvalidNextToken"),
    ],
)
async def test_refusals(ask: Ask, parameters: Any, code: str) -> None:
    with pytest.raises(ClientError) as refused:
        await ask("ec2", "describe_subnets", **parameters)
    assert refused.value.response["Error"]["Code"] == code


async def test_zones(ask: Ask) -> None:
    answer = await ask("ec2", "describe_availability_zones", region="ap-northeast-1")
    found = {zone["ZoneName"]: zone["ZoneId"] for zone in answer["AvailabilityZones"]}
    assert found == {
        "ap-northeast-1a": "apne1-az1",
        "ap-northeast-1c": "apne1-az3",
        "ap-northeast-1d": "apne1-az4",
    }
    answer = await ask("ec2", "describe_availability_zones", ZoneNames=[f"{REGION}c"])
    assert [zone["State"] for zone in answer["AvailabilityZones"]] == ["available"]
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        await ask("ec2", "describe_availability_zones", ZoneNames=["mars-1a"])
