"""A VPC: its address blocks, how names resolve in it, and whether it may reach the internet.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag


@dataclass(frozen=True, slots=True, config=PASCAL)
class CidrBlockState:
    """Whether a block is in use."""

    state: str
    """associated, or on the way to or from it."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcCidrBlockAssociation:
    """An IPv4 block of a VPC."""

    cidr_block: str
    cidr_block_state: CidrBlockState | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class Ipv6CidrBlockAssociation:
    """An IPv6 block of a VPC or a subnet."""

    ipv6_cidr_block: str
    ipv6_cidr_block_state: CidrBlockState | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class BlockPublicAccessStates:
    """What VPC Block Public Access means for a VPC or a subnet, exclusions included."""

    internet_gateway_block_mode: str | None = None
    """off, block-bidirectional, or block-ingress: connections may go out by NAT gateways and
    egress-only internet gateways alone (VPC user guide, "Block public access")."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class Vpc:
    """A VPC."""

    vpc_id: str
    cidr_block: str
    """Its first IPv4 block."""
    owner_id: str | None = None
    state: str | None = None
    is_default: bool = False
    dhcp_options_id: str | None = None
    """`default` if it has no DHCP option set."""
    cidr_block_association_set: tuple[VpcCidrBlockAssociation, ...] = ()
    ipv6_cidr_block_association_set: tuple[Ipv6CidrBlockAssociation, ...] = ()
    block_public_access_states: BlockPublicAccessStates | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def blocks(self) -> tuple[str, ...]:
        """All its blocks that are in use, IPv4 first."""
        sets = self.cidr_block_association_set
        four = [it.cidr_block for it in sets if _used(it.cidr_block_state)]
        six = [
            it.ipv6_cidr_block
            for it in self.ipv6_cidr_block_association_set
            if _used(it.ipv6_cidr_block_state)
        ]
        return (*(four or [self.cidr_block]), *six)


def _used(state: CidrBlockState | None) -> bool:
    return state is None or state.state == "associated"


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcDns:
    """How names resolve in a VPC. Private DNS of interface endpoints needs both."""

    support: bool
    """Whether AWS's resolver answers."""
    hostnames: bool
