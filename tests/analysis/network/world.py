"""A VPC for tests: one task in a private subnet, all that it needs, and nothing wrong."""

from dataclasses import replace
from typing import Any

from ecstui.analysis.network.blocks import address
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.hop import Path, Verdict
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.reach import path_to
from ecstui.model.internet_gateway import InternetGateway, InternetGatewayAttachment
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAcl, NetworkAclAssociation, NetworkAclEntry, PortRange
from ecstui.model.network_interface import GroupIdentifier, NetworkInterface
from ecstui.model.prefix_list import PrefixList
from ecstui.model.route_table import Route, RouteTable, RouteTableAssociation
from ecstui.model.security_group import ReferencedSecurityGroup, SecurityGroup, SecurityGroupRule
from ecstui.model.subnet import Subnet
from ecstui.model.vpc import BlockPublicAccessStates, Vpc, VpcDns
from ecstui.model.vpc_endpoint import VpcEndpoint

REGION, VPC = "ap-northeast-1", "vpc-1"
PRIVATE, PUBLIC, ENDPOINTS = "subnet-private", "subnet-public", "subnet-endpoints"
TASK_GROUP, ENDPOINT_GROUP = "sg-task", "sg-endpoint"
ECR = Need("ECR api", "ecr.api", "images")
S3 = Need("S3", "s3", "layers")
HUB = Need("docker.io", "", "images")
S3_LIST = PrefixList("pl-s3", f"com.amazonaws.{REGION}.s3", ("52.219.0.0/20",))
LOCAL = Route(destination_cidr_block="10.0.0.0/16", gateway_id="local", state="active")


def route(destination: str, state: str = "active", **target: str) -> Route:
    kind = "destination_cidr_block"
    if destination.startswith("pl-"):
        kind = "destination_prefix_list_id"
    elif ":" in destination:
        kind = "destination_ipv6_cidr_block"
    return Route(state=state, **{kind: destination}, **target)


def table(
    name: str, *routes: Route, subnets: tuple[str, ...] = (), main: bool = False
) -> RouteTable:
    associations = [RouteTableAssociation(subnet_id=each) for each in subnets]
    if main:
        associations.append(RouteTableAssociation(main=True))
    return RouteTable(name, VPC, (LOCAL, *routes), tuple(associations))


def entry(
    number: int,
    action: str = "allow",
    *,
    egress: bool = False,
    cidr: str = "0.0.0.0/0",
    ports: tuple[int, int] | None = None,
) -> NetworkAclEntry:
    return NetworkAclEntry(
        number,
        action,
        egress,
        "6" if ports else "-1",
        cidr_block=None if ":" in cidr else cidr,
        ipv6_cidr_block=cidr if ":" in cidr else None,
        port_range=PortRange(*ports) if ports else None,
    )


DENY_REST = (entry(32767, "deny"), entry(32767, "deny", egress=True))
OPEN = (entry(100), entry(100, egress=True), *DENY_REST)


def acl(name: str, *entries: NetworkAclEntry, subnets: tuple[str, ...]) -> NetworkAcl:
    return NetworkAcl(name, entries, VPC, False, tuple(map(NetworkAclAssociation, subnets)))


def rule(
    group: str,
    *,
    egress: bool = False,
    other: str = "0.0.0.0/0",
    ports: tuple[int, int] | None = None,
    protocol: str = "tcp",
) -> SecurityGroupRule:
    side: dict[str, Any] = {"cidr_ipv6" if ":" in other else "cidr_ipv4": other}
    if other.startswith("sg-"):
        side = {"referenced_group_info": ReferencedSecurityGroup(other)}
    elif other.startswith("pl-"):
        side = {"prefix_list_id": other}
    first, last = ports or (-1, -1)
    name = f"sgr-{group}-{'out' if egress else 'in'}-{other}-{first}"
    return SecurityGroupRule(name, group, egress, protocol, first, last, **side)


OUT = rule(TASK_GROUP, egress=True, protocol="-1")
ENDPOINT_IN = rule(ENDPOINT_GROUP, other=TASK_GROUP, ports=(443, 443))

ECR_ENDPOINT = VpcEndpoint(
    "vpce-ecr", "Interface", f"com.amazonaws.{REGION}.ecr.api", VPC, "available",
    subnet_ids=(ENDPOINTS,), network_interface_ids=("eni-ecr",), private_dns_enabled=True,
)  # fmt: skip
S3_ENDPOINT = VpcEndpoint(
    "vpce-s3", "Gateway", f"com.amazonaws.{REGION}.s3", VPC, "available",
    route_table_ids=("rtb-private",),
)  # fmt: skip
NAT = NatGateway("nat-1", "available", VPC, PUBLIC, "public", "zonal")
REGIONAL = NatGateway("nat-r", "available", VPC, None, "public", "regional")
TO_NAT = route("0.0.0.0/0", nat_gateway_id="nat-1")
TO_S3 = route("pl-s3", gateway_id="vpce-s3")
TO_INTERNET = route("0.0.0.0/0", gateway_id="igw-1")


def network(**changes: Any) -> Network:
    """A VPC in which all is well."""
    well = Network(
        vpc=Vpc(VPC, "10.0.0.0/16"),
        subnets=(
            Subnet(PRIVATE, f"{REGION}a", "10.0.0.0/24", 200, VPC),
            Subnet(PUBLIC, f"{REGION}a", "10.0.1.0/24", 200, VPC),
            Subnet(ENDPOINTS, f"{REGION}a", "10.0.2.0/24", 200, VPC),
        ),
        dns=VpcDns(True, True),
        zones=(),
        route_tables=(
            table("rtb-main", main=True),
            table("rtb-private", TO_NAT, TO_S3, subnets=(PRIVATE,)),
            table("rtb-public", TO_INTERNET, subnets=(PUBLIC,)),
        ),
        internet_gateways=(
            InternetGateway(
                (InternetGatewayAttachment(VPC, "available"),), internet_gateway_id="igw-1"
            ),
        ),
        egress_only_gateways=(),
        nat_gateways=(NAT, REGIONAL),
        acls=(acl("acl-1", *OPEN, subnets=(PRIVATE, PUBLIC, ENDPOINTS)),),
        groups=(SecurityGroup(TASK_GROUP), SecurityGroup(ENDPOINT_GROUP)),
        rules=(OUT, ENDPOINT_IN),
        interfaces=(
            NetworkInterface(
                "eni-ecr", ENDPOINTS, VPC, f"{REGION}a", "10.0.2.9",
                groups=(GroupIdentifier(ENDPOINT_GROUP),),
            ),
        ),
        endpoints=(S3_ENDPOINT,),
        peerings=(),
        vpn_gateways=(),
        vpn_connections=(),
        virtual_interfaces=(),
        direct_connections=(),
        gateway_associations=(),
        transit_attachments=(),
        prefix_lists=(S3_LIST,),
        flow_logs=(),
    )  # fmt: skip
    return replace(well, **changes)


TASK = End("eni-task", PRIVATE, (TASK_GROUP,), address("10.0.0.9"))


def with_acl(*entries: NetworkAclEntry, subnet: str = PRIVATE) -> Network:
    """A VPC in which one subnet has a network ACL of its own."""
    others = tuple(each for each in (PRIVATE, PUBLIC, ENDPOINTS) if each != subnet)
    own = acl("acl-own", *entries, *DENY_REST, subnets=(subnet,))
    return network(acls=(acl("acl-1", *OPEN, subnets=others), own))


def routed(*routes: Route, **changes: Any) -> Network:
    """A VPC in which the private subnet has these routes beside the local one."""
    tables = (
        table("rtb-private", *routes, subnets=(PRIVATE,)),
        table("rtb-public", TO_INTERNET, subnets=(PUBLIC,)),
        table("rtb-main", main=True),
    )
    return network(route_tables=tables, **changes)


def blocked(mode: str, *subnets: str) -> Network:
    """A VPC with Block Public Access, for some subnets or for all."""
    states = BlockPublicAccessStates(mode)
    known = network()
    return replace(
        known,
        vpc=replace(known.vpc, block_public_access_states=None if subnets else states),
        subnets=tuple(
            replace(it, block_public_access_states=states) if it.subnet_id in subnets else it
            for it in known.subnets
        ),
    )


def told(path: Path) -> tuple[Verdict, str]:
    """The verdict, and where it blocks."""
    return path.verdict, path.blocking.place if path.blocking is not None else ""


def go(known: Network, need: Need = HUB, client: End = TASK) -> Path:
    return path_to(known, client, need, REGION)


HTTPS_OUT = entry(90, egress=True, ports=(443, 443))
PASSES, UNKNOWN = (Verdict.PASS, ""), (Verdict.UNKNOWN, "")


def stopped(place: str) -> tuple[Verdict, str]:
    return Verdict.BLOCK, place
