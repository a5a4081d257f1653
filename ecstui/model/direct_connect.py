"""AWS Direct Connect: a connection to a Direct Connect location, and what runs over it.

Shapes and meanings: AWS Direct Connect API Reference (API version 2012-10-25). A virtual interface
and its BGP peers hold the BGP MD5 key as `authKey`, and `customerRouterConfig` has it once more:
neither has a name here, so that they end where an answer is read.
"""

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE

GONE = frozenset({"deleting", "deleted"})
"""States of what is told of for 15 minutes more (API Reference, DescribeVirtualInterfaces)."""


@dataclass(frozen=True, slots=True, config=WIRE)
class Connection:
    """A connection, which is a port at a location of AWS's."""

    connection_id: str
    connection_name: str | None = None
    connection_state: str | None = None
    location: str | None = None
    bandwidth: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class BgpPeer:
    """A BGP session with the customer's router."""

    bgp_peer_id: str | None = None
    asn: int | None = None
    asn_long: int | None = None
    address_family: str | None = None
    amazon_address: str | None = None
    customer_address: str | None = None
    bgp_peer_state: str | None = None
    bgp_status: str | None = None
    """up, down or unknown."""


@dataclass(frozen=True, slots=True, config=WIRE)
class VirtualInterface:
    """A virtual interface: a VLAN of a connection, and what it leads to at AWS's end."""

    virtual_interface_id: str
    virtual_interface_name: str | None = None
    virtual_interface_type: str | None = None
    virtual_interface_state: str | None = None
    connection_id: str | None = None
    virtual_gateway_id: str | None = None
    """The virtual private gateway; empty where it leads to a Direct Connect gateway instead."""
    vlan: int | None = None
    bgp_peers: tuple[BgpPeer, ...] = ()

    @property
    def name(self) -> str:
        """What it is called, by its id if by nothing else."""
        return self.virtual_interface_name or self.virtual_interface_id

    @property
    def gone(self) -> bool:
        """Whether it is deleted, or as good as that."""
        return self.virtual_interface_state in GONE

    @property
    def peers(self) -> tuple[BgpPeer, ...]:
        """Its BGP peers but those that are deleted."""
        return tuple(it for it in self.bgp_peers if it.bgp_peer_state not in GONE)

    @property
    def down(self) -> bool:
        """Whether nothing gets through: it is gone or down, or each of its BGP sessions is."""
        statuses = {it.bgp_status for it in self.peers}
        return self.gone or self.virtual_interface_state == "down" or statuses == {"down"}
