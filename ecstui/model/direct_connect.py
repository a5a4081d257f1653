"""AWS Direct Connect: a connection to a Direct Connect location, and what runs over it.

Shapes and meanings: AWS Direct Connect API Reference (API version 2012-10-25). A virtual interface
and its BGP peers hold the BGP MD5 key as `authKey`, and `customerRouterConfig` has it once more:
neither has a name here, so that they end where an answer is read.
"""

from pydantic.dataclasses import dataclass

from ecstui.model.wire import WIRE

GONE = frozenset({"deleting", "deleted"})
"""States of what is told of for 15 minutes more (API Reference, DescribeVirtualInterfaces)."""
CARRYING = frozenset({"associated", "updating"})
"""States in which an association lets packets pass; in the second one its blocks are being changed
(API Reference, DirectConnectGatewayAssociation)."""


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
class AssociatedGateway:
    """What a Direct Connect gateway leads to."""

    id: str | None = None
    """Of a virtual private gateway, or of a transit gateway."""
    type: str | None = None
    owner_account: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class RouteFilterPrefix:
    """A block of addresses that is told to the other side."""

    cidr: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class DirectConnectGatewayAssociation:
    """The link of a Direct Connect gateway to a virtual private gateway or a transit gateway."""

    association_id: str
    direct_connect_gateway_id: str | None = None
    direct_connect_gateway_owner_account: str | None = None
    association_state: str | None = None
    """associating, associated, disassociating, disassociated or updating."""
    state_change_error: str | None = None
    associated_gateway: AssociatedGateway | None = None
    allowed_prefixes_to_direct_connect_gateway: tuple[RouteFilterPrefix, ...] = ()

    @property
    def gateway(self) -> str:
        """The id of the gateway that it leads to."""
        return (self.associated_gateway.id if self.associated_gateway is not None else None) or ""

    @property
    def carries(self) -> bool:
        """Whether packets may pass by it."""
        return self.association_state in CARRYING

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The blocks that it tells to what is behind the Direct Connect gateway."""
        known = (it.cidr for it in self.allowed_prefixes_to_direct_connect_gateway)
        return tuple(cidr for cidr in known if cidr)


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
    direct_connect_gateway_id: str | None = None
    """The Direct Connect gateway; empty likewise."""
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
