"""Lists of IAM, whose pages have a Marker and say whether they are the last."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.paging import all_pages

R = TypeVar("R")
LARGEST = 1000
"""The most that a page may have (IAM API Reference, MaxItems)."""


class MarkedPage(Protocol):
    """One page of a list."""

    @property
    def is_truncated(self) -> bool:
        """Whether there is another."""

    @property
    def marker(self) -> str | None:
        """What to ask the next page with."""


P = TypeVar("P", bound=MarkedPage)


async def every_marked_page(
    conn: ReadConnection,
    operation: Operation,
    adapter: TypeAdapter[P],
    items: Callable[[P], Sequence[R]],
    **parameters: Any,
) -> tuple[R, ...]:
    """Everything that a list of IAM gives.

    :param items: what of a page it is.
    :raises AwsFailure: a call did not succeed.
    """

    async def page(marker: str | None) -> tuple[Sequence[R], str | None]:
        found = await conn.read(operation, adapter, Marker=marker, MaxItems=LARGEST, **parameters)
        return items(found), found.marker if found.is_truncated else None

    return tuple(await all_pages(page))
