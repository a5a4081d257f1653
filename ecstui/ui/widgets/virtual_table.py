"""A table for many live rows, drawn line by line.

Textual's DataTable measures and keeps every cell; this one keeps none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message

from ecstui.ui.widgets.badge import Badge
from ecstui.ui.widgets.column import GAP, Column, share_out
from ecstui.ui.widgets.table_lines import TableLines

R = TypeVar("R")


class VirtualTable(TableLines[R], can_focus=True):
    """Rows that someone else has filtered and sorted, with a cursor that follows its row's key."""

    BINDING_GROUP_TITLE = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", id="table.open"),
        Binding("up,k", "move(-1)", "Up", id="table.up", show=False),
        Binding("down,j", "move(1)", "Down", id="table.down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", id="table.page-up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", id="table.page-down", show=False),
        Binding("home,g", "edge(-1)", "First", id="table.first", show=False),
        Binding("end,G", "edge(1)", "Last", id="table.last", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row, or its row has changed."""

        table: "VirtualTable[Any]"
        row: Any

        @property
        def control(self) -> "VirtualTable[Any]":
            """The table."""
            return self.table

        def can_replace(self, message: Message) -> bool:
            """Only the latest one counts."""
            return isinstance(message, type(self))

    @dataclass
    class Selected(Message):
        """A row was opened, with Enter or a double click."""

        table: "VirtualTable[Any]"
        row: Any

    @dataclass
    class HeaderClicked(Message):
        """A column's title was clicked."""

        column_id: str

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        now: Callable[[], datetime],
        *,
        id: str | None = None,  # noqa: A002 (Textual's own parameter)
    ) -> None:
        super().__init__(columns, key, now, id=id)
        self.opens = True
        """Whether there is anything to open on a row."""
        self.chosen: str | None = None
        """The key of the row that someone moved to; the cursor returns to it when it can."""

    @property
    def rows(self) -> Sequence[R]:
        """The rows, as they are shown."""
        return self._rows

    @property
    def current(self) -> R | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def on_screen(self) -> Sequence[R]:
        """The rows that can be seen."""
        top = self.scroll_offset.y
        return self._rows[top : top + max(0, self.scrollable_content_region.height - 1)]

    def mark(self, keys: Iterable[str]) -> None:
        """Mark the rows of these keys, and no others."""
        self.marked = frozenset(keys)
        self._strips.clear()
        self.refresh()

    def show_badges(self, badges: Mapping[str, Badge]) -> None:
        """Show these, and no others."""
        if badges != self.badges:
            self.badges = badges
            self._strips.clear()
            self.refresh()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the cursor stays on its row's key, else on its line.

        On the first line, where nobody has moved it, it stays with whatever comes first.
        """
        before = self.current
        at = self._find(self.chosen, rows)
        if at is None and before is not None and self.cursor > 0:
            at = self._find(self.key(before), rows)
        moved = at is not None and at != self.cursor
        if rows is self._rows and not moved:
            return
        self._rows = rows
        self.set_reactive(TableLines.cursor, self._clamp(self.cursor if at is None else at))
        self._fit_to_width()
        if moved:
            self._show_cursor()
        self.refresh()
        if self.current is not before:
            self._tell_highlighted()

    def tick(self) -> None:
        """Draw again the lines that the time has changed; most ages are the same for a minute."""
        drawn = {key: self._strips[key] for key in self._strips.keys()}  # noqa: SIM118 (it is no dict)
        self._strips.clear()
        for index, row in enumerate(self.on_screen, self.scroll_offset.y):
            key = self.key(row), index == self.cursor
            before, runs = drawn.get(key), self._draw(row, self._base, key[1])
            if before is not None and before[1] == runs:
                self._strips[key] = (row, runs, before[2])
            else:
                self._refresh_row(index)

    def _find(self, key: str | None, rows: Sequence[R]) -> int | None:
        if key is None:
            return None
        if self.cursor < len(rows) and self.key(rows[self.cursor]) == key:
            return self.cursor
        return next((index for index, row in enumerate(rows) if self.key(row) == key), None)

    def _clamp(self, index: int) -> int:
        return max(0, min(index, len(self._rows) - 1))

    def _fit_to_width(self) -> None:
        self._widths = share_out(self.columns, self.scrollable_content_region.width)
        width = sum(width + GAP for _, width in self._shown) - GAP
        self.virtual_size = Size(width, len(self._rows) + 1)

    def _tell_highlighted(self) -> None:
        self.post_message(self.Highlighted(self, self.current))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return self._clamp(cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines, and keep the cursor in sight."""
        self._refresh_row(old)
        self._refresh_row(new)
        self._show_cursor()
        self._tell_highlighted()

    def _refresh_row(self, index: int) -> None:
        line = index + 1 - self.scroll_offset.y
        self.refresh(Region(0, line, self.size.width, 1))

    def _show_cursor(self) -> None:
        visible = self.scrollable_content_region.height - 1
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif visible > 0 and self.cursor >= top + visible:
            self.scroll_to(y=self.cursor - visible + 1, animate=False, immediate=True)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self._choose(self.cursor + lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._choose(self.cursor + pages * max(1, self.scrollable_content_region.height - 2))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first (-1) or last (1) row."""
        self._choose(0 if direction < 0 else len(self._rows) - 1)

    def _choose(self, index: int) -> None:
        self.cursor = index
        self.chosen = self.key(self.current) if self.current is not None else None

    def choose_current(self) -> None:
        """Take the row under the cursor for the one that someone wants."""
        self._choose(self.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered only where it does something."""
        if action == "select" and not self.opens:
            return False
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None and self.opens:
            self.post_message(self.Selected(self, self.current))

    def on_resize(self, _: events.Resize) -> None:
        """Share the width out again."""
        self._strips.clear()
        self._fit_to_width()
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row, open it on the second click, or sort."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y == 0:
            if column := self._column_at(at.x + self.scroll_offset.x):
                self.post_message(self.HeaderClicked(column))
            return
        index = at.y - 1 + self.scroll_offset.y
        if index < len(self._rows):
            self._choose(index)
            if event.chain == 2:
                self.action_select()
