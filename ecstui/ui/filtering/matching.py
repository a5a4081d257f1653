"""Rows through a filter."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from ecstui.ui.filtering.filter import Filter

R = TypeVar("R")


def matching(
    rows: Sequence[R], wanted: Filter[R], searched: Callable[[R], str], now: datetime
) -> Sequence[R]:
    """The rows that the filter lets through, in their order.

    :param searched: the text of a row in which plain words are looked for.
    :param now: for ages.
    """
    if wanted.lets_all_through:
        return rows
    return [row for row in rows if wanted.matches(row, searched, now)]
