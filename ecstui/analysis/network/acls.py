"""What network ACLs let through: each packet for itself, so answers need a rule of their own.

Source: "Network ACL rules" (VPC user guide): the entries of a direction are tried by their number,
and the first that fits decides. They do not apply within a subnet.
"""

from collections.abc import Iterator

from ecstui.analysis.network.blocks import Address, within
from ecstui.analysis.network.ends import Ports
from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.model.network import Network
from ecstui.model.network_acl import CATCH_ALL, NetworkAcl, NetworkAclEntry

TCP = frozenset({"6", "-1"})
"""Protocols that contain TCP; EC2 writes numbers."""


def acl_of(network: Network, subnet_id: str) -> NetworkAcl | None:
    """The network ACL of a subnet; None if it could not be read."""
    for acl in network.acls or ():
        if any(each.subnet_id == subnet_id for each in acl.associations):
            return acl
    return None


def ordered(acl: NetworkAcl, *, egress: bool) -> list[NetworkAclEntry]:
    """Its entries of one direction in the order in which they are tried."""
    mine = (entry for entry in acl.entries if entry.egress == egress)
    return sorted(mine, key=lambda entry: entry.rule_number)


def acl_hop(
    network: Network, subnet_id: str, *, egress: bool, ports: Ports, other: Address, back: bool
) -> Hop:
    """Whether the network ACL of a subnet lets TCP packets pass.

    :param ports: the ports to which they go, every one of which is needed.
    :param other: the address outside the subnet.
    :param back: whether they are answers.
    """
    place = f"network ACL, {'return ' if back else ''}{'out' if egress else 'in'}"
    acl = acl_of(network, subnet_id)
    if acl is None:
        why = network.why_unread("acls") or f"the ACL of {subnet_id} could not be read"
        return Hop(place, subnet_id, Verdict.UNKNOWN, why)
    decided = list(decisions(acl, egress=egress, ports=ports, other=other))
    refused = [each for each in decided if not _allows(each[1])]
    if not refused:
        rules = ", ".join(dict.fromkeys(_number(entry) for _, entry in decided))
        return Hop(place, acl.network_acl_id, Verdict.PASS, f"rule {rules} allows it")
    return _refusal(place, acl, refused[0], ports, other, egress)


def _refusal(
    place: str,
    acl: NetworkAcl,
    refused: tuple[Ports, NetworkAclEntry | None],
    ports: Ports,
    other: Address,
    egress: bool,
) -> Hop:
    part, entry = refused
    side = f"{'to' if egress else 'from'} {other}"
    rule = f"rule {_number(entry)} denies TCP {_span(*part)} {side}"
    kind = "outbound" if egress else "inbound"
    fix = f"allow TCP {_span(*ports)} {side} in the {kind} rules of {acl.network_acl_id}"
    if entry is not None and entry.rule_number != CATCH_ALL:
        fix = f"{fix}, before rule {entry.number}"
    return Hop(place, acl.network_acl_id, Verdict.BLOCK, rule, fix)


def decisions(
    acl: NetworkAcl, *, egress: bool, ports: Ports, other: Address
) -> Iterator[tuple[Ports, NetworkAclEntry | None]]:
    """Which entry decides for which part of a range of ports; None where no entry is about it."""
    fitting = [entry for entry in ordered(acl, egress=egress) if _about(entry, other)]
    first, last = ports
    while first <= last:
        entry = next((it for it in fitting if _span_of(it)[0] <= first <= _span_of(it)[1]), None)
        until = min([last, *_ends(fitting, first)])
        yield (first, until), entry
        first = until + 1


def _ends(entries: list[NetworkAclEntry], first: int) -> Iterator[int]:
    """Ports from `first` on after which another entry may decide."""
    for entry in entries:
        begin, end = _span_of(entry)
        yield from (port for port in (begin - 1, end) if port >= first)


def _about(entry: NetworkAclEntry, other: Address) -> bool:
    if entry.protocol not in TCP:
        return False
    return within(other, entry.cidr_block) or within(other, entry.ipv6_cidr_block)


def _span_of(entry: NetworkAclEntry) -> Ports:
    if entry.port_range is None or entry.protocol == "-1":
        return (0, 65535)
    return entry.port_range.first, entry.port_range.last


def _allows(entry: NetworkAclEntry | None) -> bool:
    return entry is not None and entry.rule_action == "allow"


def _number(entry: NetworkAclEntry | None) -> str:
    return entry.number if entry is not None else "*"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
