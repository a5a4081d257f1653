"""What becomes of packets at the target of the route that they take out of a subnet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ecstui.analysis.network.blocks import Address, within
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.analysis.network.nat import nat_hops
from ecstui.analysis.network.policies import policy_hop
from ecstui.analysis.network.public_access import BOTH_WAYS, INGRESS, OFF, block_mode
from ecstui.model.network import Network
from ecstui.model.route_table import Route
from ecstui.model.vpc_endpoint import GATEWAY


@dataclass(frozen=True, slots=True)
class Gate:
    """The hops at a route's target.

    :param inside_subnet: whether it is in the subnet of the client, so that the network ACL is met
        behind it and not before.
    """

    way: str
    hops: tuple[Hop, ...]
    inside_subnet: bool = False


def gate(
    network: Network, client: End, route: Route, destination: Address, port: int, bucket: str = ""
) -> Gate:
    """The hops at the target of a route that is active.

    :param bucket: as of a need.
    """
    target = route.target
    if route.nat_gateway_id:
        hops, inside = nat_hops(network, client, target, destination, port)
        return Gate(f"NAT gateway {target}", hops, inside)
    if target.startswith("vpce-") and route.destination_prefix_list_id:
        return Gate(f"gateway endpoint {target}", _endpoint(network, target, bucket))
    judge = _JUDGES.get(target.partition("-")[0])
    if judge is not None and judge.hop is _vpn and _still_announced(network, route):
        rule = "BGP announces the route still: the network behind it is not read here"
        return Gate(f"{judge.name} {target}", (Hop(judge.name, target, Verdict.UNKNOWN, rule),))
    if judge is None:
        rule = f"what lies behind {target or 'this target'} is not read here"
        return Gate(target, (Hop("beyond", target, Verdict.UNKNOWN, rule),))
    return Gate(f"{judge.name} {target}", (judge.hop(network, client, target, destination),))


def _internet(network: Network, client: End, target: str, _: Address) -> Hop:
    place, mode = "internet gateway", block_mode(network, client.subnet_id)
    if mode in (BOTH_WAYS, INGRESS):
        fix = f"exclude {client.subnet_id} from Block Public Access, or go by a NAT gateway"
        return Hop(place, target, Verdict.BLOCK, f"VPC Block Public Access: {mode}", fix)
    gateways = network.internet_gateways or ()
    known = next((it for it in gateways if it.internet_gateway_id == target), None)
    if known is None:
        why = network.why_unread("internet_gateways") or "it could not be read"
        return Hop(place, target, Verdict.UNKNOWN, why)
    if not known.serves(network.vpc.vpc_id):
        fix = f"attach {target} to {network.vpc.vpc_id}"
        return Hop(place, target, Verdict.BLOCK, "it is not attached to the VPC", fix)
    if not client.public:
        fix = "assign a public address to the task, or lead its subnet to a NAT gateway"
        rule = f"{client.name} has no public address for it to translate"
        return Hop(place, target, Verdict.BLOCK, rule, fix)
    if mode != OFF:
        return Hop(place, target, Verdict.UNKNOWN, f"VPC Block Public Access: {mode}")
    return Hop(place, target, Verdict.PASS, f"{client.name} has a public address")


def _egress_only(network: Network, client: End, target: str, _: Address) -> Hop:
    place, mode = "egress-only internet gateway", block_mode(network, client.subnet_id)
    if mode == BOTH_WAYS:
        fix = f"exclude {client.subnet_id} from Block Public Access"
        return Hop(place, target, Verdict.BLOCK, f"VPC Block Public Access: {mode}", fix)
    if mode not in (OFF, INGRESS):
        return Hop(place, target, Verdict.UNKNOWN, f"VPC Block Public Access: {mode}")
    return Hop(place, target, Verdict.PASS, "connections go out, and none come in")


def _peering(network: Network, _client: End, target: str, destination: Address) -> Hop:
    """A peering connection leads to addresses of the peer, and no further ("Peering limits")."""
    place = "peering connection"
    known = next(
        (it for it in network.peerings or () if it.vpc_peering_connection_id == target), None
    )
    side = known.other_side(network.vpc.vpc_id) if known is not None else None
    if known is None or side is None:
        why = network.why_unread("peerings") or "it could not be read"
        return Hop(place, target, Verdict.UNKNOWN, why)
    if not known.active:
        fix = f"accept or replace {target}"
        return Hop(place, target, Verdict.BLOCK, "it is not active", fix)
    if side.blocks and not any(within(destination, block) for block in side.blocks):
        fix = "lead the route to a NAT gateway, an internet gateway or an endpoint"
        return Hop(place, target, Verdict.BLOCK, f"{destination} is not in the peer's VPC", fix)
    return Hop(place, target, Verdict.UNKNOWN, f"the rules of {side.vpc_id} are not read here")


def _still_announced(network: Network, route: Route) -> bool:
    """Whether something other than a VPN's static route announces it: what BGP has announced goes
    when the session does, and it may be one of a Direct Connect gateway, whose virtual interfaces
    may be in other accounts and Regions.
    """
    if not route.propagated:
        return False
    connections = [it for it in network.vpn_connections or () if it.vpn_gateway_id == route.target]
    static = {each.destination_cidr_block for it in connections for each in it.routes}
    return route.destination not in static


def _vpn(network: Network, _client: End, target: str, _: Address) -> Hop:
    place = "virtual private gateway"
    connections = [it for it in network.vpn_connections or () if it.vpn_gateway_id == target]
    tunnels = [tunnel for it in connections for tunnel in it.vgw_telemetry]
    if network.virtual_interfaces is None:
        why = network.why_unread("virtual_interfaces") or "Direct Connect could not be read"
        return Hop(place, target, Verdict.UNKNOWN, why)
    if network.vpn_connections is None:
        why = network.why_unread("vpn_connections") or "VPN connections could not be read"
        return Hop(place, target, Verdict.UNKNOWN, why)
    if network.gateway_associations is None:
        why = network.why_unread("gateway_associations") or "Direct Connect could not be read"
        return Hop(place, target, Verdict.UNKNOWN, why)
    carrying = [it for it in network.gateway_associations if it.gateway == target and it.carries]
    if carrying:
        named = carrying[0].direct_connect_gateway_id
        rule = f"it leads to Direct Connect gateway {named}: what is behind that is not read here"
        return Hop(place, target, Verdict.UNKNOWN, rule)
    direct = [it for it in network.virtual_interfaces if it.virtual_gateway_id == target]
    if not all(it.down for it in direct):
        return Hop(place, target, Verdict.UNKNOWN, "the network behind it is not read here")
    lines = [it.vpn_connection_id for it in connections if it.vgw_telemetry]
    lines += [it.virtual_interface_id for it in direct]
    if lines and all(tunnel.status == "DOWN" for tunnel in tunnels):
        names = ", ".join(lines)
        what = "BGP session" if not tunnels else "tunnel or BGP session" if direct else "tunnel"
        fix = f"bring up a {what} of {names} at the customer gateway"
        return Hop(place, target, Verdict.BLOCK, f"every {what} of {names} is down", fix)
    return Hop(place, target, Verdict.UNKNOWN, "the network behind it is not read here")


def _endpoint(network: Network, target: str, bucket: str) -> tuple[Hop, ...]:
    place = "gateway endpoint"
    known = next((it for it in network.endpoints or () if it.vpc_endpoint_id == target), None)
    if known is None:
        why = network.why_unread("endpoints") or "it could not be read"
        return (Hop(place, target, Verdict.UNKNOWN, why),)
    if known.vpc_endpoint_type != GATEWAY:
        rule = "what lies behind it is not read here"
        return (Hop(place, target, Verdict.UNKNOWN, f"a {known.vpc_endpoint_type}: {rule}"),)
    if not known.available:
        fix = f"see to {target}: it must be available"
        return (Hop(place, target, Verdict.BLOCK, f"it is {known.state}", fix),)
    return (Hop(place, target, Verdict.PASS, f"{known.service_name}"), policy_hop(known, bucket))


@dataclass(frozen=True, slots=True)
class _Judge:
    name: str
    hop: Callable[[Network, End, str, Address], Hop]


_JUDGES: Mapping[str, _Judge] = {
    "igw": _Judge("internet gateway", _internet),
    "eigw": _Judge("egress-only internet gateway", _egress_only),
    "pcx": _Judge("peering connection", _peering),
    "vgw": _Judge("virtual private gateway", _vpn),
}
"""By the prefix of the target's id. What is behind other kinds is not read."""
