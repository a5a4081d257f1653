"""Which route a packet takes.

Source: "Route priority" and "Route priority and prefix lists" (VPC user guide): the longest prefix
that matches wins; among equals a route within the VPC, then one that somebody made, then one to a
prefix list, then one that a virtual private gateway announced.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecstui.analysis.network.blocks import Address, block, is_block, within
from ecstui.model.network import Network
from ecstui.model.prefix_list import PrefixList
from ecstui.model.route_table import LOCAL, Route, RouteTable


@dataclass(frozen=True, slots=True)
class Choice:
    """The route that a packet takes, as far as is known.

    :param route: None if none matches.
    :param doubt: a route to a prefix list that could not be read, which may win.
    """

    route: Route | None
    doubt: Route | None = None


def table_of(network: Network, subnet_id: str) -> RouteTable | None:
    """The route table of a subnet: its own, else the VPC's main one.

    None if it could not be read. Tables of edge associations are for no subnet.
    """
    tables = [it for it in network.route_tables or () if it.vpc_id == network.vpc.vpc_id]
    for table in tables:
        if any(each.subnet_id == subnet_id for each in table.associations):
            return table
    return next((table for table in tables if table.main), None)


def choose(
    table: RouteTable, destination: Address, prefix_lists: Sequence[PrefixList] | None
) -> Choice:
    """The route to an address.

    :param prefix_lists: those that are known; None if they could not be read.
    """
    known = {each.prefix_list_id: each.cidrs for each in prefix_lists or ()}
    matching: list[tuple[int, int, Route]] = []
    doubt: Route | None = None
    for route in table.routes:
        listed = route.destination_prefix_list_id
        if listed and listed not in known:
            doubt = doubt or route
        lengths = [block(it).prefixlen for it in _blocks(route, known) if within(destination, it)]
        matching += [(length, _rank(route), route) for length in lengths]
    best = max(matching, key=lambda found: found[:2], default=None)
    return Choice(best[2] if best else None, doubt)


def _blocks(route: Route, known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if route.destination_prefix_list_id:
        yield from known.get(route.destination_prefix_list_id, ())
    elif is_block(route.destination):
        yield route.destination


def _rank(route: Route) -> int:
    if route.gateway_id == LOCAL:
        return 3
    if route.propagated:
        return 0
    return 1 if route.destination_prefix_list_id else 2
