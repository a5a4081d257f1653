"""The lines of a table: what is drawn of its rows, and kept for as long as it stays the same."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ecstui.ui.widgets.badge import Badge
from ecstui.ui.widgets.column import GAP, Column, fit, share_out
from ecstui.ui.widgets.runs import Runs
from ecstui.ui.widgets.tones import TONES

R = TypeVar("R")


class TableLines(ScrollView, Generic[R]):
    """Only the lines on screen are ever rendered, and again only when the row is another object."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-table--header",
        "virtual-table--cursor",
        "virtual-table--marked",
        *(f"virtual-table--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    TableLines {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        .virtual-table--header { color: $foreground-muted; text-style: bold; }
        .virtual-table--cursor { background: $panel; text-style: bold; }
        &:focus .virtual-table--cursor { background: $primary-muted; }
        &:nocolor .virtual-table--cursor { text-style: reverse dim; }
        &:nocolor:focus .virtual-table--cursor { text-style: reverse bold; }
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
        self.marked: frozenset[str] = frozenset()
        """The keys of the rows that are marked."""
        self.badges: Mapping[str, Badge] = {}
        """What stands before the text of the widest column, by the key of the row."""
        self._rows: Sequence[R] = ()
        self._widths: list[int] = share_out(self.columns, 0)
        self._strips: LRUCache[tuple[str, bool], tuple[R, Runs, Strip]] = LRUCache(512)
        """By key and whether the cursor is there: the row as it was, and its line, twice."""
        self._styles: dict[str, Style] = {}

    @property
    def _shown(self) -> list[tuple[Column[R], int]]:
        """The columns that there is room for, with their widths."""
        return [(c, w) for c, w in zip(self.columns, self._widths, strict=True) if w]

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
        cells = "".join(self._heading(column, width) for column, width in self._shown)
        return Strip([Segment(cells, style)])

    def _heading(self, column: Column[R], width: int) -> str:
        """A title and the gap behind it, into which the arrow of the order may reach."""
        title = column.title
        if self.sorted_by is not None and self.sorted_by[0] == column.id:
            title += "↓" if self.sorted_by[1] else "↑"
        if len(title) == width + GAP:
            return title
        return fit(title, width, column.align) + " " * GAP

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
