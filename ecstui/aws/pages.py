"""Lists of the AWS services other than ECS: pages, by whatever names each service has for that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import BeforeValidator, ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as read_as

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.paging import all_pages

R = TypeVar("R")
T = TypeVar("T")

LAZY = ConfigDict(defer_build=True)
"""How a page is read is worked out when the first one comes."""


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
    :param token_name: its name for the token of the next page, asked and answered.
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


MARKED = Paging("MaxItems", "Marker", 1000)
"""Of IAM (IAM API Reference, MaxItems)."""


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


@read_as(frozen=True, slots=True, config=LAZY)
class _OneList(Generic[T]):
    items: tuple[T, ...]
    next_token: str | None = None


class Paged(Generic[T]):
    """A paged operation whose answer has one list, which is always there.

    :param member: the list, as AWS spells it.
    :param kind: what is in it.
    """

    def __init__(self, operation: Operation, member: str, kind: type[T], paging: Paging) -> None:
        self._operation = operation
        self._paging = paging
        renamed = BeforeValidator(partial(_renamed, member, paging.token_name))
        # What the list holds is given at run time, which a type checker cannot follow.
        self.adapter: TypeAdapter[_OneList[T]] = TypeAdapter(
            Annotated[_OneList[kind], renamed],  # type: ignore[valid-type, arg-type]
            config=LAZY,
        )
        """What reads one page of it."""

    async def read(
        self,
        conn: ReadConnection,
        *,
        enough: Callable[[Sequence[T]], bool] | None = None,
        **parameters: Any,
    ) -> tuple[T, ...]:
        """Everything that it gives.

        :param enough: given what there is so far, whether no further page is wanted.
        :raises AwsFailure: a call did not succeed.
        """
        return await every_page(
            conn,
            self._operation,
            self.adapter,
            lambda page: page.items,
            self._paging,
            enough=enough,
            **parameters,
        )


def _renamed(member: str, token: str, body: Any) -> dict[str, Any]:
    if not isinstance(body, dict) or member not in body:
        raise ValueError(f"{member} is missing")
    # IAM says besides whether there is a next page.
    more = body.get("IsTruncated", True)
    return {"items": body[member], "next_token": body.get(token) if more else None}
