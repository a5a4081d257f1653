"""Rows through a filter."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from ecstui.ui.filtering.filter import Filter
from ecstui.ui.filtering.grammar import parse

R = TypeVar("R")

_NO_MOMENT = datetime.min.replace(tzinfo=UTC)


def matching(
    rows: Sequence[R],
    wanted: Filter[R] | str,
    searched: Callable[[R], str],
    now: datetime = _NO_MOMENT,
) -> Sequence[R]:
    """The rows that the filter lets through, in their order.

    :param wanted: a text is one without fields.
    :param searched: the text of a row in which plain words are looked for.
    :param now: for ages.
    """
    understood = parse(wanted, ()) if isinstance(wanted, str) else wanted
    if understood.lets_all_through:
        return rows
    return [row for row in rows if understood.matches(row, searched, now)]
