"""Reads of what leads out of a VPC: gateways, endpoints, peers, VPN; and of flow logs."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import LARGEST, of_vpc, where
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import Paged, pascal
from ecstui.model.flow_log import FlowLog
from ecstui.model.internet_gateway import EgressOnlyInternetGateway, InternetGateway
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.pascal import PASCAL
from ecstui.model.transit_gateway import TransitGatewayVpcAttachment
from ecstui.model.vpc_endpoint import VpcEndpoint
from ecstui.model.vpc_peering import VpcPeeringConnection
from ecstui.model.vpn import VpnConnection, VpnGateway

EGRESS_ONLY_PAGE = pascal(255)
"""The most egress-only internet gateways of a page (Amazon EC2 API Reference)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _VpnGateways:
    vpn_gateways: tuple[VpnGateway, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _VpnConnections:
    vpn_connections: tuple[VpnConnection, ...]


_EGRESS_ONLY_GATEWAYS = Paged(
    network_reads.DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS,
    "EgressOnlyInternetGateways",
    EgressOnlyInternetGateway,
    EGRESS_ONLY_PAGE,
)
_PEERINGS = Paged(
    network_reads.DESCRIBE_VPC_PEERING_CONNECTIONS,
    "VpcPeeringConnections",
    VpcPeeringConnection,
    LARGEST,
)
_FLOW_LOGS = Paged(network_reads.DESCRIBE_FLOW_LOGS, "FlowLogs", FlowLog, LARGEST)
_VPN_GATEWAYS = TypeAdapter(_VpnGateways)
_VPN_CONNECTIONS = TypeAdapter(_VpnConnections)

internet_gateways = of_vpc(
    network_reads.DESCRIBE_INTERNET_GATEWAYS,
    "InternetGateways",
    InternetGateway,
    by="attachment.vpc-id",
)
"""The internet gateway of a VPC, of which there is at most one."""

nat_gateways = of_vpc(
    network_reads.DESCRIBE_NAT_GATEWAYS, "NatGateways", NatGateway, filters="Filter"
)
"""All NAT gateways of a VPC, those deleted within about an hour too."""

endpoints = of_vpc(network_reads.DESCRIBE_VPC_ENDPOINTS, "VpcEndpoints", VpcEndpoint)
"""All VPC endpoints of a VPC."""

transit_attachments = of_vpc(
    network_reads.DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS,
    "TransitGatewayVpcAttachments",
    TransitGatewayVpcAttachment,
)
"""The transit gateways that a VPC is attached to."""


async def egress_only_gateways(
    conn: ReadConnection, vpc_id: str
) -> tuple[EgressOnlyInternetGateway, ...]:
    """The egress-only internet gateways of a VPC, for which EC2 has no filter.

    :raises AwsFailure: a call did not succeed.
    """
    found = await _EGRESS_ONLY_GATEWAYS.read(conn)
    return tuple(it for it in found if any(a.vpc_id == vpc_id for a in it.attachments))


async def peerings(conn: ReadConnection, vpc_id: str) -> tuple[VpcPeeringConnection, ...]:
    """The peering connections that a VPC is at either end of.

    :raises AwsFailure: a call did not succeed.
    """
    found = await _PEERINGS.read(conn)
    return tuple(it for it in found if it.other_side(vpc_id) is not None)


async def vpn_gateways(conn: ReadConnection, vpc_id: str) -> tuple[VpnGateway, ...]:
    """The virtual private gateway of a VPC, of which there is at most one; EC2 does not page them.

    :raises AwsFailure: the call did not succeed.
    """
    mine = where("attachment.vpc-id", vpc_id)
    found = await conn.read(network_reads.DESCRIBE_VPN_GATEWAYS, _VPN_GATEWAYS, Filters=mine)
    return found.vpn_gateways


async def vpn_connections(
    conn: ReadConnection, vpn_gateway_id: str | None = None
) -> tuple[VpnConnection, ...]:
    """VPN connections without their keys, which EC2 sends along; EC2 does not page them.

    :param vpn_gateway_id: only those of this virtual private gateway; None for all.
    :raises AwsFailure: the call did not succeed.
    """
    filters = None if vpn_gateway_id is None else where("vpn-gateway-id", vpn_gateway_id)
    operation = network_reads.DESCRIBE_VPN_CONNECTIONS
    return (await conn.read(operation, _VPN_CONNECTIONS, Filters=filters)).vpn_connections


async def flow_logs(conn: ReadConnection) -> tuple[FlowLog, ...]:
    """All flow logs of the Region: they name what they log, and not the VPC it is in.

    :raises AwsFailure: a call did not succeed.
    """
    return await _FLOW_LOGS.read(conn)
