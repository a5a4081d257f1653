"""The same questions answered one packet at a time, from the rules of the VPC user guide.

Nothing of the judged code is used: addresses are numbers, prefixes are compared bit by bit, and
each port at which an answer could change is tried for itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAclEntry
from ecstui.model.route_table import Route, RouteTable
from ecstui.model.security_group import SecurityGroupRule

UNSURE = "unknown"
YES, NO = "pass", "block"


@dataclass(frozen=True)
class Host:
    """An end of a connection: its address as a number."""

    subnet: str
    groups: tuple[str, ...]
    address: int
    ports: tuple[int, int]
    public: bool = False


def number(text: str) -> int:
    first, second, third, fourth = (int(part) for part in text.split("."))
    return (first << 24) | (second << 16) | (third << 8) | fourth


def covers(cidr: str, address: int) -> bool:
    base, length = cidr.split("/")
    shift = 32 - int(length)
    return number(base) >> shift == address >> shift


def all_of(answers: Iterable[str]) -> str:
    found = list(answers)
    if NO in found:
        return NO
    return UNSURE if UNSURE in found else YES


def group_allows(
    network: Network, host: Host, egress: bool, port: int, other: int, groups: tuple[str, ...]
) -> str:
    if network.rules is None:
        return UNSURE
    answer = NO
    for rule in network.rules:
        if rule.group_id in host.groups and rule.is_egress is egress:
            one = _rule_allows(network, rule, port, other, groups)
            if one == YES:
                return YES
            answer = UNSURE if one == UNSURE else answer
    return answer


def _rule_allows(
    network: Network, rule: SecurityGroupRule, port: int, other: int, groups: tuple[str, ...]
) -> str:
    if rule.ip_protocol == "udp":
        return NO
    if rule.ip_protocol == "tcp" and rule.from_port != -1:
        assert rule.from_port is not None
        assert rule.to_port is not None
        if port not in range(rule.from_port, rule.to_port + 1):
            return NO
    if rule.cidr_ipv4:
        return YES if covers(rule.cidr_ipv4, other) else NO
    if rule.referenced_group_info:
        return YES if rule.referenced_group_info.group_id in groups else NO
    lists = {it.prefix_list_id: it.cidrs for it in network.prefix_lists or ()}
    if rule.prefix_list_id not in lists:
        return UNSURE
    return YES if any(covers(it, other) for it in lists[rule.prefix_list_id]) else NO


def acl_allows(
    network: Network, subnet: str, egress: bool, ports: range | list[int], other: int
) -> str:
    for acl in network.acls or ():
        if subnet in [each.subnet_id for each in acl.associations]:
            entries = [it for it in acl.entries if it.egress is egress]
            entries.sort(key=lambda it: it.rule_number)
            tried = set(_turning_points(entries, ports))
            return YES if all(_port_passes(entries, port, other) for port in tried) else NO
    return UNSURE


def _turning_points(entries: list[NetworkAclEntry], ports: range | list[int]) -> Iterator[int]:
    """The ends of the range, and what of it is next to an end of an entry's."""
    yield from (ports[0], ports[-1])
    for entry in entries:
        if entry.port_range is not None:
            for end in (entry.port_range.first, entry.port_range.last):
                yield from (it for it in (end - 1, end, end + 1) if ports[0] <= it <= ports[-1])


def _port_passes(entries: list[NetworkAclEntry], port: int, other: int) -> bool:
    for entry in entries:
        whole = entry.protocol == "-1" or entry.port_range is None
        if entry.protocol == "17" or entry.cidr_block is None:
            continue
        in_range = whole or (
            entry.port_range is not None and entry.port_range.first <= port <= entry.port_range.last
        )
        if in_range and covers(entry.cidr_block, other):
            return entry.rule_action == "allow"
    return False


def way(network: Network, subnet: str, to: int) -> Route | str | None:
    """The route taken; NO where there is none, UNSURE where that is not known."""
    table = _table(network, subnet)
    if table is None:
        return UNSURE
    lists = {it.prefix_list_id: it.cidrs for it in network.prefix_lists or ()}
    if any((r.destination_prefix_list_id or "pl-s3") not in lists for r in table.routes if
           r.destination_prefix_list_id):  # fmt: skip
        return UNSURE
    for length in range(32, -1, -1):
        here = []
        for route in table.routes:
            named = route.destination_cidr_block
            for cidr in [named] if named else lists[str(route.destination_prefix_list_id)]:
                if int(cidr.split("/")[1]) == length and covers(cidr, to):
                    here.append(route)
        for kind in (
            lambda r: r.gateway_id == "local",
            lambda r: r.destination_cidr_block and r.origin != "EnableVgwRoutePropagation",
            lambda r: r.destination_prefix_list_id,
            lambda r: True,
        ):
            chosen = [route for route in here if kind(route)]
            if chosen:
                return chosen[0]
    return NO


def _table(network: Network, subnet: str) -> RouteTable | None:
    main = None
    for table in network.route_tables or ():
        for each in table.associations:
            if each.subnet_id == subnet:
                return table
            if each.main:
                main = main or table
    return main


def inside(network: Network, client: Host, server: Host, port: int) -> str:
    """A connection between two hosts of the VPC, all of whose addresses are local."""
    asked = [
        group_allows(network, client, True, port, server.address, server.groups),
        group_allows(network, server, False, port, client.address, client.groups),
        _stays(network, client, server),
        _stays(network, server, client),
    ]
    if client.subnet != server.subnet:
        back = range(client.ports[0], client.ports[1] + 1)
        asked += [
            acl_allows(network, client.subnet, True, [port], server.address),
            acl_allows(network, server.subnet, False, [port], client.address),
            acl_allows(network, server.subnet, True, back, client.address),
            acl_allows(network, client.subnet, False, back, server.address),
        ]
    return all_of(asked)


def _stays(network: Network, sender: Host, receiver: Host) -> str:
    found = way(network, sender.subnet, receiver.address)
    if not isinstance(found, Route):
        return str(found)
    if found.state == "blackhole":
        return NO
    return YES if found.gateway_id == "local" else UNSURE


def outside(network: Network, client: Host, to: int, port: int) -> str:
    """A connection to an address on the internet."""
    asked = [group_allows(network, client, True, port, to, ())]
    back = range(client.ports[0], client.ports[1] + 1)
    edge = [
        acl_allows(network, client.subnet, True, [port], to),
        acl_allows(network, client.subnet, False, back, to),
    ]
    found = way(network, client.subnet, to)
    if found == UNSURE:
        # Without the route it is not known whether the packets cross the edge of the subnet.
        known = network.route_tables is not None and _table(network, client.subnet) is not None
        return all_of([*asked, UNSURE, *(edge if known else [])])
    if not isinstance(found, Route) or found.state == "blackhole":
        return NO
    if found.nat_gateway_id:
        return all_of([*asked, *_by_nat(network, client, found.nat_gateway_id, to, port, edge)])
    return all_of([*asked, *edge, _by_other(network, client, found)])


def _by_other(network: Network, client: Host, route: Route) -> str:
    if (route.gateway_id or "").startswith("igw-"):
        if network.internet_gateways is None:
            return UNSURE
        return YES if client.public else NO
    return UNSURE


def _by_nat(
    network: Network, client: Host, name: str, to: int, port: int, edge: list[str]
) -> list[str]:
    nats = [it for it in network.nat_gateways or () if it.nat_gateway_id == name]
    if not nats:
        return [*edge, UNSURE]
    alive = YES if nats[0].state == "available" else NO
    home = nats[0].subnet_id
    if home is None:
        return [*edge, alive, UNSURE if network.internet_gateways is None else YES]
    answers = [
        alive,
        acl_allows(network, home, True, [port], to),
        acl_allows(network, home, False, range(1024, 65536), to),
    ]
    found = way(network, home, to)
    if not isinstance(found, Route) or found.state == "blackhole":
        answers.append(UNSURE if found == UNSURE else NO)
    elif found.nat_gateway_id == name:
        answers.append(NO)  # round and round
    else:
        answers.append(YES if (found.gateway_id or "").startswith("igw-") else UNSURE)
    if home == client.subnet:
        return answers
    back = range(client.ports[0], client.ports[1] + 1)
    answers.append(acl_allows(network, home, False, [port], client.address))
    answers.append(acl_allows(network, home, True, back, client.address))
    return [*answers, *edge]
