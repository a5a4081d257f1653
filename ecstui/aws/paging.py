"""Lists to their last page, and batches no larger than AWS takes."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from ecstui.aws.errors import Unreachable

T = TypeVar("T")

IN_FLIGHT = 4
"""Batches of one list that are asked for at the same time."""


async def all_pages(
    page: Callable[[str | None], Awaitable[tuple[Sequence[T], str | None]]],
    enough: Callable[[Sequence[T]], bool] | None = None,
) -> list[T]:
    """Everything that a paged operation lists, or whole pages of it until there is enough.

    :param page: given a token (None for the first page), a page and the token of the next.
    :param enough: given what has been listed so far, whether no further page is wanted.
    :raises Unreachable: a token came back a second time, so that the list would never end.
    """
    found: list[T] = []
    seen: set[str] = set()
    token: str | None = None
    while True:
        items, token = await page(token)
        found.extend(items)
        if not token or (enough is not None and enough(found)):
            return found
        if token in seen:
            raise Unreachable("AWS's list does not end: the same page token came twice")
        seen.add(token)


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut `items` into pieces of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


async def in_batches(
    ids: Sequence[str], size: int, read: Callable[[Sequence[str]], Awaitable[Sequence[T]]]
) -> tuple[T, ...]:
    """What `read` gives for each of some ids, asked for once each, at most `size` in a call.

    The first failure ends all others.
    """
    parts = batches(list(dict.fromkeys(ids)), size)
    return tuple(
        item for found in await in_flight(partial(read, it) for it in parts) for item in found
    )


async def in_flight(reads: Iterable[Callable[[], Awaitable[T]]], limit: int = IN_FLIGHT) -> list[T]:
    """The results of all `reads`, in order, with at most `limit` of them going on at once.

    The first failure ends all others.
    """
    gate = asyncio.Semaphore(limit)

    async def one(read: Callable[[], Awaitable[T]]) -> T:
        async with gate:
            return await read()

    tasks = [asyncio.ensure_future(one(read)) for read in reads]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
