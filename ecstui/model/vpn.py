"""Site-to-Site VPN: a connection of two tunnels, and the gateway at AWS's end.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15). The connection's
CustomerGatewayConfiguration and the options of its tunnels hold the pre-shared keys: neither has a
name here, so that they end where an answer is read.
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag


@dataclass(frozen=True, slots=True, config=PASCAL)
class VgwTelemetry:
    """A tunnel, as AWS's end sees it."""

    outside_ip_address: str | None = None
    status: str | None = None
    """UP or DOWN."""
    status_message: str | None = None
    last_status_change: datetime | None = None
    accepted_route_count: int = 0


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpnConnectionOptions:
    """How routes are found out: by hand, or by BGP."""

    static_routes_only: bool = False


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpnStaticRoute:
    """A route that was made by hand."""

    destination_cidr_block: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpnConnection:
    """A VPN connection; it has two tunnels, either of which is enough."""

    vpn_connection_id: str
    state: str | None = None
    vpn_gateway_id: str | None = None
    transit_gateway_id: str | None = None
    customer_gateway_id: str | None = None
    options: VpnConnectionOptions | None = None
    routes: tuple[VpnStaticRoute, ...] = ()
    vgw_telemetry: tuple[VgwTelemetry, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def up(self) -> bool:
        """Whether one of its tunnels is."""
        return any(it.status == "UP" for it in self.vgw_telemetry)


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcAttachment:
    """The VPC that a virtual private gateway is attached to."""

    vpc_id: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpnGateway:
    """A virtual private gateway."""

    vpn_gateway_id: str
    state: str | None = None
    vpc_attachments: tuple[VpcAttachment, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)
