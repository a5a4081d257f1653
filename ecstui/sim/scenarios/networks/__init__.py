"""The scenario `networks`: 50 VPCs with 1,000 subnets and 5,000 network interfaces between them.

In the first VPC there is a service; the interfaces of all others are Lambda's. Every VPC has an
internet gateway and a regional NAT gateway, public subnets and private ones; the last has lost its
way out. A Direct Connect gateway leads to the second and the third.
"""

from functools import partial

from ecstui.sim.scenarios.actors import Actor
from ecstui.sim.scenarios.networks import direct_connect
from ecstui.sim.services import ecr
from ecstui.sim.services.ec2.declaring import route, route_table, vpc
from ecstui.sim.services.ec2.endpoints import add_interface
from ecstui.sim.services.ec2.gateways import internet_gateway, regional_nat
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ec2.rules import EVERYWHERE
from ecstui.sim.services.ecs import Plane
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import Identity, World

ACCOUNT, REGION = "345678901234", "ap-northeast-1"
VPCS, SUBNETS, INTERFACES = 50, 20, 5
"""VPCs, subnets of each, and network interfaces of each subnet."""
PUBLIC = 3
"""So many subnets of each VPC are public."""
ZONES = "acd"
WARM_UP = 300.0
OPERATOR = Actor(
    Identity(
        ACCOUNT,
        f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice",
        "AROAEXAMPLENETWORKS01:alice",
        "AssumedRole",
    ),
    REGION,
    "AKIAIOSFODNN7EXAMPLE",
)


def build(*, seed: int, start: float) -> World:
    """The account as it is at `start`."""
    world = World(seed=seed, start=start - WARM_UP)
    world.identities[OPERATOR.access_key_id] = OPERATOR.identity
    world.state(IamState, ACCOUNT, "global").aliases.append("acme-networks")
    here, plane = Place.at(world, ACCOUNT, REGION), Plane.at(world, ACCOUNT, REGION)
    for number in range(VPCS):
        _declare(here, plane, number)
    one, other = (_vpc_id(here, number) for number in (1, 2))
    tables = [here.id("rtb", f"{vpc_id}:private") for vpc_id in (one, other)]
    direct_connect.declare(here, one, other, tables, [subnet_id(2, place) for place in (3, 4)])
    world.at(world.now + 1, partial(_serve, plane))
    world.advance_to(start)
    return world


def _vpc_id(here: Place, number: int) -> str:
    """The first is the one that tasks are in."""
    return here.vpc if number == 0 else here.id("vpc", str(number))


def subnet_id(number: int, place: int) -> str:
    """A subnet of a VPC, both by number."""
    return f"subnet-{number:04x}{place:013x}"


def _declare(here: Place, plane: Plane, number: int) -> None:
    """A VPC with its gateways, its route tables and its subnets."""
    name, vpc_id = f"team-{number:02d}", _vpc_id(here, number)
    vpc(here, vpc_id, name, f"10.{number}.0.0/16")
    internet, nat = here.id("igw", vpc_id), here.id("nat", vpc_id)
    internet_gateway(here, internet, name, vpc_id)
    regional_nat(here, nat, name, {f"{REGION}a": "203.0.113.80"})
    here.network.nat_gateways[nat]["VpcId"] = vpc_id
    ids = [subnet_id(number, place) for place in range(SUBNETS)]
    for place, name_of in enumerate(ids):
        _subnet(here, plane, number, place, name_of)
    ways = [[route(EVERYWHERE, GatewayId=internet)], [route(EVERYWHERE, NatGatewayId=nat)]]
    if number == VPCS - 1:
        ways[1] = []
    for label, routes, mine in zip(
        ("public", "private"), ways, (ids[:PUBLIC], ids[PUBLIC:]), strict=True
    ):
        table = here.id("rtb", f"{vpc_id}:{label}")
        route_table(here, table, f"{name}-{label}", routes, *mine, vpc_id=vpc_id)


def _subnet(here: Place, plane: Plane, number: int, place: int, name: str) -> None:
    zone = REGION + ZONES[place % len(ZONES)]
    subnet = Subnet(name, zone, f"10.{number}", place * 8, size=251)
    plane.state.subnets[name] = subnet
    kind = "public" if place < PUBLIC else "private"
    here.network.subnets[name] = {
        "VpcId": _vpc_id(here, number),
        "Tags": tags(f"team-{number:02d}-{kind}-{place:02d}"),
    }
    for count in range(INTERFACES):
        description = f"AWS Lambda VPC ENI-team-{number:02d}-{place:02d}-{count}"
        eni = here.id("eni", description)
        add_interface(here, eni, subnet, description, InterfaceType="lambda", RequesterManaged=True)


def _serve(plane: Plane) -> None:
    """One service in the first VPC."""
    OPERATOR.call(plane.world, "CreateCluster", {"clusterName": "prod"})
    ecr.push(plane.world, ACCOUNT, REGION, "acme/web", "1.0.0")
    image = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/acme/web:1.0.0"
    definition = {
        "family": "web",
        "containerDefinitions": [{"name": "app", "image": image}],
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
    }
    OPERATOR.call(plane.world, "RegisterTaskDefinition", definition)
    network = {"subnets": [subnet_id(0, place) for place in range(PUBLIC, PUBLIC + 6)]}
    body = {
        "cluster": "prod",
        "serviceName": "web",
        "taskDefinition": "web",
        "desiredCount": 10,
        "launchType": "FARGATE",
        "networkConfiguration": {"awsvpcConfiguration": network},
    }
    OPERATOR.call(plane.world, "CreateService", body)
