"""The path of a task to a service that has an endpoint in the VPC."""

import json
from dataclasses import replace

import pytest

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.hop import Verdict
from ecstui.analysis.network.reach import from_balancers
from ecstui.model.network_interface import (
    GroupIdentifier,
    NetworkInterface,
    NetworkInterfaceIpv6Address,
)
from ecstui.model.vpc import VpcDns
from ecstui.model.vpc_endpoint import DnsOptions
from tests.analysis.network.world import (
    ECR,
    ECR_ENDPOINT,
    ENDPOINT_GROUP,
    ENDPOINT_IN,
    ENDPOINTS,
    HTTPS_OUT,
    HUB,
    OUT,
    PASSES,
    REGION,
    S3,
    S3_ENDPOINT,
    S3_LIST,
    TASK,
    TASK_GROUP,
    TO_NAT,
    UNKNOWN,
    VPC,
    entry,
    go,
    network,
    route,
    routed,
    rule,
    stopped,
    told,
    with_acl,
)

WITH_ENDPOINT = network(endpoints=(S3_ENDPOINT, ECR_ENDPOINT))


def test_a_service_goes_by_its_endpoint_and_by_the_internet_without_one() -> None:
    assert go(network(), ECR).way == "NAT gateway nat-1"
    path = go(WITH_ENDPOINT, ECR)
    assert (told(path), path.way) == (PASSES, "interface endpoint vpce-ecr")
    assert go(network(), S3).way == "gateway endpoint vpce-s3"
    assert go(routed(TO_NAT), S3).way == "NAT gateway nat-1"


def test_an_endpoint_that_refuses() -> None:
    path = go(replace(WITH_ENDPOINT, rules=(OUT,)), ECR)
    assert told(path) == stopped("security group, in")
    assert path.blocking is not None
    assert path.blocking.fix == ("allow TCP 443 from sg-task in the inbound rules of sg-endpoint")
    by_block = (OUT, rule(ENDPOINT_GROUP, other="10.0.0.0/16", ports=(443, 443)))
    assert told(go(replace(WITH_ENDPOINT, rules=by_block), ECR)) == PASSES


def test_the_network_acl_of_an_endpoint_must_let_answers_out() -> None:
    acl = with_acl(entry(100, ports=(443, 443)), HTTPS_OUT, subnet=ENDPOINTS)
    known = replace(acl, endpoints=(ECR_ENDPOINT,))
    assert told(go(known, ECR)) == stopped("network ACL, return out")


def test_one_bad_interface_of_an_endpoint_is_enough() -> None:
    bad = NetworkInterface(
        "eni-bad", ENDPOINTS, VPC, None, "10.0.2.10", groups=(GroupIdentifier("sg-none"),)
    )
    endpoint = replace(ECR_ENDPOINT, network_interface_ids=("eni-ecr", "eni-bad"))
    known = network(endpoints=(endpoint,))
    interfaces = (*(known.interfaces or ()), bad)
    assert told(go(replace(known, interfaces=interfaces), ECR)) == UNKNOWN
    closed = (OUT, ENDPOINT_IN, rule("sg-none", other="sg-other"))
    path = go(replace(known, interfaces=interfaces, rules=closed), ECR)
    assert told(path) == stopped("security group, in")


def test_a_name_means_the_endpoint_only_with_private_dns() -> None:
    def way(**changes: object) -> str:
        return go(replace(WITH_ENDPOINT, **changes), ECR).way  # type: ignore[arg-type]

    assert way(dns=VpcDns(True, False)) == "NAT gateway nat-1"
    assert way(endpoints=(replace(ECR_ENDPOINT, private_dns_enabled=False),)).startswith("NAT")
    assert way(endpoints=(replace(ECR_ENDPOINT, state="pendingAcceptance"),)).startswith("NAT")
    assert told(go(replace(WITH_ENDPOINT, dns=VpcDns(False, True)), ECR)) == UNKNOWN


def test_endpoint_policies_are_told_where_they_are_plain() -> None:
    def ends(document: str) -> tuple[Verdict, str]:
        s3 = replace(S3_ENDPOINT, policy_document=document)
        return told(go(network(endpoints=(s3,)), S3))

    allow = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]}'
    assert ends(allow) == PASSES
    assert ends('{"Statement": []}') == UNKNOWN
    assert ends("not json") == UNKNOWN
    assert ends("[1]") == UNKNOWN


def test_a_gateway_endpoint_that_does_not_work() -> None:
    known = network(endpoints=(replace(S3_ENDPOINT, state="Failed"),))
    assert told(go(known, S3)) == stopped("gateway endpoint")
    assert told(go(network(endpoints=()), S3)) == UNKNOWN
    firewall = replace(S3_ENDPOINT, vpc_endpoint_type="GatewayLoadBalancer")
    assert told(go(network(endpoints=(firewall,)), S3)) == UNKNOWN


def test_rules_by_prefix_list() -> None:
    only_s3 = (rule(TASK_GROUP, egress=True, other="pl-s3", ports=(443, 443)),)
    known = network(rules=only_s3)
    assert told(go(known, S3)) == PASSES
    assert told(go(known)) == stopped("security group, out")
    assert told(go(replace(known, prefix_lists=()))) == UNKNOWN


@pytest.mark.parametrize(
    ("part", "needs_it"),
    [("rules", HUB), ("acls", HUB), ("route_tables", HUB), ("nat_gateways", HUB),
     ("prefix_lists", HUB), ("endpoints", ECR), ("interfaces", ECR), ("dns", ECR),
     ("prefix_lists", S3)],
)  # fmt: skip
def test_a_part_that_cannot_be_read_leaves_it_unknown_and_says_why(
    part: str, needs_it: object
) -> None:
    assert isinstance(needs_it, type(HUB))
    unread = ((part, f"IAM does not allow ec2:Describe of {part}"),)
    path = go(replace(WITH_ENDPOINT, **{part: None}, unread=unread), needs_it)  # type: ignore[arg-type]
    assert told(path) == UNKNOWN
    assert any(hop.verdict is Verdict.UNKNOWN and hop.rule for hop in path.hops)


def test_a_more_special_route_within_the_vpc_is_not_followed() -> None:
    middlebox = route("10.0.2.0/24", network_interface_id="eni-firewall")
    known = replace(WITH_ENDPOINT, route_tables=routed(middlebox).route_tables)
    assert told(go(known, ECR)) == UNKNOWN
    dead = route("10.0.2.0/24", "blackhole", network_interface_id="eni-firewall")
    known = replace(WITH_ENDPOINT, route_tables=routed(dead).route_tables)
    assert told(go(known, ECR)) == stopped("route")


def test_a_service_may_have_an_endpoint_in_another_vpc() -> None:
    """Its name is then in a private hosted zone, and those are not read."""
    hub = route("10.90.0.0/16", transit_gateway_id="tgw-1")
    path = go(routed(hub), ECR)
    assert told(path) == UNKNOWN
    assert "behind tgw-1 is not read" in path.hops[2].rule
    assert "nat-" in path.hops[2].fix
    assert told(go(routed(hub), HUB)) == stopped("route")  # which no endpoint is for
    assert told(go(routed(replace(hub, state="blackhole")), ECR)) == stopped("route")
    assert told(go(routed(), ECR)) == stopped("route")
    closed = routed(hub, rules=())
    assert told(go(closed, ECR)) == stopped("security group, out")


def test_a_client_with_ipv6_alone_reaches_no_ipv4_address() -> None:
    client = replace(TASK, address=address("2001:db8::9"), public=True)
    path = go(WITH_ENDPOINT, ECR, client)
    assert told(path) == UNKNOWN
    assert "no IPv6 address" in path.hops[-1].rule
    (interface,) = WITH_ENDPOINT.interfaces or ()
    both = replace(interface, ipv6_addresses=(NetworkInterfaceIpv6Address("2001:db8:0:2::9"),))
    assert told(go(replace(WITH_ENDPOINT, interfaces=(both,)), ECR, client)) == stopped(
        "security group, out"  # which allows IPv4 alone
    )
    assert from_balancers(WITH_ENDPOINT, (interface,), client, 80) == ()
    (path,) = from_balancers(WITH_ENDPOINT, (both,), client, 80)
    assert "2001:db8::9" in path.hops[0].rule


def test_an_endpoint_whose_name_is_for_what_is_on_premises_is_not_meant() -> None:
    inbound = replace(
        ECR_ENDPOINT, vpc_endpoint_id="vpce-inbound", service_name=S3_ENDPOINT.service_name,
        dns_options=DnsOptions(private_dns_only_for_inbound_resolver_endpoint=True),
    )  # fmt: skip
    known = replace(network(), endpoints=(inbound, S3_ENDPOINT))
    assert go(known, S3).way == "gateway endpoint vpce-s3"
    everywhere = replace(inbound, dns_options=DnsOptions(False))
    assert go(replace(known, endpoints=(everywhere, S3_ENDPOINT)), S3).way == (
        "interface endpoint vpce-inbound"
    )


LAYERS = f"arn:aws:s3:::prod-{REGION}-starport-layer-bucket"


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({}, PASSES),
        ({"Action": ["s3:getobject", "s3:List*"], "Resource": ["arn:aws:s3:::prod-*"]}, PASSES),
        ({"Resource": LAYERS.replace(REGION, "eu-west-1") + "/*"}, stopped("endpoint policy")),
        ({"Resource": "arn:aws:s3:::acme/*"}, stopped("endpoint policy")),
        ({"Action": "s3:PutObject"}, stopped("endpoint policy")),
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}, UNKNOWN),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, UNKNOWN),
        ({"Effect": "Deny"}, UNKNOWN),
    ],
)
def test_the_policy_of_an_s3_endpoint_must_let_the_layers_through(
    changes: dict[str, object], ends: tuple[Verdict, str]
) -> None:
    allows = {
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{LAYERS}/*",
    }  # fmt: skip
    document = json.dumps({"Statement": {**allows, **changes}})
    known = network(endpoints=(replace(S3_ENDPOINT, policy_document=document),))
    layers = replace(S3, bucket=LAYERS)
    assert told(go(known, layers)) == ends
    assert told(go(known, S3)) == UNKNOWN  # of other buckets nothing is told


def test_every_block_of_a_service_must_be_let_through() -> None:
    both = replace(S3_LIST, cidrs=("52.219.0.0/20", "3.5.152.0/21"))
    known = replace(
        with_acl(entry(100, cidr="52.219.0.0/20"), entry(100, egress=True)), prefix_lists=(both,)
    )
    path = go(known, S3)
    assert told(path) == stopped("network ACL, return in")
    assert path.blocking is not None
    assert "from 3.5.152.0" in path.blocking.rule
    assert told(go(replace(known, prefix_lists=(S3_LIST,)), S3)) == PASSES
