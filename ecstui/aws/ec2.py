"""Reads of Amazon EC2."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.model.pascal import PASCAL
from ecstui.model.subnet import Subnet


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Subnets:
    subnets: tuple[Subnet, ...]


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
