"""A table for many live rows, drawn line by line.

Textual's DataTable measures and keeps every cell; this one keeps none. Only the lines on screen are
ever rendered, and a line is rendered again only when its row object is another one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ecstui.ui.widgets.badge import Badge
from ecstui.ui.widgets.column import GAP, Column, fit, share_out
from ecstui.ui.widgets.runs import Runs
from ecstui.ui.widgets.tones import TONES

R = TypeVar("R")


class VirtualTable(ScrollView, Generic[R], can_focus=True):
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
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-table--header",
        "virtual-table--cursor",
        "virtual-table--marked",
        *(f"virtual-table--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    VirtualTable {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        .virtual-table--header { color: $foreground-muted; text-style: bold; }
        .virtual-table--cursor { background: $panel; text-style: bold; }
        &:focus .virtual-table--cursor { background: $primary-muted; }
        .virtual-table--bad { color: $text-error; text-style: bold; }
        .virtual-table--warn { color: $text-warning; }
        .virtual-table--busy { color: $text-accent; }
        .virtual-table--good { color: $text-success; }
        .virtual-table--muted { text-style: dim; }
        .virtual-table--strong { text-style: bold; }
        .virtual-table--marked { text-style: underline; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the row under the cursor."""

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
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.key = key
        self.now = now
        self.sorted_by: tuple[str, bool] | None = None
        """The id of the column that the rows are sorted by, and whether descending."""
        self.opens = True
        """Whether there is anything to open on a row."""
        self.marked: frozenset[str] = frozenset()
        """The keys of the rows that are marked."""
        self.badges: Mapping[str, Badge] = {}
        """What stands before the text of the widest column, by the key of the row."""
        self.chosen: str | None = None
        """The key of the row that someone moved to; the cursor returns to it when it can."""
        self._rows: Sequence[R] = ()
        self._widths: list[int] = share_out(self.columns, 0)
        self._strips: LRUCache[tuple[str, bool], tuple[R, Runs, Strip]] = LRUCache(512)
        """By key and whether the cursor is there: the row as it was, and its line, twice."""
        self._styles: dict[str, Style] = {}

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
        self.set_reactive(VirtualTable.cursor, self._clamp(self.cursor if at is None else at))
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

    @property
    def _shown(self) -> list[tuple[Column[R], int]]:
        """The columns that there is room for, with their widths."""
        return [(c, w) for c, w in zip(self.columns, self._widths, strict=True) if w]

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

    def _column_at(self, x: int) -> str | None:
        for column, width in self._shown:
            if x < width:
                return column.id
            x -= width + GAP
        return None

    def notify_style_update(self) -> None:
        """Take the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    @property
    def _base(self) -> Style:
        """The table's own style; to work it out costs more than to draw a line."""
        if "" not in self._styles:
            self._styles[""] = self.rich_style
        return self._styles[""]

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            partial = self.get_component_rich_style(f"virtual-table--{name}", partial=True)
            self._styles[name] = partial
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, a row, or nothing."""
        base = self._base
        if y == 0:
            strip = self._render_header(base + self._style("header"))
        else:
            strip = self._render_index(y - 1 + self.scroll_offset.y, base)
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + self.size.width, base)

    def _render_index(self, index: int, base: Style) -> Strip:
        if index >= len(self._rows):
            return Strip.blank(self.size.width, base)
        row, is_current = self._rows[index], index == self.cursor
        cached = self._strips.get((self.key(row), is_current))
        if cached is not None and cached[0] is row:
            return cached[2]
        runs = self._draw(row, base, is_current)
        strip = runs.strip()
        self._strips[self.key(row), is_current] = (row, runs, strip)
        return strip

    def _draw(self, row: R, base: Style, is_current: bool) -> Runs:
        if not is_current:
            return self._render_row(row, base)
        base += self._style("cursor")
        runs = self._render_row(row, base)
        runs.fill(self.size.width, base)
        return runs

    def _render_header(self, style: Style) -> Strip:
        cells = [
            fit(self._title(column, width), width, column.align) for column, width in self._shown
        ]
        return Strip([Segment((" " * GAP).join(cells), style)])

    def _title(self, column: Column[R], width: int) -> str:
        if self.sorted_by is None or self.sorted_by[0] != column.id:
            return column.title
        return column.title[: width - 1] + ("↓" if self.sorted_by[1] else "↑")

    def _render_row(self, row: R, base: Style) -> Runs:
        now, runs = self.now(), Runs()
        marked = bool(self.marked) and self.key(row) in self.marked
        badge = self.badges.get(self.key(row)) if self.badges else None
        if marked:
            base += self._style("marked")
        shown = self._shown
        widest = max(width for _, width in shown) if badge is not None and shown else -1
        for column, width in shown:
            tone = column.tone(row) if column.tone is not None else "plain"
            runs.add(" " * GAP if runs else "", base)
            if badge is not None and width == widest:
                words = fit(badge.text, width)
                runs.add(words, base + self._style(badge.tone))
                badge = None
                continue
            runs.add(column.cell(row, now, width), base + self._style(tone))
        return runs
