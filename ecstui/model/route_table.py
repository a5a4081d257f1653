"""A route table: where packets go that leave the subnets associated with it.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag

LOCAL = "local"
"""The gateway of routes that stay within the VPC."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class Route:
    """A route: one destination, and one target."""

    destination_cidr_block: str | None = None
    destination_ipv6_cidr_block: str | None = None
    destination_prefix_list_id: str | None = None
    gateway_id: str | None = None
    """`local`, an internet gateway, a virtual private gateway, or a VPC endpoint."""
    nat_gateway_id: str | None = None
    transit_gateway_id: str | None = None
    vpc_peering_connection_id: str | None = None
    egress_only_internet_gateway_id: str | None = None
    network_interface_id: str | None = None
    instance_id: str | None = None
    local_gateway_id: str | None = None
    carrier_gateway_id: str | None = None
    core_network_arn: str | None = None
    odb_network_arn: str | None = None
    origin: str | None = None
    """CreateRouteTable, CreateRoute, or EnableVgwRoutePropagation: learnt, not made."""
    state: str | None = None
    """active, blackhole (the target is gone), or filtered."""

    @property
    def destination(self) -> str:
        """A block, or a prefix list's id; empty if it has a destination of a kind unknown here."""
        return (
            self.destination_cidr_block
            or self.destination_ipv6_cidr_block
            or self.destination_prefix_list_id
            or ""
        )

    @property
    def target(self) -> str:
        """What the route leads to, by id; empty if it is of a kind unknown here."""
        # An instance is named together with its network interface.
        found = (
            self.gateway_id,
            self.nat_gateway_id,
            self.transit_gateway_id,
            self.vpc_peering_connection_id,
            self.egress_only_internet_gateway_id,
            self.network_interface_id,
            self.instance_id,
            self.local_gateway_id,
            self.carrier_gateway_id,
            self.core_network_arn,
            self.odb_network_arn,
        )
        return next((each for each in found if each), "")

    @property
    def propagated(self) -> bool:
        """Whether a virtual private gateway announced it."""
        return self.origin == "EnableVgwRoutePropagation"


@dataclass(frozen=True, slots=True, config=PASCAL)
class RouteTableAssociation:
    """Whose packets a route table is for."""

    main: bool = False
    """For all subnets of the VPC that have none of their own."""
    subnet_id: str | None = None
    gateway_id: str | None = None
    """Of an edge association: for what comes in by a gateway, and for no subnet."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class RouteTable:
    """A route table."""

    route_table_id: str
    vpc_id: str
    routes: tuple[Route, ...]
    associations: tuple[RouteTableAssociation, ...] = ()
    owner_id: str | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def main(self) -> bool:
        """Whether it is the main one of its VPC."""
        return any(each.main for each in self.associations)
