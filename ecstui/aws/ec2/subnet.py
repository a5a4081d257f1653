"""Reads of subnets."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import described, of_vpc, page_of, where
from ecstui.aws.operations import network_reads
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
    return (await conn.read(network_reads.DESCRIBE_SUBNETS, _SUBNETS, SubnetIds=unique)).subnets


subnets_of = of_vpc(network_reads.DESCRIBE_SUBNETS, "Subnets", Subnet)
"""All subnets of a VPC."""

_PAGE = page_of("Subnets", Subnet)


async def known_subnets(
    conn: ReadConnection, ids: Sequence[str] | None = None
) -> tuple[Subnet, ...]:
    """Those of some subnets that there still are.

    :param ids: not more than a filter has values; None for all of the Region.
    :raises AwsFailure: a call did not succeed.
    """
    filters = None if ids is None else where("subnet-id", *dict.fromkeys(ids))
    operation = network_reads.DESCRIBE_SUBNETS
    return await described(conn, operation, _PAGE, lambda page: page.items, Filters=filters)
