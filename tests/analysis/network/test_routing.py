import pytest

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.routing import Choice, choose, table_of
from ecstui.model.prefix_list import PrefixList
from ecstui.model.route_table import Route, RouteTable, RouteTableAssociation
from tests.analysis.network.world import (
    PRIVATE,
    PUBLIC,
    S3_LIST,
    TO_NAT,
    TO_S3,
    VPC,
    network,
    route,
    table,
)


def chosen(to: str, *routes: Route, lists: tuple[PrefixList, ...] = (S3_LIST,)) -> str:
    choice = choose(table("rtb-1", *routes), address(to), lists)
    return choice.route.target if choice.route is not None else ""


def test_the_longest_prefix_wins_in_whatever_order() -> None:
    routes = [
        TO_NAT,
        route("10.9.0.0/16", transit_gateway_id="tgw-1"),
        route("10.9.9.0/24", vpc_peering_connection_id="pcx-1"),
    ]
    for each in (routes, routes[::-1]):
        assert chosen("10.9.9.1", *each) == "pcx-1"
        assert chosen("10.9.8.1", *each) == "tgw-1"
        assert chosen("10.0.3.4", *each) == "local"
        assert chosen("8.8.8.8", *each) == "nat-1"


def test_a_prefix_list_beats_the_default_route_but_not_a_longer_one() -> None:
    assert chosen("52.219.0.9", TO_NAT, TO_S3) == "vpce-s3"
    longer = route("52.219.0.0/24", nat_gateway_id="nat-2")
    assert chosen("52.219.0.9", TO_NAT, TO_S3, longer) == "nat-2"
    assert chosen("52.220.0.9", TO_NAT, TO_S3) == "nat-1"


def test_among_equals_made_beats_listed_and_listed_beats_announced() -> None:
    made = route("52.219.0.0/20", nat_gateway_id="nat-2")
    announced = Route(
        destination_cidr_block="52.219.0.0/20", gateway_id="vgw-1", state="active",
        origin="EnableVgwRoutePropagation",
    )  # fmt: skip
    assert chosen("52.219.0.9", announced, TO_S3, made) == "nat-2"
    assert chosen("52.219.0.9", announced, TO_S3) == "vpce-s3"
    assert chosen("52.219.0.9", announced) == "vgw-1"


def test_a_blackhole_takes_packets_too() -> None:
    dead = route("8.8.0.0/16", "blackhole", nat_gateway_id="nat-9")
    assert chosen("8.8.8.8", TO_NAT, dead) == "nat-9"


def test_a_list_that_is_not_known_leaves_doubt() -> None:
    unread = table("rtb-1", TO_NAT, TO_S3)
    assert choose(unread, address("52.219.0.9"), None) == Choice(TO_NAT, TO_S3)
    assert choose(unread, address("52.219.0.9"), (S3_LIST,)).doubt is None


def test_ipv6_takes_the_routes_of_ipv6() -> None:
    six = route("::/0", egress_only_internet_gateway_id="eigw-1")
    assert chosen("2001:db8::1", TO_NAT, six) == "eigw-1"
    assert chosen("2001:db8::1", TO_NAT) == ""


@pytest.mark.parametrize(
    "target",
    ["instance_id", "network_interface_id", "local_gateway_id", "carrier_gateway_id",
     "core_network_arn", "odb_network_arn"],
)  # fmt: skip
def test_every_kind_of_target_is_known(target: str) -> None:
    assert chosen("8.8.8.8", route("0.0.0.0/0", **{target: "x-1"})) == "x-1"


def test_a_subnet_has_its_own_table_or_the_main_one_of_its_vpc() -> None:
    edge = RouteTable("rtb-edge", VPC, (), (RouteTableAssociation(gateway_id="igw-1"),))
    foreign = RouteTable("rtb-far", "vpc-2", (), (RouteTableAssociation(main=True),))
    own = table("rtb-own", subnets=(PRIVATE,))
    known = network(route_tables=(edge, foreign, table("rtb-main", main=True), own))
    found = [table_of(known, each) for each in (PRIVATE, PUBLIC)]
    assert [it.route_table_id for it in found if it] == ["rtb-own", "rtb-main"]
    assert table_of(network(route_tables=(edge, foreign)), PUBLIC) is None
    assert table_of(network(route_tables=None), PUBLIC) is None
