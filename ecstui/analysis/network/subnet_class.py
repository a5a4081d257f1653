"""What a subnet is: public, private, VPN-only, isolated, or broken.

Source: "Subnet types" (VPC user guide); VPC Block Public Access: "Block public access to VPCs and
subnets" there.
"""

from dataclasses import dataclass
from enum import StrEnum

from ecstui.analysis.network.public_access import BOTH_WAYS, INGRESS, block_mode
from ecstui.analysis.network.routing import table_of
from ecstui.model.network import Network
from ecstui.model.route_table import LOCAL, Route, RouteTable
from ecstui.model.subnet import Subnet

DEFAULTS = frozenset({"0.0.0.0/0", "::/0"})


class SubnetClass(StrEnum):
    """The classes; UNKNOWN is that of a subnet whose route table could not be read."""

    PUBLIC = "public"
    PRIVATE = "private"
    VPN_ONLY = "VPN-only"
    ISOLATED = "isolated"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SubnetKind:
    """The class of a subnet and why it is that."""

    word: SubnetClass
    why: str
    table: str = ""
    """Its route table by id."""
    exits: tuple[str, ...] = ()
    """What its routes lead to outside the VPC, by id; defaults first."""


def classify(network: Network, subnet: Subnet) -> SubnetKind:
    """The class of a subnet by its routes, and by what becomes of packets at their targets."""
    table = table_of(network, subnet.subnet_id)
    if table is None:
        why = network.why_unread("route_tables") or "its route table is not among those read"
        return SubnetKind(SubnetClass.UNKNOWN, why)
    dead = _dead_default(network, table)
    if dead is not None:
        return SubnetKind(SubnetClass.BROKEN, dead, table.route_table_id)
    outward = sorted(
        (route for route in table.routes if _leads_out(route)),
        key=lambda route: route.destination not in DEFAULTS,
    )
    word, why = _by_targets(network, subnet, outward)
    exits = tuple(dict.fromkeys(route.target for route in outward))
    return SubnetKind(word, why, table.route_table_id, exits)


def _leads_out(route: Route) -> bool:
    """Neither local, nor dead, nor to a gateway endpoint, which is a service within reach."""
    gateway = route.destination_prefix_list_id and (route.gateway_id or "").startswith("vpce-")
    return route.state == "active" and route.gateway_id != LOCAL and not gateway


def _dead_default(network: Network, table: RouteTable) -> str | None:
    """Why a default route of the table leads nowhere; None if all lead somewhere."""
    for route in table.routes:
        if route.destination not in DEFAULTS:
            continue
        if route.state == "blackhole":
            return f"{route.destination} goes to {route.target}, which is gone (blackhole)"
        if route.nat_gateway_id:
            for nat in network.nat_gateways or ():
                if nat.nat_gateway_id == route.nat_gateway_id and nat.state != "available":
                    return f"{route.destination} goes to {route.target}, which is {nat.state}"
    return None


def _by_targets(network: Network, subnet: Subnet, outward: list[Route]) -> tuple[SubnetClass, str]:
    if not outward:
        return SubnetClass.ISOLATED, "no route leaves the VPC"
    internet = next((it for it in outward if it.target.startswith("igw-")), None)
    if internet is not None:
        return _public(network, subnet, internet)
    if all(route.target.startswith("vgw-") for route in outward):
        return SubnetClass.VPN_ONLY, f"its only way out is {outward[0].target}"
    first = outward[0]
    if first.nat_gateway_id and block_mode(network, subnet.subnet_id) == BOTH_WAYS:
        return SubnetClass.ISOLATED, f"Block Public Access shuts the way by {first.target}"
    if first.destination not in DEFAULTS:
        return SubnetClass.PRIVATE, f"no default route; {first.destination} goes to {first.target}"
    return SubnetClass.PRIVATE, f"{first.destination} goes to {first.target}"


def _public(network: Network, subnet: Subnet, route: Route) -> tuple[SubnetClass, str]:
    mode = block_mode(network, subnet.subnet_id)
    said = f"{route.destination} goes to {route.target}"
    if mode == BOTH_WAYS:
        return SubnetClass.ISOLATED, f"{said}, but Block Public Access shuts it both ways"
    if mode == INGRESS:
        said = f"{said}; Block Public Access lets NAT gateways out, and nothing in"
    return SubnetClass.PUBLIC, said
