"""The addresses of a subnet: those that AWS keeps, those for use, and those still free.

Source: "Subnet CIDR blocks" (VPC user guide): the first four addresses of a subnet and the last one
cannot be used, for IPv6 as for IPv4.
"""

from dataclasses import dataclass

from ecstui.analysis.network.blocks import block
from ecstui.model.subnet import Subnet

KEPT = (
    (0, "network address"),
    (1, "router of the VPC"),
    (2, "AWS's resolver of names"),
    (3, "kept by AWS for later"),
    (-1, "broadcast address, which VPCs do not have"),
)
"""Which addresses AWS keeps, counted from the first or from the end, and what for."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """An address that nothing in the subnet can have."""

    address: str
    what_for: str


@dataclass(frozen=True, slots=True)
class Room:
    """How many IPv4 addresses of a subnet are for use, and how many of those are free."""

    usable: int
    free: int

    @property
    def used(self) -> int:
        """How many are in use, never fewer than none."""
        return max(0, self.usable - self.free)

    @property
    def full(self) -> bool:
        """Whether nothing more finds an address."""
        return self.free <= 0


def reserved(cidr: str) -> tuple[Reserved, ...]:
    """The five addresses of a block that AWS keeps.

    :raises ValueError: it is no block.
    """
    found = block(cidr)
    return tuple(Reserved(str(found[place]), what_for) for place, what_for in KEPT)


def usable(cidr: str) -> int:
    """How many addresses of a block are for use.

    :raises ValueError: it is no block.
    """
    return max(0, block(cidr).num_addresses - len(KEPT))


def room(subnet: Subnet) -> Room | None:
    """How full a subnet is; None if it has only IPv6, where addresses do not run out."""
    if subnet.cidr_block is None:
        return None
    # The free ones that EC2 counts do not contain those that AWS keeps.
    return Room(usable(subnet.cidr_block), subnet.available_ip_address_count)
