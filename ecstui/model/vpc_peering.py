"""A peering connection between two VPCs.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag


@dataclass(frozen=True, slots=True, config=PASCAL)
class CidrBlock:
    """An IPv4 block of a VPC."""

    cidr_block: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class Ipv6CidrBlock:
    """An IPv6 block of a VPC."""

    ipv6_cidr_block: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcPeeringConnectionVpcInfo:
    """The VPC at one end; its blocks are told once the connection is active."""

    vpc_id: str | None = None
    owner_id: str | None = None
    region: str | None = None
    cidr_block: str | None = None
    cidr_block_set: tuple[CidrBlock, ...] = ()
    ipv6_cidr_block_set: tuple[Ipv6CidrBlock, ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """All its blocks, IPv4 first."""
        four = tuple(each.cidr_block for each in self.cidr_block_set)
        if not four and self.cidr_block:
            four = (self.cidr_block,)
        return (*four, *(each.ipv6_cidr_block for each in self.ipv6_cidr_block_set))


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcPeeringConnectionStateReason:
    """How far a connection is."""

    code: str | None = None
    """active once it works."""
    message: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcPeeringConnection:
    """A peering connection."""

    vpc_peering_connection_id: str
    requester_vpc_info: VpcPeeringConnectionVpcInfo
    accepter_vpc_info: VpcPeeringConnectionVpcInfo
    status: VpcPeeringConnectionStateReason | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def active(self) -> bool:
        """Whether it works."""
        return self.status is not None and self.status.code == "active"

    def other_side(self, vpc_id: str) -> VpcPeeringConnectionVpcInfo | None:
        """The VPC at the other end, seen from one; None if that is at neither."""
        if self.requester_vpc_info.vpc_id == vpc_id:
            return self.accepter_vpc_info
        return self.requester_vpc_info if self.accepter_vpc_info.vpc_id == vpc_id else None
