"""Reads of AWS Direct Connect. To import them is left to the reading of a VPC."""

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import Paged, camel
from ecstui.model.direct_connect import (
    Connection,
    DirectConnectGatewayAssociation,
    VirtualInterface,
)

PAGE = camel(100)
"""AWS gives no more than 100 a page (API Reference, DescribeConnections)."""

_CONNECTIONS = Paged(reads.DESCRIBE_CONNECTIONS, "connections", Connection, PAGE)
_VIRTUAL_INTERFACES = Paged(
    reads.DESCRIBE_VIRTUAL_INTERFACES, "virtualInterfaces", VirtualInterface, PAGE
)
_ASSOCIATIONS = Paged(
    reads.DESCRIBE_DIRECT_CONNECT_GATEWAY_ASSOCIATIONS,
    "directConnectGatewayAssociations",
    DirectConnectGatewayAssociation,
    PAGE,
)


async def connections(conn: ReadConnection) -> tuple[Connection, ...]:
    """All connections of the account in the Region.

    :raises AwsFailure: a call did not succeed.
    """
    return await _CONNECTIONS.read(conn)


async def virtual_interfaces(conn: ReadConnection) -> tuple[VirtualInterface, ...]:
    """All virtual interfaces of the account in the Region, without their keys, which AWS sends.

    :raises AwsFailure: a call did not succeed.
    """
    return await _VIRTUAL_INTERFACES.read(conn)


async def gateway_associations(
    conn: ReadConnection, *, of: str = "", with_gateway: str = ""
) -> tuple[DirectConnectGatewayAssociation, ...]:
    """The associations of a Direct Connect gateway, or of any with one gateway.

    :param of: the id of the Direct Connect gateway.
    :param with_gateway: that of a virtual private gateway or a transit gateway; AWS wants one.
    :raises AwsFailure: a call did not succeed.
    """
    if of:
        return await _ASSOCIATIONS.read(conn, directConnectGatewayId=of)
    return await _ASSOCIATIONS.read(conn, associatedGatewayId=with_gateway)
