"""How the parts of a VPC are asked for: by a filter, and in the largest pages."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation
from ecstui.aws.pages import Paged, Paging, pascal

T = TypeVar("T")

LARGEST = pascal(1000)
"""The most that a page of most Describe operations may have (Amazon EC2 API Reference)."""
VALUES = 200
"""The most values of a filter (Amazon EC2 API Reference, "List and filter your resources")."""


def where(name: str, *values: str) -> list[dict[str, object]]:
    """EC2's way to ask for what has one of some values."""
    return [{"Name": name, "Values": list(values)}]


def of_vpc(
    operation: Operation,
    member: str,
    kind: type[T],
    *,
    by: str = "vpc-id",
    filters: str = "Filters",
    paging: Paging = LARGEST,
) -> Callable[[ReadConnection, str], Awaitable[tuple[T, ...]]]:
    """A read of all that there is of a kind in a VPC, given by id; it raises AwsFailure.

    :param member: the list in the operation's answer, which is always there.
    :param by: the filter that a VPC is named by.
    :param filters: the parameter that takes it.
    """
    paged = Paged(operation, member, kind, paging)

    async def read(conn: ReadConnection, vpc_id: str) -> tuple[T, ...]:
        named: dict[str, Any] = {filters: where(by, vpc_id)}
        return await paged.read(conn, **named)

    return read
