"""What becomes of packets at a NAT gateway, and between it and the internet.

Sources: "NAT gateways" and "Regional NAT gateways" (VPC user guide). A zonal one stands in a
subnet, whose network ACL and route table count too; a regional one has no subnet.
"""

from ecstui.analysis.network.acls import acl_hop
from ecstui.analysis.network.blocks import Address
from ecstui.analysis.network.ends import ANY_CLIENT_PORTS, End
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.analysis.network.public_access import BOTH_WAYS, INGRESS, OFF, block_mode
from ecstui.analysis.network.routing import choose, table_of
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network

PLACE = "NAT gateway"


def nat_hops(
    network: Network, client: End, target: str, destination: Address, port: int
) -> tuple[tuple[Hop, ...], bool]:
    """The hops at a NAT gateway, and whether it is in the client's own subnet."""
    nat = next((it for it in network.nat_gateways or () if it.nat_gateway_id == target), None)
    if nat is None:
        why = network.why_unread("nat_gateways") or "it could not be read"
        return (Hop(PLACE, target, Verdict.UNKNOWN, why),), False
    itself = _itself(nat)
    if nat.subnet_id is None:
        return (itself, _regional_exit(network, client, nat)), False
    inside = nat.subnet_id == client.subnet_id
    near = () if inside else _from_client(network, client, nat.subnet_id, port)
    far = _to_internet(network, nat, nat.subnet_id, destination, port)
    return (*near[:1], itself, *far, *near[1:]), inside


def _itself(nat: NatGateway) -> Hop:
    if nat.state != "available":
        why = f": {nat.failure_message}" if nat.failure_message else ""
        fix = f"replace {nat.nat_gateway_id}, and lead the route to the new one"
        return Hop(PLACE, nat.nat_gateway_id, Verdict.BLOCK, f"it is {nat.state}{why}", fix)
    kind = nat.availability_mode or "zonal"
    return Hop(PLACE, nat.nat_gateway_id, Verdict.PASS, f"available, {kind}")


def _regional_exit(network: Network, client: End, nat: NatGateway) -> Hop:
    """A regional NAT gateway leads to the internet gateway of the VPC by itself."""
    shut = _shut(network, client.subnet_id)
    if shut is not None:
        return shut
    gateways = network.internet_gateways
    if gateways is None:
        why = network.why_unread("internet_gateways") or "it could not be read"
        return Hop("internet gateway", network.vpc.vpc_id, Verdict.UNKNOWN, why)
    if nat.connectivity_type == "private":
        return _private(nat)
    serving = next((it for it in gateways if it.serves(network.vpc.vpc_id)), None)
    if serving is None:
        fix = f"attach an internet gateway to {network.vpc.vpc_id}"
        rule = "the VPC has none"
        return Hop("internet gateway", network.vpc.vpc_id, Verdict.BLOCK, rule, fix)
    return Hop("internet gateway", serving.internet_gateway_id, Verdict.PASS, "attached")


def _from_client(network: Network, client: End, subnet: str, port: int) -> tuple[Hop, Hop]:
    """Into the NAT gateway's subnet, and back out of it."""
    other = client.address
    return (
        acl_hop(network, subnet, egress=False, ports=(port, port), other=other, back=False),
        acl_hop(network, subnet, egress=True, ports=client.ports, other=other, back=True),
    )


def _to_internet(
    network: Network, nat: NatGateway, subnet: str, destination: Address, port: int
) -> tuple[Hop, ...]:
    leaving = acl_hop(
        network, subnet, egress=True, ports=(port, port), other=destination, back=False
    )
    coming = acl_hop(
        network, subnet, egress=False, ports=ANY_CLIENT_PORTS, other=destination, back=True
    )
    shut = _shut(network, subnet)
    exit_hop = _exit(network, nat, subnet, destination)
    return (leaving, exit_hop, *((shut,) if shut is not None else ()), coming)


def _exit(network: Network, nat: NatGateway, subnet: str, destination: Address) -> Hop:
    """The route of the subnet that the NAT gateway is in, which must be a public one."""
    place, table = f"route of {nat.nat_gateway_id}", table_of(network, subnet)
    if table is None:
        why = network.why_unread("route_tables") or "its route table could not be read"
        return Hop(place, subnet, Verdict.UNKNOWN, why)
    choice = choose(table, destination, network.prefix_lists)
    route, name = choice.route, table.route_table_id
    if choice.doubt is not None:
        rule = f"the prefix list {choice.doubt.destination} could not be read"
        return Hop(place, name, Verdict.UNKNOWN, rule)
    if route is None or route.state == "blackhole":
        fix = f"add 0.0.0.0/0 to the internet gateway in {name}"
        rule = f"{route.destination} is a blackhole" if route else f"no route to {destination}"
        return Hop(place, name, Verdict.BLOCK, rule, fix)
    told = f"{route.destination} goes to {route.target}"
    if route.target == nat.nat_gateway_id:
        fix = f"move {nat.nat_gateway_id} to a public subnet: it must not be in one that it serves"
        return Hop(place, name, Verdict.BLOCK, f"{told}, back to itself", fix)
    if not route.target.startswith("igw-") or route.state not in (None, "active"):
        return Hop(place, name, Verdict.UNKNOWN, f"{told}: what lies behind it is not read here")
    if nat.connectivity_type == "private":
        return _private(nat)
    return Hop(place, name, Verdict.PASS, told)


def _private(nat: NatGateway) -> Hop:
    fix = f"use a public NAT gateway in place of {nat.nat_gateway_id}"
    rule = "it is a private one, which has no public address"
    return Hop(PLACE, nat.nat_gateway_id, Verdict.BLOCK, rule, fix)


def _shut(network: Network, subnet: str) -> Hop | None:
    """What Block Public Access has against it; a NAT gateway may pass where only ingress is shut.

    Which exclusions a NAT gateway needs is said of the subnet that it is in.
    """
    place, mode = "VPC Block Public Access", block_mode(network, subnet)
    if mode == BOTH_WAYS:
        fix = f"exclude {subnet} from Block Public Access"
        return Hop(place, subnet, Verdict.BLOCK, mode, fix)
    return None if mode in (OFF, INGRESS) else Hop(place, subnet, Verdict.UNKNOWN, mode)
