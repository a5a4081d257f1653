"""The path of a task that has an IPv4 and an IPv6 address, or IPv6 alone."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.dual_stack import PLACE, path_of
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.hop import Path, Verdict
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.outcomes import outcomes, ways
from ecstui.analysis.network.reach import path_to
from ecstui.model.internet_gateway import EgressOnlyInternetGateway
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterfaceIpv6Address
from ecstui.model.route_table import Route
from tests.analysis.network.world import (
    ECR,
    ECR_ENDPOINT,
    ENDPOINT_GROUP,
    ENDPOINTS,
    HUB,
    OUT,
    PRIVATE,
    PUBLIC,
    REGION,
    S3,
    TASK,
    TASK_GROUP,
    TO_NAT,
    acl,
    entry,
    route,
    routed,
    rule,
)

TO_EIGW = route("::/0", egress_only_internet_gateway_id="eigw-1")
LOCAL_6 = route("2001:db8::/56", gateway_id="local")
OUT_6 = rule(TASK_GROUP, egress=True, other="::/0", protocol="-1")
OPEN_6 = tuple(
    entry(number, egress=egress, cidr=cidr)
    for number, cidr in ((100, "0.0.0.0/0"), (101, "::/0"))
    for egress in (False, True)
)
BOTH = replace(TASK, ipv6=address("2001:db8::9"))
SIX = End("eni-six", PRIVATE, (TASK_GROUP,), address("2001:db8::9"), public=True)
NAMED = replace(ECR, ipv4_alone=True)


def dual(*routes: Route, **changes: Any) -> Network:
    """A VPC in which either version of IP gets out, as far as routes lead there."""
    well: dict[str, Any] = {
        "rules": (OUT, OUT_6),
        "acls": (acl("acl-1", *OPEN_6, subnets=(PRIVATE, PUBLIC, ENDPOINTS)),),
        "egress_only_gateways": (
            EgressOnlyInternetGateway((), egress_only_internet_gateway_id="eigw-1"),
        ),
    }
    return routed(*routes, **(well | changes))


def go(known: Network, need: Need = HUB, client: End = BOTH) -> Path:
    return path_of(known, client, need, REGION)


def said(path: Path) -> str:
    hop = path.deciding
    assert hop is not None
    return hop.rule


def test_it_passes_where_both_versions_do() -> None:
    path = go(dual(TO_NAT, TO_EIGW))
    assert (path.verdict, path.way) == (Verdict.PASS, "NAT gateway nat-1")
    assert path.beside is not None
    assert path.beside.way == "egress-only internet gateway eigw-1"


def test_where_one_works_that_is_said_and_nothing_is_green() -> None:
    path = go(dual(TO_NAT))
    assert (path.verdict, path.way) == (Verdict.UNKNOWN, "NAT gateway nat-1")
    assert said(path).startswith("IPv4 works; IPv6 is blocked at route rtb-private: no route to")
    assert path.deciding is not None
    assert path.deciding.fix == "add ::/0 to eigw-1 in rtb-private"
    path = go(dual(TO_EIGW))
    assert (path.verdict, path.way) == (
        Verdict.UNKNOWN, "egress-only internet gateway eigw-1",
    )  # fmt: skip
    assert said(path).startswith("IPv4 is blocked at route rtb-private: no route to")
    assert "; IPv6 works: which is taken" in said(path)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"rules": (OUT,)}, "security group, out"),
        ({"acls": (acl("acl-4", entry(100), entry(100, egress=True),
                       subnets=(PRIVATE, PUBLIC, ENDPOINTS)),)}, "network ACL, out"),
    ],
)  # fmt: skip
def test_rules_of_ipv4_say_nothing_of_ipv6(changes: dict[str, Any], where: str) -> None:
    path = go(dual(TO_NAT, TO_EIGW, **changes))
    assert path.verdict is Verdict.UNKNOWN
    assert f"IPv4 works; IPv6 is blocked at {where}" in said(path)


def test_it_is_blocked_where_both_are() -> None:
    path = go(dual())
    assert (path.verdict, path.beside is not None) == (Verdict.BLOCK, True)
    assert path.blocking is not None
    assert path.blocking.fix == "add 0.0.0.0/0 to nat-r in rtb-private"


def test_what_is_not_known_of_one_version_is_not_known() -> None:
    gateway = route("::/0", transit_gateway_id="tgw-1")
    path = go(dual(TO_NAT, gateway))
    assert path.verdict is Verdict.UNKNOWN
    assert said(path).startswith("IPv4 works; IPv6 is not known at beyond tgw-1")
    assert go(dual(gateway)).verdict is Verdict.UNKNOWN


def test_a_name_that_has_ipv4_alone_is_asked_by_that() -> None:
    assert go(dual(TO_NAT), NAMED).verdict is Verdict.PASS
    path = go(dual(TO_EIGW), NAMED)
    assert (path.verdict, path.beside) == (Verdict.BLOCK, None)


def test_an_endpoint_has_the_addresses_of_its_interfaces() -> None:
    ingress = rule(ENDPOINT_GROUP, other=TASK_GROUP, ports=(443, 443))
    only_four = dual(TO_NAT, endpoints=(ECR_ENDPOINT,), rules=(OUT, ingress))
    assert go(only_four, ECR).verdict is Verdict.PASS
    (interface,) = only_four.interfaces or ()
    six = (NetworkInterfaceIpv6Address("2001:db8:0:2::9"),)
    both = replace(only_four, interfaces=(replace(interface, ipv6_addresses=six),))
    path = go(both, NAMED)
    assert path.verdict is Verdict.UNKNOWN
    assert "IPv4 works; IPv6 is blocked at security group, out" in said(path)


def test_a_task_of_ipv6_alone_must_name_its_image_by_a_name_that_has_it() -> None:
    host = f"123456789012.dkr.ecr.{REGION}.amazonaws.com"
    need = Need("ECR dkr", "ecr.dkr", "images", ipv4_alone=True, registry=host)
    known = dual(TO_NAT, TO_EIGW)
    path = go(known, need, SIX)
    assert path.blocking is not None
    assert path.blocking.fix == f"name the image as 123456789012.dkr-ecr.{REGION}.on.aws/…"
    assert go(known, replace(need, registry=""), SIX).verdict is Verdict.PASS
    translating = tuple(replace(it, enable_dns64=True) for it in known.subnets)
    path = go(replace(known, subnets=translating), need, SIX)
    assert (path.verdict, path.blocking) == (Verdict.UNKNOWN, None)
    china = replace(need, registry="123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn")
    path = go(known, china, SIX)
    assert path.blocking is not None
    assert "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/" in path.blocking.fix


def test_no_address_that_stands_for_any_is_shown() -> None:
    (found,) = outcomes(ways([Origin("here", dual(TO_NAT), BOTH)], (HUB,), REGION))
    assert found.path.hops[0].rule.startswith("10.0.0.9 and 2001:db8::9 in ")
    assert found.deciding is not None
    assert (found.deciding.place, found.deciding.rule) == (
        PLACE,
        "IPv4 works; IPv6 is blocked at route rtb-private: no route to the internet by IPv6: "
        "which is taken is up to the client",
    )
    assert found.path.beside is not None
    assert all("2001:db8:ffff" not in hop.rule for hop in found.path.beside.hops)


ROUTES = st.lists(
    st.sampled_from([TO_NAT, TO_EIGW, route("::/0", transit_gateway_id="tgw-1"),
                     route("0.0.0.0/0", transit_gateway_id="tgw-1")]),
    max_size=3, unique_by=lambda it: it.destination,
)  # fmt: skip
RULES = st.lists(st.sampled_from([OUT, OUT_6]), max_size=2, unique=True).map(tuple)
PARTS = ("rules", "acls", "route_tables", "nat_gateways", "egress_only_gateways", None)


@settings(max_examples=150)
@given(
    routes=ROUTES,
    rules=RULES,
    part=st.sampled_from(PARTS),
    need=st.sampled_from([HUB, S3, NAMED]),
)
def test_no_verdict_is_a_guess(
    routes: list[Route], rules: tuple[Any, ...], part: str | None, need: Need
) -> None:
    known = dual(*routes, rules=rules)
    if part is not None:
        known = replace(known, **{part: None})  # type: ignore[arg-type]
    four, six = (path_to(known, end, need, REGION).verdict for end in (TASK, SIX))
    found = go(known, need).verdict
    if need.ipv4_alone:
        assert found is four
    else:
        assert found is (four if four is six else Verdict.UNKNOWN)


@settings(max_examples=50)
@given(routes=ROUTES, rules=RULES)
def test_with_one_address_all_is_as_before(routes: list[Route], rules: tuple[Any, ...]) -> None:
    known = dual(*routes, rules=rules)
    assert go(known, HUB, TASK) == path_to(known, TASK, HUB, REGION)
