"""The network of EC2 over HTTP: ids, filters, pages and refusals of every Describe."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.ec2.declaring import route, route_table, vpc
from ecstui.sim.services.ec2.gateways import zonal_nat
from ecstui.sim.services.ec2.listing import Listing
from ecstui.sim.services.ec2.network import Place
from ecstui.sim.services.ec2.rules import allow, entry, group
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.world import World
from tests.sim.ecs.account import Account
from tests.sim.raw import ACCOUNT, REGION

Ask = Callable[..., Any]
PAGED = {
    "describe_egress_only_internet_gateways": "EgressOnlyInternetGatewayIds",
    "describe_internet_gateways": "InternetGatewayIds",
    "describe_managed_prefix_lists": "PrefixListIds",
    "describe_nat_gateways": "NatGatewayIds",
    "describe_network_acls": "NetworkAclIds",
    "describe_network_interfaces": "NetworkInterfaceIds",
    "describe_prefix_lists": "PrefixListIds",
    "describe_route_tables": "RouteTableIds",
    "describe_security_group_rules": "SecurityGroupRuleIds",
    "describe_security_groups": "GroupIds",
    "describe_transit_gateway_vpc_attachments": "TransitGatewayAttachmentIds",
    "describe_vpc_endpoints": "VpcEndpointIds",
    "describe_vpc_peering_connections": "VpcPeeringConnectionIds",
    "describe_vpcs": "VpcIds",
}
UNPAGED = {
    "describe_vpn_connections": "VpnConnectionIds",
    "describe_vpn_gateways": "VpnGatewayIds",
}
OTHER_NAMES = {"describe_nat_gateways": "Filter", "describe_flow_logs": "Filter"}


async def refusal(ask: Ask, method: str, **parameters: Any) -> str:
    with pytest.raises(ClientError) as refused:
        await ask("ec2", method, **parameters)
    return str(refused.value.response["Error"]["Code"])


@pytest.fixture
def place(world: World) -> Place:
    """An account with a VPC that has many route tables."""
    found = Place.at(world, ACCOUNT, REGION)
    vpc(found, found.vpc, "shop", "10.20.0.0/16", ipv6="2001:db8::/56")
    return found


@pytest.mark.parametrize(("method", "ids"), (PAGED | UNPAGED).items())
async def test_what_is_not_there_is_not_found(ask: Ask, method: str, ids: str) -> None:
    code = await refusal(ask, method, **{ids: ["x-0123456789abcdef0"]})
    assert "NotFound" in code
    name = OTHER_NAMES.get(method, "Filters")
    colour = [{"Name": "colour", "Values": ["red"]}]
    assert await refusal(ask, method, **{name: colour}) == "InvalidParameterValue"
    assert await refusal(ask, method, DryRun=True) == "DryRunOperation"


@pytest.mark.parametrize("method", PAGED)
async def test_a_token_of_nobody_is_refused(ask: Ask, method: str) -> None:
    assert await refusal(ask, method, NextToken="x") == "InvalidNextToken"


@pytest.mark.parametrize(
    ("method", "size"),
    [("describe_vpcs", 1001), ("describe_route_tables", 101),
     ("describe_egress_only_internet_gateways", 256), ("describe_managed_prefix_lists", 101)],
)  # fmt: skip
async def test_pages_have_the_sizes_that_ec2_allows(ask: Ask, method: str, size: int) -> None:
    assert await refusal(ask, method, MaxResults=size) == "InvalidParameterValue"


async def test_every_route_table_is_on_one_page(ask: Ask, place: Place) -> None:
    for number in range(12):
        route_table(place, f"rtb-{number:02}", f"table-{number}", [])
    found: list[str] = []
    token: dict[str, str] = {}
    while True:
        answer = await ask("ec2", "describe_route_tables", MaxResults=5, **token)
        found += [each["RouteTableId"] for each in answer["RouteTables"]]
        if "NextToken" not in answer:
            break
        token = {"NextToken": answer["NextToken"]}
    assert len(found) == len(set(found)) == 13


async def test_ids_and_pages_exclude_each_other(ask: Ask, place: Place) -> None:
    code = await refusal(ask, "describe_vpcs", VpcIds=[place.vpc], MaxResults=5)
    assert code == "InvalidParameterCombination"


async def test_filters_look_into_lists_and_tags(ask: Ask, place: Place) -> None:
    route_table(place, "rtb-1", "one", [], "subnet-1")
    route_table(place, "rtb-2", "two", [route("0.0.0.0/0", NatGatewayId="nat-1")], "subnet-2")

    async def tables(name: str, *values: str) -> list[str]:
        filters = [{"Name": name, "Values": list(values)}]
        answer = await ask("ec2", "describe_route_tables", Filters=filters)
        return [each["RouteTableId"] for each in answer["RouteTables"]]

    assert await tables("association.subnet-id", "subnet-2") == ["rtb-2"]
    assert await tables("association.main", "true") == [place.id("rtb", place.vpc)]
    assert await tables("route.nat-gateway-id", "nat-*") == ["rtb-2"]
    assert await tables("tag:Name", "one", "two") == ["rtb-1", "rtb-2"]
    assert await tables("tag-key", "Colour") == []
    assert len(await tables("vpc-id", place.vpc)) == 3


async def test_a_vpc_brings_what_aws_makes_with_it(ask: Ask, place: Place, world: World) -> None:
    subnets = world.state(EcsState, ACCOUNT, REGION).subnets
    subnets["subnet-1"] = Subnet("subnet-1", f"{REGION}a", "10.20", 0)
    (main,) = (await ask("ec2", "describe_route_tables"))["RouteTables"]
    assert [each["Main"] for each in main["Associations"]] == [True]
    assert "SubnetId" not in main["Associations"][0]
    assert {each["GatewayId"] for each in main["Routes"]} == {"local"}
    (acl,) = (await ask("ec2", "describe_network_acls"))["NetworkAcls"]
    assert [each["SubnetId"] for each in acl["Associations"]] == ["subnet-1"]
    assert [(e["RuleNumber"], e["RuleAction"]) for e in acl["Entries"] if not e["Egress"]] == [
        (100, "allow"), (101, "allow"), (32767, "deny"),
    ]  # fmt: skip
    (default,) = (await ask("ec2", "describe_security_groups"))["SecurityGroups"]
    assert default["IpPermissions"][0]["UserIdGroupPairs"][0]["GroupId"] == default["GroupId"]
    assert default["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]


async def test_attributes_of_a_vpc_come_one_at_a_time(ask: Ask, place: Place) -> None:
    place.network.attributes[place.vpc]["EnableDnsHostnames"] = False
    method, mine = "describe_vpc_attribute", {"VpcId": place.vpc}
    answer = await ask("ec2", method, Attribute="enableDnsHostnames", **mine)
    assert answer["EnableDnsHostnames"] == {"Value": False}
    assert "EnableDnsSupport" not in answer
    assert await refusal(ask, method, Attribute="colour", **mine) == "InvalidParameterValue"
    code = await refusal(ask, method, Attribute="enableDnsSupport", VpcId="vpc-9")
    assert code == "InvalidVpcID.NotFound"


async def test_rules_are_the_permissions_of_their_group(ask: Ask, place: Place) -> None:
    group(place, "sg-1", "web", "Tasks", out=False)
    for source in ("10.0.0.0/8", "2001:db8::/32", "pl-1", "sg-2"):
        allow(place, "sg-1", ports=(443, 443), source=source)
    filters = [{"Name": "group-id", "Values": ["sg-1"]}]
    answer = await ask("ec2", "describe_security_group_rules", Filters=filters)
    assert len(answer["SecurityGroupRules"]) == 4
    (found,) = (await ask("ec2", "describe_security_groups", GroupIds=["sg-1"]))["SecurityGroups"]
    (permission,) = found["IpPermissions"]
    assert (permission["FromPort"], permission["ToPort"]) == (443, 443)
    assert permission["Ipv6Ranges"] == [{"CidrIpv6": "2001:db8::/32"}]
    assert permission["PrefixListIds"] == [{"PrefixListId": "pl-1"}]
    assert found["IpPermissionsEgress"] == []


async def test_groups_by_name_are_those_of_the_default_vpc(ask: Ask, place: Place) -> None:
    vpc(place, "vpc-2", "default", "172.31.0.0/16", IsDefault=True)
    found = await ask("ec2", "describe_security_groups", GroupNames=["default"])
    assert [each["VpcId"] for each in found["SecurityGroups"]] == ["vpc-2"]
    code = await refusal(ask, "describe_security_groups", GroupNames=["web"])
    assert code == "InvalidGroup.NotFound"


async def test_a_nat_gateway_is_of_a_zone_or_of_the_region(ask: Ask, place: Place) -> None:
    zonal_nat(place, "nat-1", "one", "subnet-1", "203.0.113.9", "10.20.0.9", state="deleted")
    by_state = [{"Name": "state", "Values": ["deleted"]}]
    (found,) = (await ask("ec2", "describe_nat_gateways", Filter=by_state))["NatGateways"]
    assert (found["AvailabilityMode"], found["SubnetId"]) == ("zonal", "subnet-1")


async def test_tasks_have_network_interfaces_while_they_live(
    ask: Ask, aio: Callable[..., Any], world: World
) -> None:
    async with aio("ecs") as client:
        await client.create_cluster()
        account = Account(client, world)
        network = {"subnets": ["subnet-2"], "securityGroups": ["sg-1"], "assignPublicIp": "ENABLED"}
        await account.steady("web", 2, networkConfiguration={"awsvpcConfiguration": network})
        mine = {pair["value"] for task in await account.tasks()
                for pair in task["attachments"][0]["details"]
                if pair["name"] == "networkInterfaceId"}  # fmt: skip
        found = (await ask("ec2", "describe_network_interfaces"))["NetworkInterfaces"]
        assert {each["NetworkInterfaceId"] for each in found} == mine
        assert {each["Groups"][0]["GroupId"] for each in found} == {"sg-1"}
        assert all(each["Association"]["PublicIp"].startswith("203.0.113.") for each in found)
        await account.update("web", desiredCount=0)
        account.advance(120)
        assert (await ask("ec2", "describe_network_interfaces"))["NetworkInterfaces"] == []


async def test_an_account_without_a_network_has_one_that_works(ask: Ask) -> None:
    (vpc_found,) = (await ask("ec2", "describe_vpcs"))["Vpcs"]
    (nat,) = (await ask("ec2", "describe_nat_gateways"))["NatGateways"]
    assert nat["AvailabilityMode"] == "regional"
    assert "SubnetId" not in nat
    (table,) = (await ask("ec2", "describe_route_tables"))["RouteTables"]
    assert table["VpcId"] == vpc_found["VpcId"]
    assert table["Routes"][-1]["NatGatewayId"] == nat["NatGatewayId"]


def test_an_entry_is_of_one_address_family() -> None:
    assert entry(1, cidr="::/0", ports=(1, 2))["Ipv6CidrBlock"] == "::/0"
    assert "CidrBlock" not in entry(1, cidr="::/0")


def test_a_listing_that_says_nothing_takes_the_largest_page() -> None:
    listing = Listing(lambda _: {}, "Vpcs", "VpcId", "VpcIds", "x", "vpc", {})
    assert (listing.most, listing.paged) == (1000, True)
