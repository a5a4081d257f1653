"""The rules that a call added to security groups, or took away from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ecstui.analysis.trail.parameters import items, member, text
from ecstui.model.trail_event import TrailEvent

WORLD = ("0.0.0.0/0", "::/0")
ALL = "-1"
ADDED = ("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress")
REMOVED = ("RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress")
PORT_RULES = frozenset({*ADDED, *REMOVED})


@dataclass(frozen=True, slots=True)
class PortRule:
    """One rule: from where or to where, by what protocol and ports; None is all of them."""

    protocol: str
    first: int | None
    last: int | None
    peer: str

    @property
    def is_world(self) -> bool:
        """Whether it is everybody."""
        return self.peer in WORLD

    def lets_in(self, port: int) -> bool:
        """Whether TCP packets to a port are meant."""
        if self.protocol == ALL:
            return True
        first, last = self.first, self.last
        return self.protocol in ("tcp", "6") and (first is None or first <= port <= (last or first))

    outward: bool = False
    """Whether it is about what goes out."""

    @property
    def words(self) -> str:
        """`tcp 22 from 0.0.0.0/0`."""
        protocol = "all traffic" if self.protocol == ALL else self.protocol
        ports = "" if self.first is None or self.protocol == ALL else f" {self.first}"
        if ports and self.last not in (None, self.first):
            ports += f"-{self.last}"
        return f"{protocol}{ports} {'to' if self.outward else 'from'} {self.peer}"


def port_rules(event: TrailEvent) -> tuple[PortRule, ...]:
    """The rules that it names: as `ipPermissions`, or as one in the request itself."""
    if event.name not in PORT_RULES:
        return ()
    asked = event.request_parameters
    permissions = items(asked, "ipPermissions")
    if not permissions and text(asked, "cidrIp"):
        permissions = [{**asked, "ipRanges": {"items": [{"cidrIp": text(asked, "cidrIp")}]}}]
    outward = event.name.endswith("Egress")
    return tuple(rule for each in permissions for rule in _rules(each, outward))


def _rules(permission: Any, outward: bool) -> Iterator[PortRule]:
    protocol = text(permission, "ipProtocol") or ALL
    first, last = member(permission, "fromPort"), member(permission, "toPort")
    peers = [text(each, "cidrIp") for each in items(permission, "ipRanges")]
    peers += [text(each, "cidrIpv6") for each in items(permission, "ipv6Ranges")]
    peers += [text(each, "groupId") for each in items(permission, "groups")]
    peers += [text(each, "prefixListId") for each in items(permission, "prefixListIds")]
    for peer in filter(None, peers):
        yield PortRule(protocol, _port(first), _port(last), peer, outward)


def _port(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
