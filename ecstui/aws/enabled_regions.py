"""The Regions of an account. Apart from the other reads of EC2, which take long to import."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import network_reads
from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Region:
    region_name: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Regions:
    regions: tuple[_Region, ...]


_REGIONS = TypeAdapter(_Regions)


async def enabled_regions(conn: ReadConnection) -> tuple[str, ...]:
    """The Regions that the account has enabled, by name, all in one answer.

    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(network_reads.DESCRIBE_REGIONS, _REGIONS)
    return tuple(sorted(region.region_name for region in found.regions))
