"""A connection between two network interfaces of one VPC."""

from ecstui.analysis.network.acls import acl_hop
from ecstui.analysis.network.ends import End
from ecstui.analysis.network.groups import group_hop
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.analysis.network.routing import choose, table_of
from ecstui.model.network import Network
from ecstui.model.route_table import LOCAL


def between(network: Network, client: End, server: End, port: int) -> tuple[Hop, ...]:
    """Every hop from a client to a TCP port of a server and back, in order.

    Security groups are asked on the way there alone; network ACLs both ways, unless both ends are
    in one subnet.
    """
    out = _groups(network, client, server, port, egress=True)
    into = _groups(network, server, client, port, egress=False)
    there = _acls(network, client, server, (port, port), back=False)
    back = _acls(network, server, client, client.ports, back=True)
    ways = (local_hop(network, client, server), local_hop(network, server, client))
    return (out, *there[:1], ways[0], *there[1:], into, *back[:1], *_worth(ways[1]), *back[1:])


def _groups(network: Network, own: End, other: End, port: int, *, egress: bool) -> Hop:
    """What the groups of one end say of the other end."""
    return group_hop(
        network,
        own.group_ids,
        egress=egress,
        port=port,
        other=other.address,
        other_groups=other.group_ids,
    )


def _acls(
    network: Network, sender: End, receiver: End, ports: tuple[int, int], *, back: bool
) -> tuple[Hop, ...]:
    """Out of the sender's subnet and into the receiver's; nothing within a subnet."""
    if sender.subnet_id == receiver.subnet_id:
        return ()
    return (
        acl_hop(
            network, sender.subnet_id, egress=True, ports=ports, other=receiver.address, back=back
        ),
        acl_hop(
            network, receiver.subnet_id, egress=False, ports=ports, other=sender.address, back=back
        ),
    )


def local_hop(network: Network, sender: End, receiver: End) -> Hop:
    """Whether packets to an address of the VPC stay in it, as they do unless a route is longer."""
    place, table = "route", table_of(network, sender.subnet_id)
    if table is None:
        why = network.why_unread("route_tables") or "its route table could not be read"
        return Hop(place, sender.subnet_id, Verdict.UNKNOWN, why)
    choice = choose(table, receiver.address, network.prefix_lists)
    route, name = choice.route, table.route_table_id
    if choice.doubt is not None:
        rule = f"{choice.doubt.destination} could not be read, and may lead elsewhere"
        return Hop(place, name, Verdict.UNKNOWN, rule)
    if route is None:
        fix = f"the address {receiver.address} must be in the VPC"
        return Hop(place, name, Verdict.BLOCK, f"no route to {receiver.address}", fix)
    told = f"{route.destination} goes to {route.target}"
    if route.state == "blackhole":
        fix = f"delete the route {route.destination} of {name}"
        return Hop(place, name, Verdict.BLOCK, f"{told}, which is gone (blackhole)", fix)
    if route.gateway_id != LOCAL:
        return Hop(place, name, Verdict.UNKNOWN, f"{told}: what that does is not known")
    return Hop(place, name, Verdict.PASS, told)


def _worth(hop: Hop) -> tuple[Hop, ...]:
    """The way back is told only where it is not the ordinary one."""
    return () if hop.verdict is Verdict.PASS else (hop,)
