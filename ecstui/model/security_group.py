"""Security groups and their rules, each of which allows something.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag


@dataclass(frozen=True, slots=True, config=PASCAL)
class SecurityGroup:
    """A security group; its rules are read for themselves."""

    group_id: str
    group_name: str = ""
    description: str = ""
    vpc_id: str | None = None
    owner_id: str | None = None
    tags: tuple[ResourceTag, ...] = ()


@dataclass(frozen=True, slots=True, config=PASCAL)
class ReferencedSecurityGroup:
    """The group that a rule allows, which may be of a peer."""

    group_id: str | None = None
    user_id: str | None = None
    vpc_id: str | None = None
    vpc_peering_connection_id: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class SecurityGroupRule:
    """A rule: it allows one protocol, some ports, and one other side."""

    security_group_rule_id: str
    group_id: str
    is_egress: bool
    ip_protocol: str
    """tcp, udp, icmp, icmpv6, a number as text, or -1 for all."""
    from_port: int | None = None
    """-1 stands for all, as for protocols that have no ports."""
    to_port: int | None = None
    cidr_ipv4: str | None = None
    cidr_ipv6: str | None = None
    prefix_list_id: str | None = None
    referenced_group_info: ReferencedSecurityGroup | None = None
    description: str | None = None

    @property
    def other_side(self) -> str:
        """Who the rule allows: a block, a prefix list, or a group, by id."""
        group = self.referenced_group_info
        named = group.group_id if group is not None else None
        return self.cidr_ipv4 or self.cidr_ipv6 or self.prefix_list_id or named or ""
