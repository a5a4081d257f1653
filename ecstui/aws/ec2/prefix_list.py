"""Reads of prefix lists and of what is in them."""

from collections.abc import Sequence
from functools import partial

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import described, where
from ecstui.aws.operations import network_reads
from ecstui.aws.paging import batches, in_flight
from ecstui.model.pascal import PASCAL
from ecstui.model.prefix_list import ManagedPrefixList, PrefixList, PrefixListEntry

PAGE = 100
"""The most managed prefix lists, or entries, of a page (Amazon EC2 API Reference)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _OfServices:
    prefix_lists: tuple[PrefixList, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Managed:
    prefix_lists: tuple[ManagedPrefixList, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Entries:
    entries: tuple[PrefixListEntry, ...]
    next_token: str | None = None


_OF_SERVICES = TypeAdapter(_OfServices)
_MANAGED = TypeAdapter(_Managed)
_ENTRIES = TypeAdapter(_Entries)


async def service_prefix_lists(conn: ReadConnection) -> tuple[PrefixList, ...]:
    """The blocks of those services of AWS's in the Region that have gateway endpoints.

    :raises AwsFailure: a call did not succeed.
    """
    operation = network_reads.DESCRIBE_PREFIX_LISTS
    return await described(conn, operation, _OF_SERVICES, lambda page: page.prefix_lists)


async def managed_prefix_lists(
    conn: ReadConnection, ids: Sequence[str] | None = None
) -> tuple[ManagedPrefixList, ...]:
    """Prefix lists without their entries.

    :param ids: only these, none of which need be there any more; None for all.
    :raises AwsFailure: a call did not succeed.
    """

    async def batch(filters: list[dict[str, object]] | None) -> tuple[ManagedPrefixList, ...]:
        return await described(
            conn,
            network_reads.DESCRIBE_MANAGED_PREFIX_LISTS,
            _MANAGED,
            lambda page: page.prefix_lists,
            largest=PAGE,
            Filters=filters,
        )

    if ids is None:
        return await batch(None)
    parts = batches(list(dict.fromkeys(ids)), PAGE)
    named = [where("prefix-list-id", *part) for part in parts]
    found = await in_flight([partial(batch, filters) for filters in named])
    return tuple(each for part in found for each in part)


async def prefix_lists(conn: ReadConnection, ids: Sequence[str]) -> tuple[PrefixList, ...]:
    """Prefix lists with their entries, as far as there are such lists; one call and more for each.

    :raises AwsFailure: a call did not succeed.
    """
    known = await managed_prefix_lists(conn, ids)
    return tuple(await in_flight([partial(_with_entries, conn, each) for each in known]))


async def _with_entries(conn: ReadConnection, named: ManagedPrefixList) -> PrefixList:
    entries = await described(
        conn,
        network_reads.GET_MANAGED_PREFIX_LIST_ENTRIES,
        _ENTRIES,
        lambda page: page.entries,
        largest=PAGE,
        PrefixListId=named.prefix_list_id,
    )
    cidrs = tuple(entry.cidr for entry in entries)
    return PrefixList(named.prefix_list_id, named.prefix_list_name, cidrs)
