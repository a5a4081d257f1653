"""How the parts of a VPC are asked for: by a filter, and in the largest pages."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BeforeValidator, TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.pages import Page, every_page, pascal

T = TypeVar("T")
P = TypeVar("P", bound=Page)

LARGEST = 1000
"""The most that a page of most Describe operations may have (Amazon EC2 API Reference)."""
VALUES = 200
"""The most values of a filter (Amazon EC2 API Reference, "List and filter your resources")."""


def where(name: str, *values: str) -> list[dict[str, object]]:
    """EC2's way to ask for what has one of some values."""
    return [{"Name": name, "Values": list(values)}]


async def described(
    conn: ReadConnection,
    operation: Operation,
    adapter: TypeAdapter[P],
    items: Callable[[P], Sequence[T]],
    *,
    largest: int = LARGEST,
    **parameters: Any,
) -> tuple[T, ...]:
    """Everything that a Describe operation gives.

    :param items: what of a page it is.
    :param largest: how many a page may have.
    :param parameters: its filters.
    :raises AwsFailure: a call did not succeed.
    """
    return await every_page(conn, operation, adapter, items, pascal(largest), **parameters)


@dataclass(frozen=True, slots=True)
class _Listed(Generic[T]):
    items: tuple[T, ...]
    next_token: str | None = None


def of_vpc(
    operation: Operation,
    member: str,
    kind: type[T],
    *,
    by: str = "vpc-id",
    filters: str = "Filters",
    largest: int = LARGEST,
) -> Callable[[ReadConnection, str], Awaitable[tuple[T, ...]]]:
    """A read of all that there is of a kind in a VPC, given by id; it raises AwsFailure.

    :param member: the list in the operation's answer, which is always there.
    :param by: the filter that a VPC is named by.
    :param filters: the parameter that takes it.
    :param largest: how many a page may have.
    """
    adapter = page_of(member, kind)

    async def read(conn: ReadConnection, vpc_id: str) -> tuple[T, ...]:
        named: dict[str, Any] = {filters: where(by, vpc_id)}
        return await described(
            conn, operation, adapter, lambda page: page.items, largest=largest, **named
        )

    return read


def page_of(member: str, kind: type[T]) -> "TypeAdapter[_Listed[T]]":
    """What reads a page of an operation's answer, whose list is `member`."""

    def renamed(body: Any) -> Any:
        if not isinstance(body, dict) or member not in body:
            raise ValueError(f"{member} is missing")
        return {"items": body[member], "next_token": body.get("NextToken")}

    return TypeAdapter(Annotated[_Listed[kind], BeforeValidator(renamed)])  # type: ignore[arg-type, valid-type]
