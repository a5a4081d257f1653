"""A VPC as a picture has it: what leads out of it, and by zone its subnets with what is in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ecstui.analysis.network.addresses import Room, room
from ecstui.analysis.network.inhabitants import Homes
from ecstui.analysis.network.population import Population
from ecstui.analysis.network.subnet_class import SubnetClass, SubnetKind, classify
from ecstui.analysis.network.ways_out import Level, ways_out
from ecstui.model.network import Network
from ecstui.model.subnet import Subnet
from ecstui.model.vpc_endpoint import INTERFACE


class NodeKind(StrEnum):
    """What a node stands for."""

    VPC = "VPC"
    WAY_OUT = "way out"
    ZONE = "zone"
    SUBNET = "subnet"
    INSIDE = "in a subnet"
    """A NAT gateway, or the network interface of an endpoint."""
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Node:
    """Something in a picture of a VPC.

    :param id: AWS's id; of a service in a subnet, both; unlike any other's.
    :param part: AWS's id of the thing itself.
    :param parent: the id of what it is in; empty for the VPC.
    :param sort: what it is, in a word or two.
    :param word: its class or state.
    :param said: what else is to be known.
    :param exits: of a subnet, what its routes lead to, by id.
    """

    id: str
    kind: NodeKind
    name: str
    part: str
    parent: str = ""
    sort: str = ""
    word: str = ""
    level: Level = Level.PLAIN
    cidr: str = ""
    said: str = ""
    zone: str = ""
    room: Room | None = None
    tasks: int | None = None
    exits: tuple[str, ...] = ()
    cluster: str = ""
    door: str = ""
    """What routes name to lead to it."""

    @property
    def depth(self) -> int:
        """How deep in the tree it is."""
        return DEPTHS[self.kind]


DEPTHS: Mapping[NodeKind, int] = {
    NodeKind.VPC: 0,
    NodeKind.WAY_OUT: 1,
    NodeKind.ZONE: 1,
    NodeKind.SUBNET: 2,
    NodeKind.INSIDE: 3,
    NodeKind.SERVICE: 3,
}
ORDER = (
    SubnetClass.BROKEN,
    SubnetClass.PUBLIC,
    SubnetClass.PRIVATE,
    SubnetClass.VPN_ONLY,
    SubnetClass.ISOLATED,
    SubnetClass.UNKNOWN,
)
LEVELS = {SubnetClass.BROKEN: Level.BAD, SubnetClass.UNKNOWN: Level.WARN}


def nodes(network: Network, homes: Homes | None) -> Iterator[Node]:
    """Everything in a VPC and at its edges, from the outside in.

    :param homes: None if it is not known who is where.
    """
    vpc, people = network.vpc, Population(network, homes)
    yield _vpc(network, people)
    for way in ways_out(network):
        yield Node(
            f"{vpc.vpc_id} {way.id}", NodeKind.WAY_OUT, way.name, way.id, vpc.vpc_id,
            way.sort, way.word, way.level, way.cidr, way.said, door=way.door or way.id,
        )  # fmt: skip
    zones: dict[str, list[Subnet]] = {}
    for subnet in network.subnets:
        zones.setdefault(subnet.availability_zone, []).append(subnet)
    for zone in sorted(zones):
        yield _zone(network, zone, people, zones[zone])
        kinds = {it.subnet_id: classify(network, it) for it in zones[zone]}
        order = sorted(zones[zone], key=lambda it: _rank(it, kinds[it.subnet_id]))
        for subnet in order:
            yield from _subnet(network, subnet, kinds[subnet.subnet_id], people)


def _rank(subnet: Subnet, kind: SubnetKind) -> tuple[int, str]:
    """What is broken first, then from the outside in."""
    return ORDER.index(kind.word), subnet.name or subnet.subnet_id


def _vpc(network: Network, people: Population) -> Node:
    vpc = network.vpc
    states = vpc.block_public_access_states
    shut = states.internet_gateway_block_mode if states is not None else None
    dns = network.dns
    said = [
        "" if dns is None or dns.support else "AWS's resolver is off",
        "" if shut in (None, "off") else f"Block Public Access: {shut}",
    ]
    tasks = people.total(network.subnets)
    return Node(
        vpc.vpc_id, NodeKind.VPC, vpc.name or vpc.vpc_id, vpc.vpc_id, sort="VPC",
        word="default" if vpc.is_default else "", cidr=", ".join(vpc.blocks),
        said=", ".join(filter(None, said)), tasks=tasks,
        level=Level.WARN if any(said) else Level.PLAIN,
    )  # fmt: skip


def _zone(network: Network, zone: str, people: Population, subnets: list[Subnet]) -> Node:
    known = next((it for it in network.zones or () if it.zone_name == zone), None)
    ids = (subnet.availability_zone_id for subnet in subnets)
    impaired = known is not None and known.state not in (None, "available")
    tasks = people.total(subnets)
    return Node(
        f"{network.vpc.vpc_id} {zone}", NodeKind.ZONE, zone, zone, network.vpc.vpc_id,
        sort="zone", word=str(known.state) if known is not None and impaired else "",
        level=Level.BAD if impaired else Level.PLAIN, zone=zone, tasks=tasks,
        said=next(filter(None, ids), ""),
    )  # fmt: skip


def _subnet(
    network: Network, subnet: Subnet, kind: SubnetKind, people: Population
) -> Iterator[Node]:
    left = room(subnet)
    level = LEVELS.get(kind.word, Level.PLAIN)
    if left is not None and left.full:
        level = Level.BAD
    yield Node(
        subnet.subnet_id, NodeKind.SUBNET, subnet.name or subnet.subnet_id, subnet.subnet_id,
        f"{network.vpc.vpc_id} {subnet.availability_zone}", "subnet", kind.word.value, level,
        subnet.cidr_block or "IPv6", kind.why, subnet.availability_zone, left,
        people.tasks(subnet), kind.exits,
    )  # fmt: skip
    yield from _inside(network, subnet)
    for one, count in people.inside(subnet):
        yield Node(
            f"{subnet.subnet_id} {one.cluster} {one.group}", NodeKind.SERVICE,
            people.name(one), one.arn,
            subnet.subnet_id, "service" if one.arn else "tasks", zone=subnet.availability_zone,
            tasks=count, cluster=one.cluster, said=f"in {subnet.name or subnet.subnet_id}",
        )  # fmt: skip


def _inside(network: Network, subnet: Subnet) -> Iterator[Node]:
    """The NAT gateways and the interfaces of endpoints in a subnet."""
    for nat in network.nat_gateways or ():
        if nat.subnet_id == subnet.subnet_id:
            bad = nat.state != "available"
            ips = ", ".join(it.public_ip for it in nat.nat_gateway_addresses if it.public_ip)
            yield Node(
                f"{subnet.subnet_id} {nat.nat_gateway_id}", NodeKind.INSIDE,
                nat.name or nat.nat_gateway_id, nat.nat_gateway_id, subnet.subnet_id,
                "NAT gateway", nat.state, Level.WARN if bad else Level.PLAIN, said=ips,
                zone=subnet.availability_zone, door=nat.nat_gateway_id,
            )  # fmt: skip
    for endpoint in network.endpoints or ():
        if endpoint.vpc_endpoint_type == INTERFACE and subnet.subnet_id in endpoint.subnet_ids:
            bad = not endpoint.available or not endpoint.private_dns_enabled
            yield Node(
                f"{subnet.subnet_id} {endpoint.vpc_endpoint_id}", NodeKind.INSIDE,
                endpoint.short_name, endpoint.vpc_endpoint_id, subnet.subnet_id, "endpoint",
                (endpoint.state or "").lower(), Level.WARN if bad else Level.PLAIN,
                said="" if endpoint.private_dns_enabled else "private DNS is off",
                zone=subnet.availability_zone,
            )  # fmt: skip
