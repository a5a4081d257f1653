"""Reads of prefix lists and of what is in them."""

from collections.abc import Sequence
from functools import partial

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import LARGEST, where
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import Paged, pascal
from ecstui.aws.paging import in_batches, in_flight
from ecstui.model.prefix_list import ManagedPrefixList, PrefixList, PrefixListEntry

PAGE = 100
"""The most managed prefix lists, or entries, of a page (Amazon EC2 API Reference)."""

_OF_SERVICES = Paged(network_reads.DESCRIBE_PREFIX_LISTS, "PrefixLists", PrefixList, LARGEST)
_MANAGED = Paged(
    network_reads.DESCRIBE_MANAGED_PREFIX_LISTS, "PrefixLists", ManagedPrefixList, pascal(PAGE)
)
_ENTRIES = Paged(
    network_reads.GET_MANAGED_PREFIX_LIST_ENTRIES, "Entries", PrefixListEntry, pascal(PAGE)
)


async def service_prefix_lists(conn: ReadConnection) -> tuple[PrefixList, ...]:
    """The blocks of those services of AWS's in the Region that have gateway endpoints.

    :raises AwsFailure: a call did not succeed.
    """
    return await _OF_SERVICES.read(conn)


async def managed_prefix_lists(
    conn: ReadConnection, ids: Sequence[str] | None = None
) -> tuple[ManagedPrefixList, ...]:
    """Prefix lists without their entries.

    :param ids: only these, none of which need be there any more; None for all.
    :raises AwsFailure: a call did not succeed.
    """

    async def batch(some: Sequence[str]) -> tuple[ManagedPrefixList, ...]:
        return await _MANAGED.read(conn, Filters=where("prefix-list-id", *some))

    return await (_MANAGED.read(conn) if ids is None else in_batches(ids, PAGE, batch))


async def prefix_lists(conn: ReadConnection, ids: Sequence[str]) -> tuple[PrefixList, ...]:
    """Prefix lists with their entries, as far as there are such lists; one call and more for each.

    :raises AwsFailure: a call did not succeed.
    """
    known = await managed_prefix_lists(conn, ids)
    return tuple(await in_flight([partial(_with_entries, conn, each) for each in known]))


async def _with_entries(conn: ReadConnection, named: ManagedPrefixList) -> PrefixList:
    entries = await _ENTRIES.read(conn, PrefixListId=named.prefix_list_id)
    cidrs = tuple(entry.cidr for entry in entries)
    return PrefixList(named.prefix_list_id, named.prefix_list_name, cidrs)
