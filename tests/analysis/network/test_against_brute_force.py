"""The evaluator of paths against one that tries packet by packet, for whatever VPC there may be."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ecstui.analysis.network.acls import acl_hop
from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.hop import Verdict, worst
from ecstui.analysis.network.inside import between
from ecstui.analysis.network.outside import to_outside
from ecstui.analysis.network.routing import choose, table_of
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAcl, NetworkAclEntry, PortRange
from ecstui.model.route_table import Route, RouteTable
from ecstui.model.security_group import SecurityGroup, SecurityGroupRule
from tests.analysis.network import brute_force
from tests.analysis.network.world import (
    ENDPOINTS,
    PRIVATE,
    PUBLIC,
    S3_LIST,
    VPC,
    acl,
    network,
    table,
)
from tests.analysis.network.world import rule as group_rule

SUBNETS = {PRIVATE: "10.0.0.9", PUBLIC: "10.0.1.9", ENDPOINTS: "10.0.2.9"}
OUTSIDE = ["52.219.0.9", "52.219.0.9", "198.51.100.1"]
CIDRS = ["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24", "10.0.2.8/29",
         "52.219.0.0/16", "52.219.0.0/20", "52.219.0.8/30", "198.51.100.0/24"]  # fmt: skip
PORTS = [0, 443, 443, 1024, 1034, 1035, 65535]
"""The ports of clients are few here, so that every one of them can be tried."""
CLIENT_PORTS = (1030, 1040)
GROUPS = ("sg-a", "sg-b")
WAYS = (True, False)
PARTS = ("rules", "acls", "route_tables", "nat_gateways", "prefix_lists", "internet_gateways")

MOSTLY_NOT = st.sampled_from([False, False, False, True])
"""Where all is left to chance hardly a packet arrives anywhere."""

ranges = st.tuples(st.sampled_from(PORTS), st.sampled_from(PORTS)).map(
    lambda pair: (min(pair), max(pair))
)


@st.composite
def entries(draw: st.DrawFn) -> NetworkAclEntry:
    protocol = draw(st.sampled_from(["-1", "6", "6", "17"]))
    whole = protocol == "-1" or draw(st.booleans())
    return NetworkAclEntry(
        draw(st.integers(1, 32766)),
        draw(st.sampled_from(["allow", "allow", "allow", "deny"])),
        draw(st.booleans()),
        protocol,
        cidr_block=draw(st.just("0.0.0.0/0") | st.sampled_from(CIDRS)),
        port_range=None if whole else PortRange(*draw(ranges)),
    )


@st.composite
def acls(draw: st.DrawFn) -> tuple[NetworkAcl, ...]:
    found = []
    for subnet in SUBNETS:
        some = st.lists(entries(), max_size=4, unique_by=lambda it: it.rule_number)
        chosen = draw(some if draw(MOSTLY_NOT) else st.just([]))
        if not draw(MOSTLY_NOT):
            chosen += [NetworkAclEntry(32766, "allow", way, "-1", "0.0.0.0/0") for way in WAYS]
        found.append(acl(f"acl-{subnet}", *chosen, subnets=(subnet,)))
    return tuple(found)


DESTINATIONS = ["0.0.0.0/0", "0.0.0.0/0", "52.219.0.0/20", "pl-s3", "pl-s3", "10.0.2.8/29"]
"""The block and the list are the same, so that their order shows."""
TARGETS = [
    {"nat_gateway_id": "nat-1"}, {"nat_gateway_id": "nat-1"}, {"nat_gateway_id": "nat-r"},
    {"nat_gateway_id": "nat-dead"}, {"nat_gateway_id": "nat-lost"},
    {"gateway_id": "igw-1"}, {"transit_gateway_id": "tgw-1"},
]  # fmt: skip


@st.composite
def routes(draw: st.DrawFn) -> Route:
    state = draw(st.sampled_from(["active"] * 8 + ["blackhole"]))
    destination = draw(st.sampled_from(DESTINATIONS))
    if destination == "pl-s3":
        return Route(destination_prefix_list_id=destination, gateway_id="tgw-9", state=state)
    target = draw(st.sampled_from(TARGETS))
    return Route(destination_cidr_block=destination, state=state, **target)


@st.composite
def tables(draw: st.DrawFn) -> tuple[RouteTable, ...]:
    # EC2 takes a destination once.
    chosen = st.lists(routes(), max_size=3, unique_by=lambda it: it.destination)
    usual = [Route(destination_cidr_block="0.0.0.0/0", gateway_id="igw-1", state="active")]
    own = [subnet for subnet in SUBNETS if draw(st.booleans())]
    made = [table(f"rtb-{it}", *_local_once(draw(chosen)), subnets=(it,)) for it in own]
    rest = draw(st.just(usual) | chosen)
    return (*made, table("rtb-main", *_local_once(rest), main=True))


def _local_once(found: list[Route]) -> list[Route]:
    return [route for route in found if route.destination != "10.0.0.0/16"]


@st.composite
def rules(draw: st.DrawFn) -> SecurityGroupRule:
    other = draw(st.sampled_from([*CIDRS, *GROUPS, "pl-s3"]))
    ports = draw(st.none() | ranges)
    protocol = draw(st.sampled_from(["tcp", "tcp", "udp", "-1"]))
    return group_rule(
        draw(st.sampled_from(GROUPS)),
        egress=draw(st.booleans()),
        other=other,
        ports=None if protocol == "-1" else ports,
        protocol=protocol,
    )


@st.composite
def networks(draw: st.DrawFn) -> Network:
    allowing = [group_rule(each, egress=way, protocol="-1") for each in GROUPS for way in WAYS]
    chosen = draw(st.lists(rules(), max_size=5))
    home = draw(st.sampled_from(list(SUBNETS)))
    known = network(
        acls=draw(acls()),
        route_tables=draw(tables()),
        rules=tuple(chosen + (allowing if not draw(MOSTLY_NOT) else [])),
        groups=tuple(map(SecurityGroup, GROUPS)),
        prefix_lists=draw(st.sampled_from([(S3_LIST,)] * 5 + [()])),
        nat_gateways=(
            NatGateway("nat-1", "available", VPC, home, "public", "zonal"),
            NatGateway("nat-r", "available", VPC, None, "public", "regional"),
            NatGateway("nat-dead", "failed", VPC, PUBLIC, "public", "zonal"),
        ),
    )
    unread = draw(st.sampled_from([None] * 6 + list(PARTS)))
    return replace(known, **{unread: None}) if unread else known  # type: ignore[arg-type]


@st.composite
def ends(draw: st.DrawFn) -> tuple[End, brute_force.Host]:
    subnet = draw(st.sampled_from(list(SUBNETS)))
    text, public = SUBNETS[subnet], draw(st.booleans())
    groups = tuple(draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2, unique=True)))
    host = brute_force.Host(subnet, groups, brute_force.number(text), CLIENT_PORTS, public)
    return End("eni", subnet, groups, address(text), CLIENT_PORTS, public), host


many = settings(max_examples=150)


@many
@given(known=networks(), client=ends(), server=ends(), port=st.sampled_from([443, 1030, 80]))
def test_within_the_vpc(
    known: Network,
    client: tuple[End, brute_force.Host],
    server: tuple[End, brute_force.Host],
    port: int,
) -> None:
    found = worst(hop.verdict for hop in between(known, client[0], server[0], port))
    assert found.value == brute_force.inside(known, client[1], server[1], port)


@many
@given(known=networks(), client=ends(), to=st.sampled_from(OUTSIDE))
def test_to_the_internet(known: Network, client: tuple[End, brute_force.Host], to: str) -> None:
    _, hops = to_outside(known, client[0], address(to), 443)
    found = worst(hop.verdict for hop in hops)
    assert found.value == brute_force.outside(known, client[1], brute_force.number(to), 443)


@many
@given(known=networks(), client=ends(), to=st.sampled_from(OUTSIDE), part=st.sampled_from(PARTS))
def test_knowing_less_never_turns_one_verdict_into_the_other(
    known: Network, client: tuple[End, brute_force.Host], to: str, part: str
) -> None:
    def verdict(seen: Network) -> Verdict:
        return worst(hop.verdict for hop in to_outside(seen, client[0], address(to), 443)[1])

    with_less = verdict(replace(known, **{part: None}))  # type: ignore[arg-type]
    assert with_less in (verdict(known), Verdict.UNKNOWN)


@many
@given(known=networks(), client=ends(), to=st.sampled_from(OUTSIDE))
def test_whatever_blocks_says_what_to_do(
    known: Network, client: tuple[End, brute_force.Host], to: str
) -> None:
    for hop in to_outside(known, client[0], address(to), 443)[1]:
        assert bool(hop.fix) == (hop.verdict is Verdict.BLOCK)
        assert hop.place
        assert hop.component
        assert hop.rule


@settings(max_examples=300)
@given(
    chosen=st.lists(entries(), max_size=7, unique_by=lambda it: it.rule_number),
    egress=st.booleans(),
    to=st.sampled_from(OUTSIDE),
)
def test_an_acl_port_by_port(chosen: list[NetworkAclEntry], egress: bool, to: str) -> None:
    known = network(acls=(acl("acl-1", *chosen, subnets=(PRIVATE,)),))
    hop = acl_hop(known, PRIVATE, egress=egress, ports=(1020, 1050), other=address(to), back=False)
    each = [[port] for port in range(1020, 1051)]
    other = brute_force.number(to)
    passed = [brute_force.acl_allows(known, PRIVATE, egress, port, other) for port in each]
    assert hop.verdict.value == brute_force.all_of(passed)


@settings(max_examples=300)
@given(known=tables(), subnet=st.sampled_from(list(SUBNETS)), to=st.sampled_from(OUTSIDE))
def test_the_route_that_is_taken(known: tuple[RouteTable, ...], subnet: str, to: str) -> None:
    seen = network(route_tables=known)
    taken = table_of(seen, subnet)
    assert taken is not None
    found = choose(taken, address(to), seen.prefix_lists).route
    assert (found or brute_force.NO) == brute_force.way(seen, subnet, brute_force.number(to))
