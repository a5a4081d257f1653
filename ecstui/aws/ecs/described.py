"""What all reads of Amazon ECS have in common: listed page by page, described batch by batch.

Page and batch sizes are the maxima of the Amazon ECS API Reference. What a list names and a
describe does not know any more is in the listing's `failures`, never silently left out.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.pages import Page
from ecstui.aws.paging import all_pages, batches, in_flight
from ecstui.model.ecs import Failure
from ecstui.model.listing import Listing

T = TypeVar("T")
R = TypeVar("R")

Described: TypeAlias = tuple[tuple[T, ...], tuple[Failure, ...]]
"""What one describe call gave: items, and what it could not describe."""
Progress: TypeAlias = Callable[[Listing[T]], None]
"""Is given what has been read so far, of as many as there are, while the rest is being read."""
PAGE = 100
"""ListServices gives 10 unless asked for more."""


P = TypeVar("P", bound=Page)


async def listed(
    conn: ReadConnection,
    operation: Operation,
    adapter: TypeAdapter[P],
    items: Callable[[P], Sequence[R]],
    *,
    size: int = PAGE,
    enough: Callable[[Sequence[R]], bool] | None = None,
    each_page: Callable[[Sequence[R]], Awaitable[None]] | None = None,
    **parameters: Any,
) -> list[R]:
    """Everything that a list operation names.

    :param items: what of a page it is.
    :param size: of a page, at most what AWS allows.
    :param enough: given what has been listed so far, whether no further page is wanted.
    :param each_page: what to do with each page before the next one is asked for.
    :raises AwsFailure: a call did not succeed.
    """

    async def page(token: str | None) -> tuple[Sequence[R], str | None]:
        found = await conn.read(operation, adapter, maxResults=size, nextToken=token, **parameters)
        if each_page is not None:
            await each_page(items(found))
        return items(found), found.next_token

    return await all_pages(page, enough)


async def described(
    arns: Sequence[str],
    describe: Callable[[Sequence[str]], Awaitable[Described[T]]],
    batch_size: int,
    order: Callable[[T], str | float],
    progress: Progress[T] | None = None,
    kept: Sequence[T] = (),
) -> Listing[T]:
    """Describe what was listed, batch by batch, and put the batches together.

    :param progress: called after each batch but the last.
    :param kept: what needs no describing and belongs to the listing all the same.
    """
    unique = list(dict.fromkeys(arns))
    total = len(kept) + len(unique)
    items: list[T] = list(kept)
    failures: list[Failure] = []

    def listing() -> Listing[T]:
        return Listing(tuple(sorted(items, key=order)), total, tuple(failures))

    async def one(batch: Sequence[str]) -> None:
        found, missing = await describe(batch)
        items.extend(found)
        failures.extend(missing)
        if progress is not None and len(items) + len(failures) < total:
            progress(listing())

    await in_flight([partial(one, batch) for batch in batches(unique, batch_size)])
    return listing()
