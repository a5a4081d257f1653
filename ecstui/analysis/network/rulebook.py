"""The rules that packets to some ports meet: of security groups, and of network ACLs in the order
in which they are tried.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ecstui.analysis.network.acls import TCP as ACL_TCP
from ecstui.analysis.network.acls import ordered
from ecstui.analysis.network.blocks import block
from ecstui.analysis.network.ends import ANY_CLIENT_PORTS, Ports
from ecstui.analysis.network.groups import ALL_PROTOCOLS
from ecstui.analysis.network.groups import TCP as GROUP_TCP
from ecstui.analysis.network.other_side import members, who, whose
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAcl, NetworkAclEntry
from ecstui.model.security_group import SecurityGroupRule

PROTOCOLS = {"-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
ALL_PORTS = (0, 65535)


class Book(StrEnum):
    """Where a rule is written."""

    GROUP = "security group"
    ACL = "network ACL"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its references resolved.

    :param place: where it comes among the others.
    :param name: what people call the group or the ACL.
    :param number: its id, or its place in the ACL.
    :param who: whom the other side means.
    :param verdict: what it means for the ports that are asked about; empty if nothing.
    :param good: whether that lets packets pass; None if it means nothing.
    """

    place: tuple[int, int]
    book: Book
    id: str
    name: str
    egress: bool
    number: str
    allows: bool
    protocol: str
    ports: str
    other: str
    who: str
    verdict: str = ""
    good: bool | None = None


def rules_of_groups(
    network: Network, group_ids: Iterable[str], ports: Sequence[int] = ()
) -> Iterator[Rule]:
    """The rules of security groups, what lets in first; nothing of what could not be read.

    :param ports: TCP ports about which it is asked who reaches them.
    """
    names = {it.group_id: it.group_name for it in network.groups or ()}
    having = members(network)
    by_group: dict[str, list[SecurityGroupRule]] = {}
    for each in network.rules or ():
        by_group.setdefault(each.group_id, []).append(each)
    for number, group_id in enumerate(dict.fromkeys(group_ids)):
        mine = by_group.get(group_id, [])
        in_order = sorted(mine, key=lambda it: (it.is_egress, it.from_port or 0, it.other_side))
        for place, rule in enumerate(in_order):
            whom, name = who(network, rule, having), names.get(group_id, "")
            yield _group_rule(rule, name, whom, (number, place), ports)


def _group_rule(
    rule: SecurityGroupRule,
    name: str,
    whom: str,
    place: tuple[int, int],
    ports: Sequence[int],
) -> Rule:
    span = _span(rule)
    met = [it for it in ports if span[0] <= it <= span[1] and rule.ip_protocol in GROUP_TCP]
    verdict = f"lets in to {_listed(met)}" if met and not rule.is_egress else ""
    return Rule(
        place, Book.GROUP, rule.group_id, name or rule.group_id, rule.is_egress,
        rule.security_group_rule_id, True,
        PROTOCOLS.get(rule.ip_protocol, rule.ip_protocol), _ports(span),
        rule.other_side, whom, verdict, True if verdict else None,
    )  # fmt: skip


def unused(network: Network) -> tuple[str, ...]:
    """The security groups that nothing has and no rule names, by id."""
    named = {
        it.referenced_group_info.group_id
        for it in network.rules or ()
        if it.referenced_group_info is not None
    }
    if network.interfaces is None:
        return ()
    used = {group for it in network.interfaces for group in it.group_ids}
    return tuple(it.group_id for it in network.groups or () if it.group_id not in used | named)


def rules_of_acls(
    network: Network, subnet_ids: Iterable[str] | None, ports: Sequence[int] = ()
) -> Iterator[Rule]:
    """The rules of network ACLs, each direction in the order in which they are tried.

    :param subnet_ids: of the subnets that are behind them; None for all there are.
    """
    wanted = None if subnet_ids is None else frozenset(subnet_ids)
    found = [it for it in network.acls or () if wanted is None or _behind(it) & wanted]
    for number, acl in enumerate(found):
        for egress in (False, True):
            entries = ordered(acl, egress=egress)
            asked = [(port, port) for port in ports] if not egress else [ANY_CLIENT_PORTS]
            for place, entry in enumerate(entries):
                before = entries[:place]
                at = (number, place + len(acl.entries) * egress)
                yield _acl_rule(network, acl, entry, at, before, asked if ports else [])


def _acl_rule(
    network: Network,
    acl: NetworkAcl,
    entry: NetworkAclEntry,
    place: tuple[int, int],
    before: Sequence[NetworkAclEntry],
    asked: Sequence[Ports],
) -> Rule:
    cidr = entry.cidr_block or entry.ipv6_cidr_block or ""
    verdict, good = _decision(entry, before, asked)
    return Rule(
        place, Book.ACL, acl.network_acl_id, acl.name or acl.network_acl_id, entry.egress,
        entry.number, entry.rule_action == "allow",
        PROTOCOLS.get(entry.protocol, entry.protocol), _ports(_entry_span(entry)), cidr,
        whose(network, cidr), verdict, good,
    )  # fmt: skip


def _decision(
    entry: NetworkAclEntry, before: Sequence[NetworkAclEntry], asked: Sequence[Ports]
) -> tuple[str, bool | None]:
    """What an entry decides about ports, given those that are tried before it."""
    if entry.protocol not in ACL_TCP:
        return "", None
    span = _entry_span(entry)
    met = [it for it in asked if span[0] <= it[1] and it[0] <= span[1]]
    if not met:
        return "", None
    parts = [(max(first, span[0]), min(last, span[1])) for first, last in met]
    shadow = next((it for it in before if _shadows(it, entry, parts)), None)
    if shadow is not None:
        return f"never tried: rule {shadow.number} decides", None
    allows = entry.rule_action == "allow"
    what = "answers on " if entry.egress else ""
    told = ", ".join(_ports(part) for part in parts)
    return f"{'allows' if allows else 'denies'} {what}{told}", allows


def _shadows(earlier: NetworkAclEntry, entry: NetworkAclEntry, parts: Sequence[Ports]) -> bool:
    """Whether an earlier entry decides about all that an entry could."""
    first, last = _entry_span(earlier)
    over = all(first <= part[0] and part[1] <= last for part in parts)
    mine = entry.cidr_block or entry.ipv6_cidr_block
    other = earlier.cidr_block or earlier.ipv6_cidr_block
    if not over or mine is None or other is None or earlier.protocol not in ACL_TCP:
        return False
    one, wide = block(mine), block(other)
    if one.version != wide.version or wide.prefixlen > one.prefixlen:
        return False
    return one.network_address in wide


def _behind(acl: NetworkAcl) -> frozenset[str]:
    return frozenset(it.subnet_id for it in acl.associations if it.subnet_id)


def _span(rule: SecurityGroupRule) -> Ports:
    if rule.ip_protocol == ALL_PROTOCOLS or rule.from_port in (None, -1):
        return ALL_PORTS
    last = rule.to_port
    return rule.from_port or 0, ALL_PORTS[1] if last is None else last


def _entry_span(entry: NetworkAclEntry) -> Ports:
    if entry.port_range is None or entry.protocol == "-1":
        return ALL_PORTS
    return entry.port_range.first, entry.port_range.last


def _ports(span: Ports) -> str:
    if span == ALL_PORTS:
        return "all"
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def said_of_rule(rule: SecurityGroupRule) -> str:
    """The traffic that a rule of a security group is about: `tcp 443`, `all traffic`."""
    return _traffic(PROTOCOLS.get(rule.ip_protocol, rule.ip_protocol), _span(rule))


def said_of_entry(entry: NetworkAclEntry) -> str:
    """That of a rule of a network ACL."""
    return _traffic(PROTOCOLS.get(entry.protocol, entry.protocol), _entry_span(entry))


def _traffic(protocol: str, span: Ports) -> str:
    if protocol == "all":
        return "all traffic"
    return f"{protocol} all ports" if span == ALL_PORTS else f"{protocol} {_ports(span)}"


def _listed(ports: Sequence[int]) -> str:
    return ", ".join(map(str, ports))
