"""What security groups let through. They allow only, and answers to what they allowed pass by.

Source: "Security group rules" (VPC user guide).
"""

from collections.abc import Iterable
from enum import Enum

from ecstui.analysis.network.blocks import Address, within
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.model.network import Network
from ecstui.model.security_group import SecurityGroupRule

ALL_PROTOCOLS = "-1"
TCP = frozenset({"tcp", "6", ALL_PROTOCOLS})


class Fit(Enum):
    """Whether a rule allows a packet."""

    YES = 1
    NO = 2
    MAYBE = 3
    """It depends on a prefix list that could not be read."""


def group_hop(
    network: Network,
    group_ids: tuple[str, ...],
    *,
    egress: bool,
    port: int,
    other: Address,
    other_groups: tuple[str, ...] = (),
) -> Hop:
    """Whether groups let a TCP connection out to the other side, or in from it.

    A Network Load Balancer may have been made without any, and nothing is filtered then ("Security
    groups for your Network Load Balancer", Elastic Load Balancing user guide).

    :param port: of the server.
    :param other: the address of the other side.
    :param other_groups: the groups of the other side, if it is a network interface.
    """
    place = f"security group, {'out' if egress else 'in'}"
    if not group_ids:
        return Hop(place, "none", Verdict.PASS, "it has no security group, so that none filters")
    names = ", ".join(group_ids)
    rules = _rules(network, group_ids, egress=egress)
    fits = [(_fit(network, rule, port, other, other_groups), rule) for rule in rules]
    allowing = _first(fits, Fit.YES)
    if allowing is not None:
        return Hop(place, allowing.group_id, Verdict.PASS, _told(allowing))
    if unread := _doubt(_first(fits, Fit.MAYBE)) or _unread(network, group_ids):
        return Hop(place, names, Verdict.UNKNOWN, unread)
    way = f"to {other}" if egress else f"from {other_groups[0] if other_groups else other}"
    fix = f"allow TCP {port} {way} in the {'outbound' if egress else 'inbound'} rules of {names}"
    return Hop(place, names, Verdict.BLOCK, f"no rule allows TCP {port} {way}", fix)


def _rules(
    network: Network, group_ids: tuple[str, ...], *, egress: bool
) -> list[SecurityGroupRule]:
    known = network.rules or ()
    return [each for each in known if each.group_id in group_ids and each.is_egress == egress]


def _doubt(maybe: SecurityGroupRule | None) -> str:
    return f"{_told(maybe)}: the prefix list could not be read" if maybe is not None else ""


def _first(fits: Iterable[tuple[Fit, SecurityGroupRule]], wanted: Fit) -> SecurityGroupRule | None:
    return next((rule for fit, rule in fits if fit is wanted), None)


def _unread(network: Network, group_ids: tuple[str, ...]) -> str:
    """What keeps the rules of the groups from being known; empty if they are."""
    if network.rules is None:
        return network.why_unread("rules") or "the rules could not be read"
    known = {group.group_id for group in network.groups or ()}
    known |= {rule.group_id for rule in network.rules}
    missing = [each for each in group_ids if each not in known]
    return f"{', '.join(missing)} could not be read" if missing else ""


def _fit(
    network: Network, rule: SecurityGroupRule, port: int, other: Address, groups: tuple[str, ...]
) -> Fit:
    if rule.ip_protocol not in TCP or not _has_port(rule, port):
        return Fit.NO
    if rule.prefix_list_id is not None:
        return _listed(network, rule.prefix_list_id, other)
    group = rule.referenced_group_info
    if group is not None:
        return Fit.YES if group.group_id in groups else Fit.NO
    met = within(other, rule.cidr_ipv4) or within(other, rule.cidr_ipv6)
    return Fit.YES if met else Fit.NO


def _has_port(rule: SecurityGroupRule, port: int) -> bool:
    first, last = rule.from_port, rule.to_port
    if rule.ip_protocol == ALL_PROTOCOLS or first in (None, -1):
        return True
    return (first or 0) <= port <= (65535 if last is None else last)


def _listed(network: Network, list_id: str, other: Address) -> Fit:
    for each in network.prefix_lists or ():
        if each.prefix_list_id == list_id:
            return Fit.YES if any(within(other, cidr) for cidr in each.cidrs) else Fit.NO
    return Fit.MAYBE


def _told(rule: SecurityGroupRule) -> str:
    return f"{rule.security_group_rule_id} allows {_traffic(rule)} {rule.other_side}"


def _traffic(rule: SecurityGroupRule) -> str:
    if rule.ip_protocol == ALL_PROTOCOLS:
        return "all traffic"
    if rule.from_port in (None, -1):
        return f"{rule.ip_protocol} all ports"
    more = f"-{rule.to_port}" if rule.to_port != rule.from_port else ""
    return f"{rule.ip_protocol} {rule.from_port}{more}"
