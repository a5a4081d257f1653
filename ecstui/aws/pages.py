"""Lists of the AWS services other than ECS: pages, by whatever names each service has for that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.paging import all_pages

R = TypeVar("R")


class Page(Protocol):
    """One page of a list."""

    @property
    def next_token(self) -> str | None:
        """What to ask the next page with; None on the last."""


P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Paging:
    """How a service is asked for pages.

    :param size_name: its name for the size of a page.
    :param token_name: its name for the token of the next page.
    :param size: of a page, the most that AWS allows.
    """

    size_name: str
    token_name: str
    size: int


def camel(size: int) -> Paging:
    """Of services whose members are camelCase."""
    return Paging("maxResults", "nextToken", size)


def pascal(size: int) -> Paging:
    """Of services whose members are PascalCase."""
    return Paging("MaxResults", "NextToken", size)


async def every_page(
    conn: ReadConnection,
    operation: Operation,
    adapter: TypeAdapter[P],
    items: Callable[[P], Sequence[R]],
    paging: Paging,
    *,
    enough: Callable[[Sequence[R]], bool] | None = None,
    **parameters: Any,
) -> tuple[R, ...]:
    """Everything that a paged operation gives.

    :param items: what of a page it is.
    :param enough: given what there is so far, whether no further page is wanted.
    :raises AwsFailure: a call did not succeed.
    """

    async def page(token: str | None) -> tuple[Sequence[R], str | None]:
        pages = {paging.size_name: paging.size, paging.token_name: token}
        found = await conn.read(operation, adapter, **pages, **parameters)
        return items(found), found.next_token

    return tuple(await all_pages(page, enough))
