"""The path of a task by NAT and internet gateways, hop by hop, one fault at a time."""

from dataclasses import replace

import pytest

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.hop import Verdict
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAclEntry
from ecstui.model.route_table import Route
from ecstui.model.subnet import Subnet
from tests.analysis.network.world import (
    ENDPOINT_IN,
    HTTPS_OUT,
    NAT,
    OUT,
    PASSES,
    PRIVATE,
    PUBLIC,
    REGION,
    REGIONAL,
    TASK,
    TASK_GROUP,
    TO_INTERNET,
    TO_NAT,
    TO_S3,
    UNKNOWN,
    VPC,
    blocked,
    entry,
    go,
    network,
    route,
    routed,
    rule,
    stopped,
    table,
    told,
    with_acl,
)

TO_REGIONAL = route("0.0.0.0/0", nat_gateway_id="nat-r")


def test_all_is_well_by_the_nat_gateway() -> None:
    path = go(network())
    assert (told(path), path.way) == (PASSES, "NAT gateway nat-1")
    assert [hop.place for hop in path.hops] == [
        "security group, out",
        "network ACL, out",
        "route",
        "network ACL, in",
        "NAT gateway",
        "network ACL, out",
        "route of nat-1",
        "network ACL, return in",
        "network ACL, return out",
        "network ACL, return in",
    ]
    assert all(hop.rule and not hop.fix for hop in path.hops)


@pytest.mark.parametrize(
    ("known", "place", "fix"),
    [
        (network(rules=(ENDPOINT_IN,)), "security group, out",
         "allow TCP 443 to 198.51.100.1 in the outbound rules of sg-task"),
        (with_acl(entry(100)), "network ACL, out",
         "allow TCP 443 to 198.51.100.1 in the outbound rules of acl-own"),
        (routed(TO_S3), "route", "add 0.0.0.0/0 to nat-r in rtb-private"),
        (routed(route("0.0.0.0/0", "blackhole", nat_gateway_id="nat-9")), "route",
         "add 0.0.0.0/0 to nat-r in rtb-private"),
        (network(nat_gateways=(replace(NAT, state="deleted"),)), "NAT gateway",
         "replace nat-1, and lead the route to the new one"),
        (with_acl(HTTPS_OUT, entry(100, ports=(443, 443))), "network ACL, return in",
         "allow TCP 32768-60999 from 198.51.100.1 in the inbound rules of acl-own"),
        (with_acl(HTTPS_OUT, entry(90, "deny", ports=(50000, 50000)), entry(100)),
         "network ACL, return in",
         "allow TCP 32768-60999 from 198.51.100.1 in the inbound rules of acl-own, before rule 90"),
    ],
)  # fmt: skip
def test_the_hop_that_blocks_and_the_fix_are_named(known: Network, place: str, fix: str) -> None:
    path = go(known)
    assert told(path) == stopped(place)
    assert path.blocking is not None
    assert path.blocking.fix == fix


def test_linux_needs_its_own_ephemeral_ports_alone() -> None:
    assert told(go(with_acl(HTTPS_OUT, entry(100, ports=(32768, 65535))))) == PASSES
    some = go(with_acl(HTTPS_OUT, entry(100, ports=(32768, 50000))))
    assert some.blocking is not None
    assert some.blocking.rule == "rule * denies TCP 50001-60999 from 198.51.100.1"


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ((entry(100, egress=True), entry(100, ports=(32768, 65535))), "network ACL, in"),
        ((entry(90, ports=(443, 443)), entry(100, ports=(32768, 65535)),
          entry(100, egress=True)), "network ACL, return in"),
        ((entry(100), entry(100, egress=True, ports=(1024, 65535))), "network ACL, out"),
        ((entry(100), HTTPS_OUT), "network ACL, return out"),
    ],
)  # fmt: skip
def test_the_network_acl_of_the_nat_gateway_counts_too(
    entries: tuple[NetworkAclEntry, ...], place: str
) -> None:
    path = go(with_acl(*entries, subnet=PUBLIC))
    assert told(path) == stopped(place)
    assert path.blocking is not None
    assert path.blocking.component == "acl-own"


def test_a_network_acl_does_not_apply_within_its_subnet() -> None:
    client = replace(TASK, subnet_id=PUBLIC)
    known = with_acl(HTTPS_OUT, entry(100, ports=(1024, 65535)), subnet=PUBLIC)
    inside = replace(
        known, route_tables=(table("rtb-1", TO_NAT, subnets=(PUBLIC,)), table("m", main=True))
    )
    path = go(inside, client=client)
    places = [hop.place for hop in path.hops]
    assert places.count("network ACL, out") == places.count("network ACL, return in") == 1
    assert "network ACL, in" not in places


def test_a_nat_gateway_needs_a_public_subnet() -> None:
    lone = network(route_tables=(table("rtb-p", TO_NAT, subnets=(PRIVATE,)), table("m", main=True)))
    assert told(go(lone)) == stopped("route of nat-1")
    away = route("0.0.0.0/0", transit_gateway_id="tgw-1")
    through = network(
        route_tables=(table("p", TO_NAT, subnets=(PRIVATE,)), table("m", away, main=True))
    )
    assert told(go(through)) == UNKNOWN
    private = network(nat_gateways=(replace(NAT, connectivity_type="private"),))
    assert told(go(private)) == stopped("NAT gateway")
    round_and_round = network(route_tables=(table("m", TO_NAT, main=True),))
    assert told(go(round_and_round)) == stopped("route of nat-1")


def test_a_regional_nat_gateway_has_no_subnet() -> None:
    path = go(routed(TO_REGIONAL))
    assert (told(path), path.way) == (PASSES, "NAT gateway nat-r")
    assert told(go(routed(TO_REGIONAL, internet_gateways=()))) == stopped("internet gateway")
    assert told(go(routed(TO_REGIONAL, internet_gateways=None))) == UNKNOWN
    private = (replace(REGIONAL, connectivity_type="private"),)
    assert told(go(routed(TO_REGIONAL, nat_gateways=private))) == stopped("NAT gateway")


def test_an_internet_gateway_needs_a_public_address() -> None:
    known = routed(TO_INTERNET)
    assert told(go(known)) == stopped("internet gateway")
    assert told(go(known, client=replace(TASK, public=True))) == PASSES
    detached = routed(TO_INTERNET, internet_gateways=())
    assert told(go(detached, client=replace(TASK, public=True))) == UNKNOWN


@pytest.mark.parametrize(
    ("mode", "by_nat", "by_gateway"),
    [
        ("off", PASSES, PASSES),
        ("block-ingress", PASSES, stopped("internet gateway")),
        ("block-bidirectional", stopped("VPC Block Public Access"), stopped("internet gateway")),
        ("block-odd-days", UNKNOWN, UNKNOWN),
    ],
)
def test_block_public_access(
    mode: str, by_nat: tuple[Verdict, str], by_gateway: tuple[Verdict, str]
) -> None:
    assert told(go(blocked(mode))) == by_nat
    client = replace(TASK, subnet_id=PUBLIC, public=True)
    assert told(go(blocked(mode), client=client)) == by_gateway
    regional = replace(blocked(mode), route_tables=(table("m", TO_REGIONAL, main=True),))
    assert told(go(regional)) == by_nat


def test_an_exclusion_is_what_the_subnet_says() -> None:
    known = blocked("block-bidirectional")
    open_for = blocked("off", PUBLIC)
    excluded = replace(known, subnets=open_for.subnets)
    assert told(go(excluded)) == PASSES


def test_ipv6_goes_by_an_egress_only_gateway() -> None:
    six = route("::/0", egress_only_internet_gateway_id="eigw-1")
    client = replace(TASK, address=address("2001:db8::9"), public=True)
    rules = (rule(TASK_GROUP, egress=True, other="::/0", ports=(443, 443)),)
    acl = (entry(100, cidr="::/0"), entry(100, cidr="::/0", egress=True))
    known = replace(with_acl(*acl), rules=rules, route_tables=routed(six).route_tables)
    assert told(go(known, client=client)) == PASSES
    assert told(go(replace(known, acls=network().acls), client=client))[0] is Verdict.BLOCK
    assert told(go(replace(known, rules=(OUT,)), client=client)) == stopped("security group, out")
    lost = go(replace(known, route_tables=routed().route_tables), client=client)
    assert lost.blocking is not None
    assert lost.blocking.fix == "add ::/0 to an egress-only internet gateway in rtb-private"
    shut = replace(known, vpc=blocked("block-bidirectional").vpc)
    assert told(go(shut, client=client)) == stopped("egress-only internet gateway")
    by_gateway = replace(known, route_tables=routed(route("::/0", gateway_id="igw-1")).route_tables)
    assert told(go(by_gateway, client=client)) == PASSES


def test_a_block_is_certain_whatever_is_not_known() -> None:
    known = network(rules=(ENDPOINT_IN,), route_tables=None, acls=None)
    assert told(go(known)) == stopped("security group, out")


def test_the_fix_names_the_nat_gateway_of_the_zone() -> None:
    far = NatGateway("nat-far", "available", VPC, "subnet-far", "public", "zonal")
    subnets = (*network().subnets, Subnet("subnet-far", f"{REGION}c", "10.0.9.0/24"))
    path = go(routed(nat_gateways=(far, NAT), subnets=subnets))
    assert path.blocking is not None
    assert path.blocking.fix == "add 0.0.0.0/0 to nat-1 in rtb-private"


def test_a_route_of_this_kind_is_told_by_its_destination() -> None:
    assert Route().destination == Route().target == ""
