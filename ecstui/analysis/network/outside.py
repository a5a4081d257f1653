"""A connection from a network interface to an address outside its VPC, and the answers to it."""

from ecstui.analysis.network.acls import acl_hop
from ecstui.analysis.network.blocks import Address
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.gates import gate
from ecstui.analysis.network.groups import group_hop
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.analysis.network.routing import Choice, choose, table_of
from ecstui.model.network import Network
from ecstui.model.route_table import RouteTable

ROUTE = "route"
"""The place of the hop that is the client's route."""


def to_outside(
    network: Network, client: End, destination: Address, port: int, bucket: str = ""
) -> tuple[str, tuple[Hop, ...]]:
    """By what the connection leads, and every hop to a TCP port of an address and back.

    :param bucket: as of a need.
    """
    out = group_hop(network, client.group_ids, egress=True, port=port, other=destination)
    table = table_of(network, client.subnet_id)
    if table is None:
        why = network.why_unread("route_tables") or "its route table could not be read"
        unknown = Hop(ROUTE, client.subnet_id, Verdict.UNKNOWN, why)
        return "unknown", (out, unknown)
    choice = choose(table, destination, network.prefix_lists)
    route = _route_hop(network, client, table, choice, destination)
    if choice.route is None or route.verdict is not Verdict.PASS:
        return choice.route.target if choice.route else "no way", _around(
            network, client, destination, port, out, (route,)
        )
    passed = gate(network, client, choice.route, destination, port, bucket)
    if passed.inside_subnet:  # the NAT gateway stands in the client's own subnet
        return passed.way, (out, route, *passed.hops)
    return passed.way, _around(network, client, destination, port, out, (route, *passed.hops))


def _around(
    network: Network,
    client: End,
    destination: Address,
    port: int,
    out: Hop,
    middle: tuple[Hop, ...],
) -> tuple[Hop, ...]:
    """The hops with those of the network ACL of the client's subnet at both ends."""
    subnet = client.subnet_id
    leaving = acl_hop(
        network, subnet, egress=True, ports=(port, port), other=destination, back=False
    )
    coming = acl_hop(
        network, subnet, egress=False, ports=client.ports, other=destination, back=True
    )
    return (out, leaving, *middle, coming)


def _route_hop(
    network: Network, client: End, table: RouteTable, choice: Choice, destination: Address
) -> Hop:
    name, route = table.route_table_id, choice.route
    if choice.doubt is not None:
        rule = f"the prefix list {choice.doubt.destination} could not be read, and may win"
        return Hop(ROUTE, name, Verdict.UNKNOWN, rule)
    if route is None:
        fix = _way_out(network, client, name)
        return Hop(ROUTE, name, Verdict.BLOCK, f"no route to {destination}", fix)
    told = f"{route.destination} goes to {route.target}"
    if route.state == "blackhole":
        fix = _way_out(network, client, name)
        return Hop(ROUTE, name, Verdict.BLOCK, f"{told}, which is gone (blackhole)", fix)
    if route.state not in (None, "active"):
        return Hop(ROUTE, name, Verdict.UNKNOWN, f"{told}, in state {route.state}")
    return Hop(ROUTE, name, Verdict.PASS, told)


def _way_out(network: Network, client: End, table: str) -> str:
    """The route that is missing, to a gateway that there is if there is one."""
    if client.address.version == 6:
        gateways = network.egress_only_gateways or ()
        target = next((it.egress_only_internet_gateway_id for it in gateways), "")
        return f"add ::/0 to {target or 'an egress-only internet gateway'} in {table}"
    return f"add 0.0.0.0/0 to {_nat_nearby(network, client) or 'a NAT gateway'} in {table}"


def _nat_nearby(network: Network, client: End) -> str:
    """A NAT gateway that works: of the whole VPC, else of the client's zone, else any."""
    zones = {subnet.subnet_id: subnet.availability_zone for subnet in network.subnets}
    own = zones.get(client.subnet_id)
    usable = [
        nat
        for nat in network.nat_gateways or ()
        if nat.state == "available" and nat.connectivity_type != "private"
    ]
    usable.sort(key=lambda nat: (not nat.regional, zones.get(nat.subnet_id or "") != own))
    return usable[0].nat_gateway_id if usable else ""
