"""Who uses a part of a network."""

from dataclasses import replace

from ecstui.analysis.network.tenants import Tenant
from ecstui.analysis.network.users import users
from ecstui.analysis.network.ways_out import Level, ways_out
from ecstui.model.direct_connect import (
    AssociatedGateway,
    BgpPeer,
    Connection,
    DirectConnectGatewayAssociation,
    RouteFilterPrefix,
    VirtualInterface,
)
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.vpn import VgwTelemetry, VpnConnection, VpnGateway
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
    (use,) = users(known, "nat-1")
    assert (use.subnet, use.tenants) == (PRIVATE, (Tenant("task", "", 1),))
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


def direct(*statuses: str, state: str = "available") -> VirtualInterface:
    peers = tuple(BgpPeer(f"peer-{n}", bgp_status=it) for n, it in enumerate(statuses))
    return VirtualInterface(
        "dxvif-1", "office", "private", state, "dxcon-1", "vgw-1", bgp_peers=peers
    )


def test_direct_connect_is_used_through_its_gateway() -> None:
    known = routed(route("192.168.0.0/16", gateway_id="vgw-1"), virtual_interfaces=(direct("up"),))
    assert [it.subnet for it in users(known, "dxvif-1")] == [PRIVATE]


def test_bgp_that_is_down_warns_and_all_of_it_is_bad() -> None:
    for it, word, level in (
        (direct("up", "up"), "BGP UP UP", Level.PLAIN),
        (direct("up", "down"), "BGP UP DOWN", Level.WARN),
        (direct("down", "down"), "BGP DOWN DOWN", Level.BAD),
        (direct("down", state="down"), "down BGP DOWN", Level.BAD),
        (direct(state="pending"), "pending", Level.WARN),
        (direct("down", state="deleted"), "deleted BGP DOWN", Level.PLAIN),
    ):
        gateway = VpnGateway("vgw-1", "available")
        found = ways_out(network(virtual_interfaces=(it,), vpn_gateways=(gateway,)))
        (way,) = [it for it in found if it.door == "vgw-1" or it.sort == "VPN gateway"]
        assert (way.name, way.word, way.level) == ("office", word, level)


def test_a_connection_that_is_down_is_said_with_what_runs_over_it() -> None:
    down = Connection("dxcon-1", "tokyo", "down")
    known = network(virtual_interfaces=(direct("up"),), direct_connections=(down,))
    (way,) = [it for it in ways_out(known) if it.sort == "Direct Connect"]
    assert (way.said, way.level) == ("connection tokyo is down", Level.WARN)


def test_a_direct_connect_gateway_is_used_through_the_gateway_it_leads_to() -> None:
    leads = DirectConnectGatewayAssociation(
        "a-1", "dxgw-1", association_state="associated",
        associated_gateway=AssociatedGateway("tgw-1"),
        allowed_prefixes_to_direct_connect_gateway=(RouteFilterPrefix("10.0.0.0/16"),),
    )  # fmt: skip
    over = replace(direct("up"), virtual_gateway_id="", direct_connect_gateway_id="dxgw-1")
    to_it = route("192.168.0.0/16", transit_gateway_id="tgw-1")
    known = routed(to_it, gateway_associations=(leads,), virtual_interfaces=(over,))
    assert [it.subnet for it in users(known, "a-1")] == [PRIVATE]
    assert [it.subnet for it in users(known, "dxvif-1")] == [PRIVATE]
    ways = {it.sort: it for it in ways_out(known)}
    assert ways["Direct Connect"].door == "tgw-1"
    gateway = ways["Direct Connect gateway"]
    assert (gateway.name, gateway.word, gateway.level) == ("dxgw-1", "associated", Level.PLAIN)
    assert (gateway.door, gateway.cidr) == ("tgw-1", "10.0.0.0/16")
    going = replace(leads, association_state="disassociating", state_change_error="no room")
    apart = replace(known, gateway_associations=(going,))
    assert users(apart, "dxvif-1") == ()
    (gateway,) = [it for it in ways_out(apart) if it.sort == "Direct Connect gateway"]
    assert (gateway.level, gateway.said) == (Level.WARN, "of transit gateway tgw-1, no room")


def test_a_gateway_behind_which_is_direct_connect_is_told_once() -> None:
    leads = DirectConnectGatewayAssociation(
        "a-1", "dxgw-1", association_state="associated",
        associated_gateway=AssociatedGateway("vgw-1"),
    )  # fmt: skip
    known = network(vpn_gateways=(VpnGateway("vgw-1", "available"),))
    assert "VPN gateway" in [it.sort for it in ways_out(known)]
    told = replace(known, gateway_associations=(leads,))
    assert "VPN gateway" not in [it.sort for it in ways_out(told)]
