"""A subnet, and how many tasks still find room in it.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag
from ecstui.model.vpc import BlockPublicAccessStates, Ipv6CidrBlockAssociation


@dataclass(frozen=True, slots=True, config=PASCAL)
class Subnet:
    """A subnet; each task in network mode awsvpc takes one of its addresses."""

    subnet_id: str
    availability_zone: str
    cidr_block: str | None = None
    """None if it has only IPv6."""
    available_ip_address_count: int = 0
    """Free IPv4 addresses."""
    vpc_id: str = ""
    availability_zone_id: str | None = None
    """The zone by the name that is the same in all accounts."""
    owner_id: str | None = None
    """Another account's if the subnet is shared."""
    map_public_ip_on_launch: bool = False
    ipv6_native: bool = False
    """Whether it has only IPv6."""
    assign_ipv6_address_on_creation: bool = False
    """Whether a network interface that is made in it gets an IPv6 address."""
    enable_dns64: bool = False
    """Whether names that have IPv4 addresses alone are told with one of IPv6 that NAT64 knows."""
    ipv6_cidr_block_association_set: tuple[Ipv6CidrBlockAssociation, ...] = ()
    block_public_access_states: BlockPublicAccessStates | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)
