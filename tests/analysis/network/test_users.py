"""Who uses a part of a network."""

from dataclasses import replace

from ecstui.analysis.network.users import users
from ecstui.analysis.network.ways_out import Level, ways_out
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.vpn import VgwTelemetry, VpnConnection
from tests.analysis.network.world import (
    ECR_ENDPOINT,
    ENDPOINTS,
    PRIVATE,
    PUBLIC,
    REGION,
    VPC,
    network,
    route,
    routed,
)

TASK = NetworkInterface(
    "eni-1", PRIVATE, VPC, f"{REGION}a", "10.0.0.9",
    description=f"arn:aws:ecs:{REGION}:123456789012:attachment/0123",
)  # fmt: skip


def test_subnets_whose_routes_lead_there_with_their_tasks() -> None:
    known = network(interfaces=(TASK,))
    assert [(it.subnet, it.tasks) for it in users(known, "nat-1")] == [(PRIVATE, 1)]
    assert [(it.subnet, it.why) for it in users(known, "igw-1")] == [
        (PUBLIC, "0.0.0.0/0 by rtb-public")
    ]
    assert users(known, "nat-r") == ()


def test_an_endpoint_is_in_its_subnets_or_in_routes() -> None:
    known = network(endpoints=(ECR_ENDPOINT,))
    assert [it.subnet for it in users(known, "vpce-ecr")] == [ENDPOINTS]
    assert [it.why for it in users(network(), "vpce-s3")] == ["pl-s3 by rtb-private"]


def vpn(*statuses: str) -> VpnConnection:
    tunnels = tuple(VgwTelemetry(f"203.0.113.{n}", it) for n, it in enumerate(statuses))
    return VpnConnection("vpn-1", "available", "vgw-1", vgw_telemetry=tunnels)


def test_a_vpn_is_used_through_its_gateway() -> None:
    known = replace(routed(route("192.168.0.0/16", gateway_id="vgw-1")), vpn_connections=(vpn(),))
    assert [it.subnet for it in users(known, "vpn-1")] == [PRIVATE]


def test_a_tunnel_that_is_down_warns_and_both_are_bad() -> None:
    for statuses, level in (
        (("UP", "UP"), Level.PLAIN), (("UP", "DOWN"), Level.WARN), (("DOWN", "DOWN"), Level.BAD),
        ((), Level.PLAIN),
    ):  # fmt: skip
        found = ways_out(network(vpn_connections=(vpn(*statuses),)))
        (way,) = [it for it in found if it.sort == "VPN"]
        assert way.level is level
