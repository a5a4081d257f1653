"""The VPC of acme and its subnets, each of which is of some class."""

from dataclasses import dataclass, replace

from ecstui.sim.scenarios.acme.account import (
    ACCOUNT,
    PRIVATE_SUBNETS,
    REGION,
    SMALL_SUBNET,
    plane,
)
from ecstui.sim.services.ec2.declaring import vpc
from ecstui.sim.services.ec2.endpoints import add_interface
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.world import World

CIDR, CIDR_6 = "10.20.0.0/16", "2001:db8:20::/56"
DEFAULT_VPC = "vpc-0a1b2c3d4e5f6dead"
LETTERS = "acd"


@dataclass(frozen=True, slots=True)
class Tier:
    """Subnets of one purpose, one in each zone, named by a digit of their ids.

    :param base: the third number of the first one's addresses; the next zone has the next.
    :param size: usable addresses of each.
    :param six: the first subnet's part of the IPv6 block, if they have one.
    :param assigns: whether what starts there gets an IPv6 address, too.
    """

    name: str
    digit: int
    base: int
    size: int = 251
    public: bool = False
    six: int | None = None
    assigns: bool = False

    def ids(self) -> list[str]:
        """The ids of its subnets, by zone."""
        return [f"subnet-0a1b2c3d4e5f600{self.digit}{n}" for n in (1, 2, 3)]


PUBLIC = Tier("public", 1, 64, public=True, six=0)
DATA = Tier("data", 2, 72, six=16, assigns=True)
INDEX = Tier("index", 3, 80)
ENDPOINTS = Tier("endpoints", 4, 96, size=59)
TIERS = (PUBLIC, DATA, INDEX, ENDPOINTS)
FULL = Subnet("subnet-0a1b2c3d4e5f60051", f"{REGION}d", "10.20", 100, size=11)
OFFICE = Subnet("subnet-0a1b2c3d4e5f60061", f"{REGION}a", "10.20", 104, size=251)
OLD = Subnet("subnet-0a1b2c3d4e5f60071", f"{REGION}c", "10.20", 108, size=251)
NAMES = {
    **{name: f"private-{letter}" for name, (letter, _) in PRIVATE_SUBNETS.items()},
    SMALL_SUBNET.id: "loyalty-a",
    FULL.id: "webhooks-d",
    OFFICE.id: "office-a",
    OLD.id: "reporting-c",
}


def place(world: World) -> Place:
    """The network of acme's Region."""
    return Place.at(world, ACCOUNT, REGION)


def subnet(world: World, name: str) -> Subnet:
    """A subnet by id."""
    return plane(world).state.subnets[name]


def declare(world: World) -> None:
    """Declare the VPC, the default VPC that nobody uses, and all subnets."""
    here = place(world)
    vpc(here, here.vpc, "acme-prod", CIDR, ipv6=CIDR_6)
    vpc(here, DEFAULT_VPC, "default", "172.31.0.0/16", IsDefault=True)
    known = plane(world).state.subnets
    for tier in TIERS:
        for number, name in enumerate(tier.ids()):
            zone = REGION + LETTERS[number]
            known[name] = Subnet(name, zone, "10.20", tier.base + number, tier.size)
            here.network.subnets[name] = _members(tier, number)
    for alone in (FULL, OFFICE, OLD):
        known[alone.id] = replace(alone, used=set())
    for name, text in NAMES.items():
        here.network.subnets[name] = {"Tags": tags(f"acme-prod-{text}")}
    _fill(here, known[FULL.id])


def _members(tier: Tier, number: int) -> dict[str, object]:
    body: dict[str, object] = {"Tags": tags(f"acme-prod-{tier.name}-{LETTERS[number]}")}
    if tier.public:
        body["MapPublicIpOnLaunch"] = True
    if tier.six is not None:
        block = f"2001:db8:20:{tier.six + number:x}::/64"
        associated = {"Ipv6CidrBlock": block, "Ipv6CidrBlockState": {"State": "associated"}}
        label = "subnet-cidr-assoc-" + derived(block, "association", 17)
        body["Ipv6CidrBlockAssociationSet"] = [{"AssociationId": label, **associated}]
        body["AssignIpv6AddressOnCreation"] = tier.assigns
    return body


def _fill(here: Place, full: Subnet) -> None:
    """Functions of AWS Lambda take every address of the subnet of the price webhooks."""
    for number in range(full.size):
        description = f"AWS Lambda VPC ENI-price-webhooks-{number}"
        eni = here.id("eni", description)
        add_interface(here, eni, full, description, InterfaceType="lambda", RequesterManaged=True)
