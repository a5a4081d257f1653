"""Reads of subnets."""

from collections.abc import Sequence

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import LARGEST, of_vpc, where
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import Paged
from ecstui.model.subnet import Subnet

_SUBNETS = Paged(network_reads.DESCRIBE_SUBNETS, "Subnets", Subnet, LARGEST)


async def subnets(conn: ReadConnection, ids: Sequence[str]) -> tuple[Subnet, ...]:
    """Subnets by their ids, of which a service has at most 16.

    :raises NotFound: one of them does not exist.
    :raises AwsFailure: the call did not succeed.
    """
    if not ids:
        return ()  # AWS would take that for all of them
    unique = list(dict.fromkeys(ids))
    operation = network_reads.DESCRIBE_SUBNETS
    return (await conn.read(operation, _SUBNETS.adapter, SubnetIds=unique)).items


subnets_of = of_vpc(network_reads.DESCRIBE_SUBNETS, "Subnets", Subnet)
"""All subnets of a VPC."""


async def known_subnets(
    conn: ReadConnection, ids: Sequence[str] | None = None
) -> tuple[Subnet, ...]:
    """Those of some subnets that there still are.

    :param ids: not more than a filter has values; None for all of the Region.
    :raises AwsFailure: a call did not succeed.
    """
    filters = None if ids is None else where("subnet-id", *dict.fromkeys(ids))
    return await _SUBNETS.read(conn, Filters=filters)
