"""The path of a task, hop by hop, one fault at a time."""

import json
from dataclasses import replace

import pytest

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.ends import of_interface, of_subnet
from ecstui.analysis.network.hop import Verdict
from ecstui.analysis.network.reach import balancer_interfaces, from_balancers
from ecstui.model.direct_connect import BgpPeer, VirtualInterface
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAclEntry
from ecstui.model.network_interface import (
    GroupIdentifier,
    NetworkInterface,
    NetworkInterfaceAssociation,
    NetworkInterfaceIpv6Address,
)
from ecstui.model.route_table import Route
from ecstui.model.subnet import Subnet
from ecstui.model.vpc import Ipv6CidrBlockAssociation, VpcDns
from ecstui.model.vpc_endpoint import DnsOptions
from ecstui.model.vpc_peering import (
    CidrBlock,
    VpcPeeringConnection,
    VpcPeeringConnectionStateReason,
    VpcPeeringConnectionVpcInfo,
)
from ecstui.model.vpn import VgwTelemetry, VpnConnection, VpnStaticRoute
from tests.analysis.network.world import (
    ECR,
    ECR_ENDPOINT,
    ENDPOINT_GROUP,
    ENDPOINT_IN,
    ENDPOINTS,
    HUB,
    NAT,
    OUT,
    PRIVATE,
    PUBLIC,
    REGION,
    REGIONAL,
    S3,
    S3_ENDPOINT,
    S3_LIST,
    TASK,
    TASK_GROUP,
    TO_INTERNET,
    TO_NAT,
    TO_S3,
    VPC,
    blocked,
    entry,
    go,
    network,
    route,
    routed,
    rule,
    table,
    told,
    with_acl,
)

PASSES, UNKNOWN = (Verdict.PASS, ""), (Verdict.UNKNOWN, "")
HTTPS_OUT = entry(90, egress=True, ports=(443, 443))
WITH_ENDPOINT = network(endpoints=(S3_ENDPOINT, ECR_ENDPOINT))
TO_REGIONAL = route("0.0.0.0/0", nat_gateway_id="nat-r")


def stopped(place: str) -> tuple[Verdict, str]:
    return Verdict.BLOCK, place


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


def test_a_service_goes_by_its_endpoint_and_by_the_internet_without_one() -> None:
    assert go(network(), ECR).way == "NAT gateway nat-1"
    path = go(WITH_ENDPOINT, ECR)
    assert (told(path), path.way) == (PASSES, "interface endpoint vpce-ecr")
    assert go(network(), S3).way == "gateway endpoint vpce-s3"
    assert go(routed(TO_NAT), S3).way == "NAT gateway nat-1"


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
    """A Direct Connect gateway does too, and which it serves is not read."""
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


def test_a_name_means_the_endpoint_only_with_private_dns() -> None:
    def way(**changes: object) -> str:
        return go(replace(WITH_ENDPOINT, **changes), ECR).way  # type: ignore[arg-type]

    assert way(dns=VpcDns(True, False)) == "NAT gateway nat-1"
    assert way(endpoints=(replace(ECR_ENDPOINT, private_dns_enabled=False),)).startswith("NAT")
    assert way(endpoints=(replace(ECR_ENDPOINT, state="pendingAcceptance"),)).startswith("NAT")
    assert told(go(replace(WITH_ENDPOINT, dns=VpcDns(False, True)), ECR)) == UNKNOWN


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


def test_endpoint_policies_are_told_where_they_are_plain() -> None:
    def ends(document: str) -> tuple[Verdict, str]:
        s3 = replace(S3_ENDPOINT, policy_document=document)
        return told(go(network(endpoints=(s3,)), S3))

    allow = '{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]}'
    assert ends(allow) == PASSES
    assert ends('{"Statement": []}') == UNKNOWN
    assert ends("not json") == UNKNOWN
    assert ends("[1]") == UNKNOWN


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


def test_a_gateway_endpoint_that_does_not_work() -> None:
    known = network(endpoints=(replace(S3_ENDPOINT, state="Failed"),))
    assert told(go(known, S3)) == stopped("gateway endpoint")
    assert told(go(network(endpoints=()), S3)) == UNKNOWN
    firewall = replace(S3_ENDPOINT, vpc_endpoint_type="GatewayLoadBalancer")
    assert told(go(network(endpoints=(firewall,)), S3)) == UNKNOWN


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


def test_a_block_is_certain_whatever_is_not_known() -> None:
    known = network(rules=(ENDPOINT_IN,), route_tables=None, acls=None)
    assert told(go(known)) == stopped("security group, out")


def test_a_more_special_route_within_the_vpc_is_not_followed() -> None:
    middlebox = route("10.0.2.0/24", network_interface_id="eni-firewall")
    known = replace(WITH_ENDPOINT, route_tables=routed(middlebox).route_tables)
    assert told(go(known, ECR)) == UNKNOWN
    dead = route("10.0.2.0/24", "blackhole", network_interface_id="eni-firewall")
    known = replace(WITH_ENDPOINT, route_tables=routed(dead).route_tables)
    assert told(go(known, ECR)) == stopped("route")


BALANCER = NetworkInterface(
    "eni-alb", PUBLIC, VPC, None, "10.0.1.9", groups=(GroupIdentifier("sg-alb"),),
    description="ELB app/web/0123",
)  # fmt: skip


def targets(*rules: object, known: Network | None = None) -> tuple[Verdict, str]:
    found = known or network()
    with_rules = replace(found, rules=(OUT, *rules), interfaces=(BALANCER,))  # type: ignore[arg-type]
    arn = f"arn:aws:elasticloadbalancing:{REGION}:1:loadbalancer/app/web/0123"
    (path,) = from_balancers(with_rules, balancer_interfaces(with_rules, arn), TASK, 8080)
    assert (path.need, path.way) == ("target port 8080", "from eni-alb")
    return told(path)


def test_a_load_balancer_reaches_its_target() -> None:
    out = rule("sg-alb", egress=True, other=TASK_GROUP, ports=(8080, 8080))
    into = rule(TASK_GROUP, other="sg-alb", ports=(8080, 8080))
    assert targets(out, into) == PASSES
    assert targets(out, rule(TASK_GROUP, other="sg-alb", ports=(80, 80))) == stopped(
        "security group, in"
    )
    assert targets(rule("sg-alb"), into) == stopped("security group, out")
    narrow = with_acl(entry(100), entry(100, egress=True, ports=(32768, 65535)))
    assert targets(out, into, known=narrow) == stopped("network ACL, return out")


def test_the_end_that_is_a_network_interface() -> None:
    bare = NetworkInterface("eni-1", PRIVATE)
    assert of_interface(bare) is None
    four = of_interface(replace(bare, private_ip_address="10.0.0.7"))
    assert four is not None
    assert (str(four.address), four.public) == ("10.0.0.7", False)
    public = replace(
        bare, private_ip_address="10.0.0.7", association=NetworkInterfaceAssociation("203.0.113.7")
    )
    assert (end := of_interface(public)) is not None
    assert end.public
    six = replace(bare, ipv6_addresses=(NetworkInterfaceIpv6Address("2001:db8::7"),))
    assert (end := of_interface(six)) is not None
    assert (str(end.address), end.public) == ("2001:db8::7", True)


def test_the_end_that_is_still_to_start() -> None:
    subnet = Subnet(PRIVATE, "a", "10.0.0.0/24")
    end = of_subnet(subnet, (TASK_GROUP,))
    assert end is not None
    assert (str(end.address), end.public) == ("10.0.0.4", False)
    six = Subnet(
        PRIVATE, "a", ipv6_cidr_block_association_set=(Ipv6CidrBlockAssociation("2001:db8::/64"),)
    )
    assert (end := of_subnet(six, ())) is not None
    assert end.public
    assert of_subnet(Subnet(PRIVATE, "a"), ()) is None


def test_the_fix_names_the_nat_gateway_of_the_zone() -> None:
    far = NatGateway("nat-far", "available", VPC, "subnet-far", "public", "zonal")
    subnets = (*network().subnets, Subnet("subnet-far", f"{REGION}c", "10.0.9.0/24"))
    path = go(routed(nat_gateways=(far, NAT), subnets=subnets))
    assert path.blocking is not None
    assert path.blocking.fix == "add 0.0.0.0/0 to nat-1 in rtb-private"


def test_a_route_of_this_kind_is_told_by_its_destination() -> None:
    assert Route().destination == Route().target == ""
