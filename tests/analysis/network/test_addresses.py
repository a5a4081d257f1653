from dataclasses import replace

import pytest

from ecstui.analysis.network.addresses import Room, reserved, room, usable
from ecstui.analysis.network.overlaps import Claim, overlaps
from ecstui.model.subnet import Subnet
from ecstui.model.vpc import CidrBlockState, Vpc, VpcCidrBlockAssociation
from ecstui.model.vpc_peering import (
    CidrBlock,
    VpcPeeringConnection,
    VpcPeeringConnectionStateReason,
    VpcPeeringConnectionVpcInfo,
)
from ecstui.model.vpn import VpnConnection, VpnStaticRoute
from tests.analysis.network.world import VPC, network


@pytest.mark.parametrize(
    ("cidr", "count"),
    [("10.0.0.0/28", 11), ("10.0.0.0/24", 251), ("10.0.0.0/16", 65531), ("10.0.0.0/31", 0),
     ("2001:db8::/64", 2**64 - 5)],
)  # fmt: skip
def test_five_addresses_are_not_for_use(cidr: str, count: int) -> None:
    assert usable(cidr) == count


def test_the_five_are_named() -> None:
    assert [each.address for each in reserved("10.0.4.0/24")] == [
        "10.0.4.0", "10.0.4.1", "10.0.4.2", "10.0.4.3", "10.0.4.255",
    ]  # fmt: skip
    assert reserved("2001:db8::/64")[-1].address == "2001:db8::ffff:ffff:ffff:ffff"
    assert all(each.what_for for each in reserved("10.0.0.0/28"))


def test_how_full_a_subnet_is() -> None:
    subnet = Subnet("subnet-1", "a", "10.0.0.0/28", 3)
    assert room(subnet) == Room(11, 3)
    full = room(replace(subnet, available_ip_address_count=0))
    assert full is not None
    assert (full.full, full.used) == (True, 11)
    assert room(replace(subnet, cidr_block=None)) is None


def peering(name: str, cidr: str, code: str = "active") -> VpcPeeringConnection:
    return VpcPeeringConnection(
        name,
        VpcPeeringConnectionVpcInfo(VPC),
        VpcPeeringConnectionVpcInfo(f"vpc-{name}", cidr_block_set=(CidrBlock(cidr),)),
        VpcPeeringConnectionStateReason(code),
    )


def pairs(**changes: object) -> list[tuple[str, str]]:
    return [(it.one.owner, it.other.owner) for it in overlaps(network(**changes))]


def test_a_static_route_of_a_vpn_within_a_peer() -> None:
    vpn = VpnConnection("vpn-1", routes=(VpnStaticRoute("10.60.128.0/17", "available"),))
    found = overlaps(network(peerings=(peering("pcx-1", "10.60.0.0/16"),), vpn_connections=(vpn,)))
    assert [(it.one, it.other) for it in found] == [
        (Claim("pcx-1", "10.60.0.0/16"), Claim("vpn-1", "10.60.128.0/17"))
    ]


def test_peers_that_overlap_each_other_or_the_vpc() -> None:
    peers = (peering("pcx-1", "10.60.0.0/16"), peering("pcx-2", "10.60.1.0/24"))
    assert pairs(peerings=peers) == [("pcx-1", "pcx-2")]
    assert pairs(peerings=(peering("pcx-3", "10.0.0.0/8"),)) == [(VPC, "pcx-3")]


def test_what_does_not_work_claims_nothing() -> None:
    assert pairs(peerings=(peering("pcx-1", "10.0.0.0/16", "failed"),)) == []
    gone = VpnConnection("vpn-1", routes=(VpnStaticRoute("10.0.0.0/16", "deleted"),))
    assert pairs(vpn_connections=(gone,)) == []
    assert pairs(peerings=None, vpn_connections=None) == []


def test_a_secondary_block_of_another_vpc_overlaps() -> None:
    blocks = (
        VpcCidrBlockAssociation("172.16.0.0/16", CidrBlockState("associated")),
        VpcCidrBlockAssociation("10.0.9.0/24", CidrBlockState("associated")),
        VpcCidrBlockAssociation("10.0.8.0/24", CidrBlockState("disassociated")),
    )
    other = Vpc("vpc-2", "172.16.0.0/16", cidr_block_association_set=blocks)
    (found,) = overlaps(network(), [other])
    assert found.other == Claim("vpc-2", "10.0.9.0/24")


def test_a_peer_does_not_overlap_with_itself_nor_do_others_concern_this_vpc() -> None:
    peer = Vpc("vpc-pcx-1", "10.60.0.0/16")
    known = network(peerings=(peering("pcx-1", "10.60.0.0/16"),))
    assert overlaps(known, [peer, known.vpc]) == ()
    strangers = [Vpc("vpc-8", "10.80.0.0/16"), Vpc("vpc-9", "10.80.0.0/16")]
    assert overlaps(known, [peer, *strangers]) == ()
    (found,) = overlaps(known, [peer, Vpc("vpc-7", "10.60.9.0/24")])
    assert (found.one.owner, found.other.owner) == ("pcx-1", "vpc-7")


def test_a_default_route_claims_nothing() -> None:
    vpn = VpnConnection("vpn-1", routes=(VpnStaticRoute("0.0.0.0/0", "available"),))
    assert pairs(vpn_connections=(vpn,)) == []


def test_address_families_do_not_overlap() -> None:
    assert pairs(peerings=(peering("pcx-1", "::/0"),)) == []
