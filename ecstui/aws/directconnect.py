"""Reads of AWS Direct Connect. To import them is left to the reading of a VPC."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import camel, every_page
from ecstui.model.direct_connect import Connection, VirtualInterface
from ecstui.model.wire import WIRE

PAGE = camel(100)
"""AWS gives no more than 100 a page (API Reference, DescribeConnections)."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _Connections:
    connections: tuple[Connection, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class _VirtualInterfaces:
    virtual_interfaces: tuple[VirtualInterface, ...]
    next_token: str | None = None


_CONNECTIONS = TypeAdapter(_Connections)
_VIRTUAL_INTERFACES = TypeAdapter(_VirtualInterfaces)


async def connections(conn: ReadConnection) -> tuple[Connection, ...]:
    """All connections of the account in the Region.

    :raises AwsFailure: a call did not succeed.
    """
    operation = reads.DESCRIBE_CONNECTIONS
    return await every_page(conn, operation, _CONNECTIONS, lambda page: page.connections, PAGE)


async def virtual_interfaces(conn: ReadConnection) -> tuple[VirtualInterface, ...]:
    """All virtual interfaces of the account in the Region, without their keys, which AWS sends.

    :raises AwsFailure: a call did not succeed.
    """
    operation = reads.DESCRIBE_VIRTUAL_INTERFACES
    return await every_page(
        conn, operation, _VIRTUAL_INTERFACES, lambda page: page.virtual_interfaces, PAGE
    )
