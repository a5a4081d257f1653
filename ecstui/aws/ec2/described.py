"""How the parts of a VPC are asked for: by a filter, and in the largest pages."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter

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
