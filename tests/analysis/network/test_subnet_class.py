from dataclasses import replace

import pytest

from ecstui.analysis.network.subnet_class import SubnetClass, SubnetKind, classify
from ecstui.model.network import Network
from ecstui.model.route_table import Route
from tests.analysis.network.world import (
    NAT,
    PRIVATE,
    PUBLIC,
    TO_INTERNET,
    TO_NAT,
    TO_S3,
    blocked,
    network,
    route,
    routed,
)

GWLB = route("0.0.0.0/0", gateway_id="vpce-firewall")


def kind(known: Network, name: str = PRIVATE) -> SubnetKind:
    (subnet,) = (it for it in known.subnets if it.subnet_id == name)
    return classify(known, subnet)


@pytest.mark.parametrize(
    ("routes", "word", "exits"),
    [
        ((TO_INTERNET,), SubnetClass.PUBLIC, ("igw-1",)),
        ((route("::/0", gateway_id="igw-1"), TO_NAT), SubnetClass.PUBLIC, ("igw-1", "nat-1")),
        ((TO_NAT, TO_S3), SubnetClass.PRIVATE, ("nat-1",)),
        ((route("0.0.0.0/0", nat_gateway_id="nat-r"),), SubnetClass.PRIVATE, ("nat-r",)),
        ((route("0.0.0.0/0", transit_gateway_id="tgw-1"),), SubnetClass.PRIVATE, ("tgw-1",)),
        ((route("10.9.0.0/16", vpc_peering_connection_id="pcx-1"),), SubnetClass.PRIVATE,
         ("pcx-1",)),
        ((GWLB,), SubnetClass.PRIVATE, ("vpce-firewall",)),
        ((route("::/0", egress_only_internet_gateway_id="eigw-1"),), SubnetClass.PRIVATE,
         ("eigw-1",)),
        ((route("192.168.0.0/16", gateway_id="vgw-1"),), SubnetClass.VPN_ONLY, ("vgw-1",)),
        ((route("0.0.0.0/0", gateway_id="vgw-1"),), SubnetClass.VPN_ONLY, ("vgw-1",)),
        ((TO_S3,), SubnetClass.ISOLATED, ()),
        ((), SubnetClass.ISOLATED, ()),
        ((route("0.0.0.0/0", "blackhole", nat_gateway_id="nat-9"),), SubnetClass.BROKEN, ()),
    ],
)  # fmt: skip
def test_the_class_follows_from_the_routes(
    routes: tuple[Route, ...], word: SubnetClass, exits: tuple[str, ...]
) -> None:
    found = kind(routed(*routes))
    assert (found.word, found.exits, found.table) == (word, exits, "rtb-private")
    assert found.why


def test_a_blackhole_elsewhere_breaks_nothing() -> None:
    dead = route("10.9.0.0/16", "blackhole", vpc_peering_connection_id="pcx-1")
    assert kind(routed(TO_NAT, dead)).word is SubnetClass.PRIVATE


def test_a_nat_gateway_that_does_not_work_breaks_the_subnet() -> None:
    known = routed(TO_NAT, nat_gateways=(replace(NAT, state="failed"),))
    assert (kind(known).word, kind(known).why) == (
        SubnetClass.BROKEN, "0.0.0.0/0 goes to nat-1, which is failed",
    )  # fmt: skip
    assert kind(routed(TO_NAT, nat_gateways=None)).word is SubnetClass.PRIVATE


def test_block_public_access_shuts_an_internet_gateway() -> None:
    assert kind(blocked("block-bidirectional"), PUBLIC).word is SubnetClass.ISOLATED
    assert kind(blocked("block-bidirectional")).word is SubnetClass.ISOLATED
    half = kind(blocked("block-ingress"), PUBLIC)
    assert half.word is SubnetClass.PUBLIC
    assert "nothing in" in half.why
    assert kind(blocked("block-bidirectional", PRIVATE), PUBLIC).word is SubnetClass.PUBLIC


def test_what_cannot_be_read_has_no_class() -> None:
    unread = network(route_tables=None, unread=(("route_tables", "IAM does not allow it"),))
    assert kind(unread) == SubnetKind(SubnetClass.UNKNOWN, "IAM does not allow it")
    assert kind(network(route_tables=())).word is SubnetClass.UNKNOWN
