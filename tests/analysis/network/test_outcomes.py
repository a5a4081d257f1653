"""Every need of a service, from wherever its tasks are."""

from dataclasses import replace

from ecstui.analysis.network.hop import Verdict
from ecstui.analysis.network.names import NAMES, names_path
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.outcomes import outcomes, verdict, ways
from ecstui.model.dhcp_options import (
    AMAZON_PROVIDED,
    AttributeValue,
    DhcpConfiguration,
    DhcpOptions,
)
from ecstui.model.network import Network
from ecstui.model.vpc import VpcDns
from tests.analysis.network.world import (
    ECR,
    HUB,
    NAT,
    PUBLIC,
    REGION,
    S3,
    TASK,
    TO_S3,
    network,
    routed,
)


def options(*servers: str) -> DhcpOptions:
    values = tuple(map(AttributeValue, servers))
    return DhcpOptions("dopt-1", (DhcpConfiguration("domain-name-servers", values),))


WELL = replace(network(), dhcp_options=options(AMAZON_PROVIDED))


def origins(*networks: Network) -> list[Origin]:
    return [Origin(f"place {n}", it, TASK) for n, it in enumerate(networks, 1)]


def test_places_that_fare_alike_stand_together_and_the_worst_comes_first() -> None:
    places = origins(WELL, WELL, routed(TO_S3))
    found = outcomes(ways(places, (ECR, S3), REGION))
    assert [(it.need.name, it.verdict.value, it.origins) for it in found] == [
        ("ECR api", "block", "place 3"),
        ("ECR api", "pass", "2 places"),
        ("S3", "pass", "3 places"),
    ]
    assert found[0].deciding is not None
    assert (found[0].deciding.place, found[0].deciding.rule) == (
        "route", "no route to the internet",
    )  # fmt: skip
    assert found[0].path.hops[0].place == "network interface"
    assert verdict(found) is Verdict.BLOCK


def test_ways_that_end_alike_may_be_different_ones() -> None:
    other = network(nat_gateways=(replace(NAT, nat_gateway_id="nat-2", subnet_id=PUBLIC), NAT))
    (found,) = outcomes(ways(origins(WELL, other), (HUB,), REGION))
    assert found.way == "NAT gateway nat-1"
    assert outcomes(ways(origins(WELL), (HUB,), REGION))[0].origins == "place 1"


def test_nothing_is_green_while_part_of_it_is_not_known() -> None:
    nowhere = Origin("i-1", None, None, "denied")
    found = outcomes(ways([*origins(WELL), nowhere], (ECR,), REGION))
    assert [it.verdict.value for it in found] == ["unknown", "pass"]
    assert verdict(found) is Verdict.UNKNOWN
    assert found[0].deciding is not None
    assert found[0].deciding.rule == "denied"
    assert verdict(()) is Verdict.UNKNOWN


def test_names_resolve_by_aws_resolver_alone() -> None:
    assert names_path(WELL).verdict is Verdict.PASS
    for known, rule in (
        (replace(WELL, dns=VpcDns(False, True)), "enableDnsSupport is off"),
        (replace(WELL, dns=None, unread=(("dns", "denied"),)), "denied"),
        (replace(WELL, dhcp_options=None), "they could not be read"),
        (replace(WELL, dhcp_options=options("10.0.0.7")), "they name 10.0.0.7"),
        (replace(WELL, dhcp_options=options(AMAZON_PROVIDED, "10.0.0.7")), "they name Amazon"),
        (replace(WELL, dhcp_options=options()), "they name no server"),
    ):
        (found,) = outcomes(ways(origins(known), (NAMES,), REGION))
        assert found.verdict is Verdict.UNKNOWN
        assert found.deciding is not None
        assert found.deciding.rule.startswith(rule)
