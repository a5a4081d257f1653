import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2 import groups, route_tables, rules, subnets
from ecstui.aws.errors import NotFound
from ecstui.sim.server import Server
from ecstui.sim.services.ec2.declaring import route_table, vpc
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.services.ec2.rules import group
from ecstui.sim.world import World
from tests.world import ACCOUNT, REGION, create_service

SUBNETS = ["subnet-0a", "subnet-0b"]


async def test_how_many_addresses_are_left(conn: ReadConnection, world: World) -> None:
    before = {it.subnet_id: it for it in await subnets(conn, [*SUBNETS, *SUBNETS])}
    assert sorted(before) == SUBNETS
    first = before["subnet-0a"]
    assert first.availability_zone.startswith("ap-northeast-1")
    assert first.cidr_block is not None
    create_service(world, "more", 10)
    world.advance(1800)
    after = await subnets(conn, SUBNETS)
    taken = sum(it.available_ip_address_count for it in before.values()) - sum(
        it.available_ip_address_count for it in after
    )
    assert taken == 10


async def test_none_are_not_all(sim: Server, conn: ReadConnection) -> None:
    assert await subnets(conn, []) == ()
    assert sim.calls.total() == 0


async def test_a_subnet_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match=r"InvalidSubnetID\.NotFound"):
        await subnets(conn, ["subnet-0a", "subnet-nothing"])


async def test_what_is_longer_than_a_page_is_read_to_its_end(
    sim: Server, conn: ReadConnection, world: World
) -> None:
    place = Place.at(world, ACCOUNT, REGION)
    vpc(place, place.vpc, "shop", "10.0.0.0/16")
    for number in range(249):
        route_table(place, f"rtb-{number:03}", "", [])
        group(place, f"sg-{number:03}", "", "")
    assert len(await route_tables(conn, place.vpc)) == 250
    assert sim.calls.total("ec2:DescribeRouteTables") == 3
    found = await rules(conn, [each.group_id for each in await groups(conn, place.vpc)])
    assert len(found) == 251
    assert sim.calls.total("ec2:DescribeSecurityGroupRules") == 2
