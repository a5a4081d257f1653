"""Reads of what leads out of a VPC: gateways, endpoints, peers, VPN; and of flow logs."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import described, where
from ecstui.model.flow_log import FlowLog
from ecstui.model.internet_gateway import EgressOnlyInternetGateway, InternetGateway
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.pascal import PASCAL
from ecstui.model.transit_gateway import TransitGatewayVpcAttachment
from ecstui.model.vpc_endpoint import VpcEndpoint
from ecstui.model.vpc_peering import VpcPeeringConnection
from ecstui.model.vpn import VpnConnection, VpnGateway

EGRESS_ONLY_PAGE = 255
"""The most egress-only internet gateways of a page (Amazon EC2 API Reference)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _InternetGateways:
    internet_gateways: tuple[InternetGateway, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _EgressOnlyGateways:
    egress_only_internet_gateways: tuple[EgressOnlyInternetGateway, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _NatGateways:
    nat_gateways: tuple[NatGateway, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Endpoints:
    vpc_endpoints: tuple[VpcEndpoint, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Peerings:
    vpc_peering_connections: tuple[VpcPeeringConnection, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _TransitAttachments:
    transit_gateway_vpc_attachments: tuple[TransitGatewayVpcAttachment, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _VpnGateways:
    vpn_gateways: tuple[VpnGateway, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _VpnConnections:
    vpn_connections: tuple[VpnConnection, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _FlowLogs:
    flow_logs: tuple[FlowLog, ...]
    next_token: str | None = None


_INTERNET_GATEWAYS = TypeAdapter(_InternetGateways)
_EGRESS_ONLY_GATEWAYS = TypeAdapter(_EgressOnlyGateways)
_NAT_GATEWAYS = TypeAdapter(_NatGateways)
_ENDPOINTS = TypeAdapter(_Endpoints)
_PEERINGS = TypeAdapter(_Peerings)
_TRANSIT_ATTACHMENTS = TypeAdapter(_TransitAttachments)
_VPN_GATEWAYS = TypeAdapter(_VpnGateways)
_VPN_CONNECTIONS = TypeAdapter(_VpnConnections)
_FLOW_LOGS = TypeAdapter(_FlowLogs)


async def internet_gateways(conn: ReadConnection, vpc_id: str) -> tuple[InternetGateway, ...]:
    """The internet gateway of a VPC, of which there is at most one.

    :raises AwsFailure: a call did not succeed.
    """
    return await described(
        conn,
        operations.DESCRIBE_INTERNET_GATEWAYS,
        _INTERNET_GATEWAYS,
        lambda page: page.internet_gateways,
        Filters=where("attachment.vpc-id", vpc_id),
    )


async def egress_only_gateways(
    conn: ReadConnection, vpc_id: str
) -> tuple[EgressOnlyInternetGateway, ...]:
    """The egress-only internet gateways of a VPC, for which EC2 has no filter.

    :raises AwsFailure: a call did not succeed.
    """
    found = await described(
        conn,
        operations.DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS,
        _EGRESS_ONLY_GATEWAYS,
        lambda page: page.egress_only_internet_gateways,
        largest=EGRESS_ONLY_PAGE,
    )
    return tuple(it for it in found if any(a.vpc_id == vpc_id for a in it.attachments))


async def nat_gateways(conn: ReadConnection, vpc_id: str) -> tuple[NatGateway, ...]:
    """All NAT gateways of a VPC, those deleted within about an hour too.

    :raises AwsFailure: a call did not succeed.
    """
    return await described(
        conn,
        operations.DESCRIBE_NAT_GATEWAYS,
        _NAT_GATEWAYS,
        lambda page: page.nat_gateways,
        Filter=where("vpc-id", vpc_id),
    )


async def endpoints(conn: ReadConnection, vpc_id: str) -> tuple[VpcEndpoint, ...]:
    """All VPC endpoints of a VPC.

    :raises AwsFailure: a call did not succeed.
    """
    operation, mine = operations.DESCRIBE_VPC_ENDPOINTS, where("vpc-id", vpc_id)
    return await described(
        conn, operation, _ENDPOINTS, lambda page: page.vpc_endpoints, Filters=mine
    )


async def peerings(conn: ReadConnection, vpc_id: str) -> tuple[VpcPeeringConnection, ...]:
    """The peering connections that a VPC is at either end of.

    :raises AwsFailure: a call did not succeed.
    """
    found = await described(
        conn,
        operations.DESCRIBE_VPC_PEERING_CONNECTIONS,
        _PEERINGS,
        lambda page: page.vpc_peering_connections,
    )
    return tuple(it for it in found if it.other_side(vpc_id) is not None)


async def transit_attachments(
    conn: ReadConnection, vpc_id: str
) -> tuple[TransitGatewayVpcAttachment, ...]:
    """The transit gateways that a VPC is attached to.

    :raises AwsFailure: a call did not succeed.
    """
    return await described(
        conn,
        operations.DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS,
        _TRANSIT_ATTACHMENTS,
        lambda page: page.transit_gateway_vpc_attachments,
        Filters=where("vpc-id", vpc_id),
    )


async def vpn_gateways(conn: ReadConnection, vpc_id: str) -> tuple[VpnGateway, ...]:
    """The virtual private gateway of a VPC, of which there is at most one; EC2 does not page them.

    :raises AwsFailure: the call did not succeed.
    """
    mine = where("attachment.vpc-id", vpc_id)
    found = await conn.read(operations.DESCRIBE_VPN_GATEWAYS, _VPN_GATEWAYS, Filters=mine)
    return found.vpn_gateways


async def vpn_connections(
    conn: ReadConnection, vpn_gateway_id: str | None = None
) -> tuple[VpnConnection, ...]:
    """VPN connections without their keys, which EC2 sends along; EC2 does not page them.

    :param vpn_gateway_id: only those of this virtual private gateway; None for all.
    :raises AwsFailure: the call did not succeed.
    """
    filters = None if vpn_gateway_id is None else where("vpn-gateway-id", vpn_gateway_id)
    operation = operations.DESCRIBE_VPN_CONNECTIONS
    return (await conn.read(operation, _VPN_CONNECTIONS, Filters=filters)).vpn_connections


async def flow_logs(conn: ReadConnection) -> tuple[FlowLog, ...]:
    """All flow logs of the Region: they name what they log, and not the VPC it is in.

    :raises AwsFailure: a call did not succeed.
    """
    operation = operations.DESCRIBE_FLOW_LOGS
    return await described(conn, operation, _FLOW_LOGS, lambda page: page.flow_logs)
