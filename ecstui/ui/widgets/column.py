"""What a table shows of its rows: columns are data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from rich.cells import cell_len, set_cell_size

from ecstui.ui.widgets.plain import plain
from ecstui.ui.widgets.tones import Tone

R = TypeVar("R")

Kind = Literal["text", "number", "age"]
"""What the values of a column are; ages are in seconds."""

GAP = 1
"""Cells between two columns."""

READABLE = 16
"""The least cells of an optional column that are worth showing."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a table.

    Cells are drawn from the row at paint time, so an age is right whenever it is seen.
    """

    id: str
    title: str
    width: int
    """Cells; of a column with `flex`, the least it takes; 0 for one that only a wide table has."""
    text: Callable[[R, datetime], str]
    sort_key: Callable[[R], Any]
    """A value that sorts, never rendered text; None sorts last."""
    flex: int = 0
    """Its share of the width that is left over."""
    align: Literal["left", "right"] = "left"
    cut: Literal["start", "end"] = "end"
    """Which end gives way when the text is too long."""
    tone: Callable[[R], Tone] | None = None
    drops: int = 0
    """Where the table is too narrow for all columns, those with the highest go first; 0 never."""
    squeezed: int = 0
    """The cells that it keeps where there is too little room even so; 0 for all of `width`."""
    kind: Kind = "text"
    value: Callable[[R, datetime], float | str | None] | None = None
    """What a filter compares; without it a text's `text`, a number's `sort_key`."""

    def compared(self, row: R, now: datetime) -> float | str | None:
        """What a filter compares: of a number or an age a number, of a text what is drawn.

        None is unknown.
        """
        if self.value is not None:
            return self.value(row, now)
        if self.kind == "text":
            return self.text(row, now)
        key = self.sort_key(row)
        return key if isinstance(key, int | float) else None

    def cell(self, row: R, now: datetime, width: int) -> str:
        """The text of this column for `row`, exactly `width` cells wide."""
        return fit(plain(self.text(row, now)), width, self.align, self.cut)


def number_column(
    column_id: str,
    title: str,
    width: int,
    value: Callable[[R], float | None],
    *,
    drops: int = 0,
) -> Column[R]:
    """A column of numbers, to the right; an unknown one is left blank."""

    def text(row: R, _: datetime) -> str:
        number = value(row)
        return "" if number is None else str(number)

    return Column(column_id, title, width, text, value, align="right", drops=drops, kind="number")


def fit(text: str, width: int, align: str = "left", cut: str = "end") -> str:
    """Cut (with an ellipsis) or pad `text` to exactly `width` cells."""
    length = len(text) if text.isascii() else cell_len(text)
    if length <= width:
        padding = " " * (width - length)
        return padding + text if align == "right" else text + padding
    if width <= 0:
        return ""
    if cut == "start":
        return "…" + set_cell_size(text[::-1], width - 1)[::-1]
    return set_cell_size(text, width - 1) + "…"


def share_out(columns: Sequence[Column[Any]], width: int) -> list[int]:
    """Each column's width when the table is `width` cells wide; 0 for one that is left out.

    Where there is too little room, columns go by their `drops`, and where that is not enough, some
    are squeezed. What is left over goes to the columns with `flex`, by their shares. An optional
    column (of width 0) that would get less than `READABLE` is left out.
    """
    kept = _fitting(columns, width)
    shares = zip(kept, _shared(kept, width), strict=True)
    kept = [column for column, share in shares if column.width or share >= READABLE]
    shared = dict(zip((column.id for column in kept), _shared(kept, width), strict=True))
    return [shared.get(column.id, 0) for column in columns]


def _fitting(columns: Sequence[Column[Any]], width: int) -> Sequence[Column[Any]]:
    """The columns for whose least widths there is room, once the dispensable ones are left out."""
    kept = list(columns)
    dispensable = sorted((c for c in columns if c.drops), key=lambda column: column.drops)
    while dispensable and _least(kept) > width:
        kept.remove(dispensable.pop())
    return kept


def _least(columns: Sequence[Column[Any]]) -> int:
    widths = [column.width for column in columns if column.width]
    return sum(widths) + GAP * (len(widths) - 1)


def _shared(columns: Sequence[Column[Any]], width: int) -> list[int]:
    spare = width - sum(column.width for column in columns) - GAP * (len(columns) - 1)
    shares = sum(column.flex for column in columns)
    if spare < 0:
        return _squeezed(columns, -spare)
    if not shares:
        return [column.width for column in columns]
    return [column.width + spare * column.flex // shares for column in columns]


def _squeezed(columns: Sequence[Column[Any]], missing: int) -> list[int]:
    """The least widths without the cells that are missing, as far as columns can spare them."""
    rooms = [column.width - column.squeezed if column.squeezed else 0 for column in columns]
    left = sum(rooms)
    missing = min(missing, left)
    widths = []
    for column, room in zip(columns, rooms, strict=True):
        part = -(-missing * room // left) if left else 0
        widths.append(column.width - part)
        missing, left = missing - part, left - room
    return widths


def sorted_rows(rows: Sequence[R], column: Column[R], *, descending: bool) -> list[R]:
    """The rows by a column's values; equal ones keep their order, unknown ones come last."""
    # No pairs of key and row: 10,000 of them would wake the garbage collector.
    keys = [column.sort_key(row) for row in rows]
    known = [index for index, key in enumerate(keys) if key is not None]
    unknown = [index for index, key in enumerate(keys) if key is None]
    known.sort(key=keys.__getitem__, reverse=descending)
    return [rows[index] for index in known + unknown]
