"""Reads of subnets."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import described, where
from ecstui.model.pascal import PASCAL
from ecstui.model.subnet import Subnet


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Subnets:
    subnets: tuple[Subnet, ...]
    next_token: str | None = None


_SUBNETS = TypeAdapter(_Subnets)


async def subnets(conn: ReadConnection, ids: Sequence[str]) -> tuple[Subnet, ...]:
    """Subnets by their ids, of which a service has at most 16.

    :raises NotFound: one of them does not exist.
    :raises AwsFailure: the call did not succeed.
    """
    if not ids:
        return ()  # AWS would take that for all of them
    unique = list(dict.fromkeys(ids))
    return (await conn.read(operations.DESCRIBE_SUBNETS, _SUBNETS, SubnetIds=unique)).subnets


async def subnets_of(conn: ReadConnection, vpc_id: str) -> tuple[Subnet, ...]:
    """All subnets of a VPC.

    :raises AwsFailure: a call did not succeed.
    """
    operation, mine = operations.DESCRIBE_SUBNETS, where("vpc-id", vpc_id)
    return await described(conn, operation, _SUBNETS, lambda page: page.subnets, Filters=mine)
