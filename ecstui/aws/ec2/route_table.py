"""Reads of route tables."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import described, where
from ecstui.model.pascal import PASCAL
from ecstui.model.route_table import RouteTable

PAGE = 100
"""The most route tables of a page (Amazon EC2 API Reference)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _RouteTables:
    route_tables: tuple[RouteTable, ...]
    next_token: str | None = None


_ROUTE_TABLES = TypeAdapter(_RouteTables)


async def route_tables(conn: ReadConnection, vpc_id: str) -> tuple[RouteTable, ...]:
    """All route tables of a VPC, the main one among them.

    :raises AwsFailure: a call did not succeed.
    """
    return await described(
        conn,
        operations.DESCRIBE_ROUTE_TABLES,
        _ROUTE_TABLES,
        lambda page: page.route_tables,
        largest=PAGE,
        Filters=where("vpc-id", vpc_id),
    )
