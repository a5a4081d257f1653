"""The faults that the network of scenario acme has, at the arrival."""

from ipaddress import IPv4Network, ip_address, ip_network
from itertools import pairwise
from typing import Any

import pytest

from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.ec2 import SERVICE
from tests.acme import ARRIVAL, arrived

REGION, KEY = "ap-northeast-1", "AKIAIOSFODNN7EXAMPLE"
DEFAULT = "0.0.0.0/0"


def ask(operation: str, service: str = "ec2", **body: Any) -> dict[str, Any]:
    world = arrived(__name__)
    call = Call(world, world.identities[KEY], REGION, service, operation, "request")
    return dispatch(call, body)


def where(name: str, *values: str) -> list[dict[str, Any]]:
    return [{"Name": name, "Values": list(values)}]


def instance_interfaces(provider: str) -> list[dict[str, Any]]:
    arns = ask("ListContainerInstances", "ecs", cluster="prod-data")["containerInstanceArns"]
    found = ask("DescribeContainerInstances", "ecs", cluster="prod-data", containerInstances=arns)[
        "containerInstances"
    ]
    ids = [it["ec2InstanceId"] for it in found if it["capacityProviderName"] == provider]
    filters = where("attachment.instance-id", *ids)
    return list(ask("DescribeNetworkInterfaces", Filters=filters)["NetworkInterfaces"])


def table_of(subnet: str) -> dict[str, Any]:
    filters = where("association.subnet-id", subnet)
    (found,) = ask("DescribeRouteTables", Filters=filters)["RouteTables"]
    return dict(found)


def test_the_search_indexer_lost_its_nat_route() -> None:
    enis = instance_interfaces("index-asg")
    assert len(enis) == 6
    for eni in enis:
        routes = table_of(eni["SubnetId"])["Routes"]
        assert not [each for each in routes if each.get("DestinationCidrBlock") == DEFAULT]
        assert any("DestinationPrefixListId" in each for each in routes)


def test_the_other_instances_leave_by_a_regional_nat_gateway() -> None:
    subnet = instance_interfaces("data-asg")[0]["SubnetId"]
    (route,) = [r for r in table_of(subnet)["Routes"] if r.get("DestinationCidrBlock") == DEFAULT]
    (nat,) = ask("DescribeNatGateways", NatGatewayIds=[route["NatGatewayId"]])["NatGateways"]
    assert (nat["AvailabilityMode"], "SubnetId" in nat) == ("regional", False)


def test_the_endpoint_of_the_logs_refuses_one_service() -> None:
    services = ["checkout-loadtest", "checkout"]
    found = ask("DescribeServices", "ecs", cluster="staging", services=services)["services"]
    groups = {it["serviceName"]: it["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"]
              for it in found}  # fmt: skip
    name = where("service-name", f"com.amazonaws.{REGION}.logs")
    (endpoint,) = ask("DescribeVpcEndpoints", Filters=name)["VpcEndpoints"]
    filters = where("group-id", endpoint["Groups"][0]["GroupId"])
    rules = ask("DescribeSecurityGroupRules", Filters=filters)["SecurityGroupRules"]
    allowed = {it["ReferencedGroupInfo"]["GroupId"] for it in rules if not it["IsEgress"]}
    assert groups["checkout"][0] in allowed
    assert groups["checkout-loadtest"][0] not in allowed


def test_the_network_acl_of_the_small_subnet_lets_no_answer_in() -> None:
    filters = where("association.subnet-id", "subnet-0a1b2c3d4e5f60004")
    (acl,) = ask("DescribeNetworkAcls", Filters=filters)["NetworkAcls"]
    ports = [it["PortRange"] for it in acl["Entries"]
             if not it["Egress"] and it["RuleAction"] == "allow"]  # fmt: skip
    assert ports == [{"From": 8080, "To": 8080}]


def test_a_subnet_is_full() -> None:
    found = ask("DescribeSubnets")["Subnets"]
    full = [each["SubnetId"] for each in found if not each["AvailableIpAddressCount"]]
    assert full == ["subnet-0a1b2c3d4e5f60051"]


def test_one_tunnel_of_the_vpn_is_down() -> None:
    (vpn,) = ask("DescribeVpnConnections")["VpnConnections"]
    assert sorted(each["Status"] for each in vpn["VgwTelemetry"]) == ["DOWN", "UP"]
    down = next(each for each in vpn["VgwTelemetry"] if each["Status"] == "DOWN")
    assert down["LastStatusChange"] < ARRIVAL


def test_one_bgp_session_of_direct_connect_is_down() -> None:
    (gateway,) = ask("DescribeVpnGateways")["VpnGateways"]
    (connection,) = ask("DescribeConnections", "directconnect")["connections"]
    (interface,) = ask("DescribeVirtualInterfaces", "directconnect")["virtualInterfaces"]
    assert connection["connectionState"] == interface["virtualInterfaceState"] == "available"
    assert interface["connectionId"] == connection["connectionId"]
    assert interface["virtualGatewayId"] == gateway["VpnGatewayId"]
    assert sorted(each["bgpStatus"] for each in interface["bgpPeers"]) == ["down", "up"]


def test_a_static_route_of_the_vpn_is_within_a_peer() -> None:
    (vpn,) = ask("DescribeVpnConnections")["VpnConnections"]
    peers = ask("DescribeVpcPeeringConnections")["VpcPeeringConnections"]
    blocks = [ip_network(each["AccepterVpcInfo"]["CidrBlock"]) for each in peers]
    static = [ip_network(each["DestinationCidrBlock"]) for each in vpn["Routes"]]
    assert any(one.overlaps(other) for one in blocks for other in static)
    assert blocks[0].overlaps(blocks[1])


def test_an_old_subnet_has_a_blackhole() -> None:
    (route,) = table_of("subnet-0a1b2c3d4e5f60071")["Routes"][-1:]
    assert (route["State"], route["DestinationCidrBlock"]) == ("blackhole", DEFAULT)


def test_every_subnet_lies_in_the_vpc_and_every_interface_in_its_subnet() -> None:
    subnets = {
        it["SubnetId"]: IPv4Network(it["CidrBlock"]) for it in ask("DescribeSubnets")["Subnets"]
    }
    assert all(block.subnet_of(IPv4Network("10.20.0.0/16")) for block in subnets.values())
    blocks = sorted(subnets.values())
    assert not any(one.overlaps(two) for one, two in pairwise(blocks))
    found = ask("DescribeNetworkInterfaces")["NetworkInterfaces"]
    assert all(ip_address(it["PrivateIpAddress"]) in subnets[it["SubnetId"]] for it in found)
    assert len({it["PrivateIpAddress"] for it in found}) == len(found)


def test_all_groups_and_subnets_that_are_named_are_there() -> None:
    groups = {it["GroupId"] for it in ask("DescribeSecurityGroups")["SecurityGroups"]}
    used = {it["GroupId"] for eni in ask("DescribeNetworkInterfaces")["NetworkInterfaces"]
            for it in eni["Groups"]}  # fmt: skip
    assert used <= groups
    subnets = {it["SubnetId"] for it in ask("DescribeSubnets")["Subnets"]}
    tables = ask("DescribeRouteTables")["RouteTables"]
    routed = {a["SubnetId"] for it in tables for a in it["Associations"] if "SubnetId" in a}
    assert routed <= subnets


@pytest.mark.parametrize(
    "operation", sorted(name for name, each in SERVICE.operations.items() if not each.writes)
)
def test_all_that_can_be_read_fits_the_model(operation: str) -> None:
    vpc = ask("DescribeVpcs")["Vpcs"][-1]["VpcId"]
    needed: dict[str, dict[str, Any]] = {
        "DescribeVpcAttribute": {"VpcId": vpc, "Attribute": "enableDnsSupport"},
        "GetManagedPrefixListEntries": {"PrefixListId": "pl-61a54008"},
    }
    answer = ask(operation, **needed.get(operation, {}))
    assert any(answer.values())
