"""The network of an account whose scenario or test declares none.

One VPC around the subnets that tasks name, all of them behind a regional NAT gateway, so that
whatever runs there could have started.
"""

from ecstui.sim.call import Call
from ecstui.sim.services.ec2.declaring import route, vpc
from ecstui.sim.services.ec2.gateways import internet_gateway, regional_nat
from ecstui.sim.services.ec2.network import Network, Place
from ecstui.sim.services.ec2.rules import EVERYWHERE

CIDR = "10.0.0.0/16"


def network(call: Call) -> Network:
    """The network that a call reaches, made up if there is none."""
    place = Place.of(call)
    if not place.network.vpcs:
        _found(place)
    return place.network


def _found(place: Place) -> None:
    vpc(place, place.vpc, "main", CIDR)
    internet_gateway(place, place.id("igw", "igw"), "main", place.vpc)
    nat = place.id("nat", "nat")
    regional_nat(place, nat, "main", {f"{place.region}a": "203.0.113.80"})
    table = place.network.route_tables[place.id("rtb", place.vpc)]
    table["Routes"].append(route(EVERYWHERE, NatGatewayId=nat))
