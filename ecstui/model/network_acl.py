"""A network ACL: what may enter and leave a subnet, each packet for itself.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic import Field
from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag

CATCH_ALL = 32767
"""The number of the entries that deny what no other entry is about; consoles show `*`."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class PortRange:
    """Ports from one to another, both included."""

    first: int = Field(default=0, alias="From")
    last: int = Field(default=65535, alias="To")


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkAclEntry:
    """A rule. Those of a direction are tried by number, and the first that fits decides."""

    rule_number: int
    rule_action: str
    """allow or deny."""
    egress: bool
    protocol: str
    """The protocol's number as text; -1 stands for all."""
    cidr_block: str | None = None
    ipv6_cidr_block: str | None = None
    port_range: PortRange | None = None
    """Of TCP and UDP; None stands for all ports."""

    @property
    def number(self) -> str:
        """As consoles show it: `100`, `*`."""
        return "*" if self.rule_number == CATCH_ALL else str(self.rule_number)


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkAclAssociation:
    """A subnet behind a network ACL."""

    subnet_id: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkAcl:
    """A network ACL; each subnet is behind exactly one."""

    network_acl_id: str
    entries: tuple[NetworkAclEntry, ...]
    vpc_id: str | None = None
    is_default: bool = False
    associations: tuple[NetworkAclAssociation, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)
