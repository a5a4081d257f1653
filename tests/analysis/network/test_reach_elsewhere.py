"""The path of a task out of the VPC by what is neither a NAT nor an internet gateway."""

from dataclasses import replace

import pytest

from ecstui.analysis.network.hop import Verdict
from ecstui.model.direct_connect import (
    AssociatedGateway,
    BgpPeer,
    DirectConnectGatewayAssociation,
    VirtualInterface,
)
from ecstui.model.vpc_peering import (
    CidrBlock,
    VpcPeeringConnection,
    VpcPeeringConnectionStateReason,
    VpcPeeringConnectionVpcInfo,
)
from ecstui.model.vpn import VgwTelemetry, VpnConnection, VpnStaticRoute
from tests.analysis.network.world import UNKNOWN, VPC, go, route, routed, stopped, told


@pytest.mark.parametrize(
    "target", [{"transit_gateway_id": "tgw-1"}, {"network_interface_id": "eni-9"},
               {"gateway_id": "vpce-firewall"}],
)  # fmt: skip
def test_what_lies_behind_other_targets_is_not_known(target: dict[str, str]) -> None:
    path = go(routed(route("0.0.0.0/0", **target)))
    assert told(path) == UNKNOWN
    assert told(go(routed(route("0.0.0.0/0", "filtered", **target)))) == UNKNOWN


def peer(code: str, cidr: str) -> VpcPeeringConnection:
    far = VpcPeeringConnectionVpcInfo("vpc-2", cidr_block_set=(CidrBlock(cidr),))
    status = VpcPeeringConnectionStateReason(code)
    return VpcPeeringConnection("pcx-1", VpcPeeringConnectionVpcInfo(VPC), far, status)


def test_a_peering_connection_leads_to_its_peer_and_no_further() -> None:
    to_peer = route("0.0.0.0/0", vpc_peering_connection_id="pcx-1")

    def ends(*peers: VpcPeeringConnection) -> tuple[Verdict, str]:
        return told(go(routed(to_peer, peerings=peers)))

    assert ends(peer("active", "10.9.0.0/16")) == stopped("peering connection")
    assert ends(peer("active", "198.51.0.0/16")) == UNKNOWN
    assert ends(peer("rejected", "198.51.0.0/16")) == stopped("peering connection")
    assert ends() == UNKNOWN


def test_a_vpn_whose_tunnels_are_all_down_leads_nowhere() -> None:
    to_vpn = route("0.0.0.0/0", gateway_id="vgw-1")

    def ends(*tunnels: str) -> tuple[Verdict, str]:
        telemetry = tuple(VgwTelemetry(status=each) for each in tunnels)
        vpn = VpnConnection("vpn-1", vpn_gateway_id="vgw-1", vgw_telemetry=telemetry)
        return told(go(routed(to_vpn, vpn_connections=(vpn,))))

    assert ends("DOWN", "DOWN") == stopped("virtual private gateway")
    assert ends("UP", "DOWN") == UNKNOWN


def test_direct_connect_may_carry_what_a_vpn_does_not() -> None:
    down = tuple(VgwTelemetry(status=each) for each in ("DOWN", "DOWN"))
    vpn = VpnConnection("vpn-1", vpn_gateway_id="vgw-1", vgw_telemetry=down)
    known = routed(route("0.0.0.0/0", gateway_id="vgw-1"), vpn_connections=(vpn,))

    def ends(*peers: str, gateway: str = "vgw-1", vpns: bool = True) -> tuple[Verdict, str]:
        sessions = tuple(BgpPeer(bgp_status=each) for each in peers)
        it = VirtualInterface("dxvif-1", virtual_gateway_id=gateway, bgp_peers=sessions)
        lines = (vpn,) if vpns else ()
        return told(go(replace(known, virtual_interfaces=(it,), vpn_connections=lines)))

    assert ends("up", "down") == UNKNOWN
    assert ends("down", "down") == stopped("virtual private gateway")
    assert ends("down", vpns=False) == stopped("virtual private gateway")
    assert ends("up", gateway="vgw-2") == stopped("virtual private gateway")
    assert told(go(replace(known, virtual_interfaces=None))) == UNKNOWN


def test_a_vpn_is_not_the_only_one_to_announce_routes() -> None:
    """A Direct Connect gateway does too, over virtual interfaces of any account."""
    down = tuple(VgwTelemetry(status=each) for each in ("DOWN", "DOWN"))
    vpn = VpnConnection("vpn-1", vpn_gateway_id="vgw-1", vgw_telemetry=down)
    made = route("0.0.0.0/0", gateway_id="vgw-1")
    learnt = replace(made, origin="EnableVgwRoutePropagation")
    static = replace(vpn, routes=(VpnStaticRoute("0.0.0.0/0"),))
    blocks = stopped("virtual private gateway")
    assert told(go(routed(made, vpn_connections=(vpn,)))) == blocks
    assert told(go(routed(learnt, vpn_connections=(vpn,)))) == UNKNOWN
    assert told(go(routed(learnt, vpn_connections=(static,)))) == blocks
    interface = VirtualInterface("dxvif-1", virtual_gateway_id="vgw-1",
                                 bgp_peers=(BgpPeer(bgp_status="down"),))  # fmt: skip
    known = routed(made, vpn_connections=None, virtual_interfaces=(interface,))
    assert told(go(known)) == UNKNOWN


def test_a_direct_connect_gateway_may_carry_what_nothing_else_does() -> None:
    down = tuple(VgwTelemetry(status=each) for each in ("DOWN", "DOWN"))
    vpn = VpnConnection("vpn-1", vpn_gateway_id="vgw-1", vgw_telemetry=down)
    known = routed(route("0.0.0.0/0", gateway_id="vgw-1"), vpn_connections=(vpn,))

    def ends(state: str, gateway: str = "vgw-1") -> tuple[Verdict, str]:
        it = DirectConnectGatewayAssociation(
            "a-1", "dxgw-1", association_state=state, associated_gateway=AssociatedGateway(gateway)
        )
        return told(go(replace(known, gateway_associations=(it,))))

    blocks = stopped("virtual private gateway")
    assert ends("associated") == ends("updating") == UNKNOWN
    assert ends("associating") == ends("disassociated") == blocks
    assert ends("associated", "vgw-2") == blocks
    unread = replace(known, gateway_associations=None, unread=(("gateway_associations", "no"),))
    path = go(unread)
    assert told(path) == UNKNOWN
    assert path.deciding is not None
    assert path.deciding.rule == "no"
