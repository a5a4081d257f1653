"""What a table shows of its rows: columns are data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from rich.cells import cell_len, set_cell_size

from ecstui.ui.widgets.plain import plain

R = TypeVar("R")

Tone = Literal["plain", "bad", "warn", "busy", "good", "muted", "strong"]
"""What a cell's colour means; the stylesheet says which colour that is."""

GAP = 1
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table.

    Cells are drawn from the row at paint time, so an age is right whenever it is seen.
    """

    id: str
    title: str
    width: int
    """Cells; of a column with `flex`, the least it takes."""
    text: Callable[[R, datetime], str]
    sort_key: Callable[[R], Any]
    """A value that sorts, never rendered text; None sorts last."""
    flex: int = 0
    """Its share of the width that is left over."""
    align: Literal["left", "right"] = "left"
    tone: Callable[[R], Tone] | None = None

    def cell(self, row: R, now: datetime, width: int) -> str:
        """The text of this column for `row`, exactly `width` cells wide."""
        return fit(plain(self.text(row, now)), width, self.align)


def fit(text: str, width: int, align: str = "left") -> str:
    """Cut (with an ellipsis) or pad `text` to exactly `width` cells."""
    length = len(text) if text.isascii() else cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding


def share_out(columns: Sequence[Column[Any]], width: int) -> list[int]:
    """Each column's width when the table is `width` cells wide.

    What is left over goes to the columns with `flex`, by their shares.
    """
    widths = [column.width for column in columns]
    spare = width - sum(widths) - GAP * (len(columns) - 1)
    shares = sum(column.flex for column in columns)
    if spare <= 0 or not shares:
        return widths
    for index, column in enumerate(columns):
        widths[index] += spare * column.flex // shares
    return widths


def sorted_rows(rows: Sequence[R], column: Column[R], *, descending: bool) -> list[R]:
    """The rows by a column's values; equal ones keep their order, unknown ones come last."""
    known = [row for row in rows if column.sort_key(row) is not None]
    unknown = [row for row in rows if column.sort_key(row) is None]
    known.sort(key=column.sort_key, reverse=descending)
    return known + unknown
