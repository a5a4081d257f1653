"""Rows as blocks in a picture, which are moved between in two dimensions; a table where it is
narrow.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip

from ecstui.ui.widgets.column import Column, fit
from ecstui.ui.widgets.lines import Span
from ecstui.ui.widgets.plain import plain
from ecstui.ui.widgets.runs import Runs
from ecstui.ui.widgets.virtual_table import VirtualTable

R = TypeVar("R")
DOWN = 3
"""A line up or down counts as so many cells to the side, when one wants up or down."""
APART = 60
"""And a line up or down, when one wants to the side, as so many cells."""
Cell = tuple[str, str, str]
"""A character, its tone, and the key of its block."""


@dataclass(frozen=True, slots=True)
class Block:
    """The place of a row in the picture, and what stands there; later blocks lie over earlier ones.

    :param x, y: in cells, from the upper left.
    :param lines: each as wide as the block.
    """

    key: str
    x: int
    y: int
    width: int
    lines: tuple[tuple[Span, ...], ...]

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.y + len(self.lines)

    def covers(self, x: int, y: int) -> bool:
        """Whether a cell is in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.bottom


Layout = Callable[[Sequence[Any], int], Sequence[Block]]
"""Given the rows and the cells of a line, where each of them is; nothing where there is no room."""


def nearest(blocks: Sequence[Block], at: Block, dx: int, dy: int) -> Block:
    """The block that one comes to in a direction, or the same one.

    :param dx, dy: one of them is 1 or -1, the other 0.
    """

    def distance(block: Block) -> int:
        right, down = block.x - at.x, block.y - at.y
        return abs(right) + APART * abs(down) if dx else DOWN * abs(down) + abs(right)

    ahead = [it for it in blocks if dx * (it.x - at.x) > 0 or dy * (it.y - at.y) > 0]
    return min(ahead, key=distance, default=at)


class Picture(VirtualTable[R]):
    """A table that shows its rows as a picture where there is room for one."""

    BINDING_GROUP_TITLE = "Picture"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(0, -1)", "Up", id="picture.up", show=False),
        Binding("down", "go(0, 1)", "Down", id="picture.down", show=False),
        Binding("left", "go(-1, 0)", "Left", id="picture.left", show=False),
        Binding("right", "go(1, 0)", "Right", id="picture.right", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        now: Callable[[], datetime],
        layout: Layout,
    ) -> None:
        super().__init__(columns, key, now)
        self._layout_of = layout
        self._blocks: Sequence[Block] = ()
        self._by_key: dict[str, Block] = {}
        self._by_line: dict[int, list[Block]] = {}

    @property
    def blocks(self) -> Sequence[Block]:
        """What is drawn; nothing where the rows are a table."""
        return self._blocks

    @property
    def on_screen(self) -> Sequence[R]:
        """The rows whose blocks can be seen."""
        if not self._blocks:
            return super().on_screen
        top = self.scroll_offset.y
        lines = range(top, top + self.size.height)
        seen = {block.key for line in lines for block in self._by_line.get(line, ())}
        return [row for row in self._rows if self.key(row) in seen]

    def tick(self) -> None:
        """A picture has no ages."""
        if not self._blocks:
            super().tick()

    def _fit_to_width(self) -> None:
        super()._fit_to_width()
        width = self.scrollable_content_region.width
        self._blocks = self._layout_of(self._rows, width) if width else ()
        self._by_key = {block.key: block for block in self._blocks}
        lines: dict[int, list[Block]] = defaultdict(list)
        for block in self._blocks:
            for line in range(block.y, block.bottom):
                lines[line].append(block)
        self._by_line = dict(lines)
        if self._blocks:
            self.virtual_size = Size(width, max(block.bottom for block in self._blocks))

    @property
    def _current_block(self) -> Block | None:
        return self._by_key.get(self.key(self.current)) if self.current is not None else None

    def _refresh_row(self, index: int) -> None:
        if self._blocks:
            self.refresh()
        else:
            super()._refresh_row(index)

    def _show_cursor(self) -> None:
        block = self._current_block
        if block is None:
            super()._show_cursor()
            return
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        last = min(block.bottom, block.y + height)
        if block.y < top:
            self.scroll_to(y=block.y, animate=False, immediate=True)
        elif last > top + height > 0:
            self.scroll_to(y=last - height, animate=False, immediate=True)

    def action_go(self, dx: int, dy: int) -> None:
        """Move the cursor to the next block in a direction; `j` and `k` go from row to row."""
        at = self._current_block
        if at is not None:
            self._select(nearest(self._blocks, at, dx, dy))
        elif dy:
            self.action_move(dy)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        if not self._blocks:
            super().action_page(pages)
            return
        at, height = self._current_block, max(1, self.scrollable_content_region.height - 2)
        line = (at.y if at is not None else 0) + pages * height
        self._select(min(self._blocks, key=lambda it: (abs(it.y - line), it.x)))

    def _select(self, block: Block) -> None:
        self._choose(next(n for n, row in enumerate(self._rows) if self.key(row) == block.key))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked block, and open it on the second click."""
        if not self._blocks:
            return  # Textual asks the table next.
        event.prevent_default()
        at = event.get_content_offset(self)
        if at is None:
            return
        x, y = at.x + self.scroll_offset.x, at.y + self.scroll_offset.y
        hit = [block for block in self._by_line.get(y, ()) if block.covers(x, y)]
        if hit:
            self._select(hit[-1])
            if event.chain == 2:
                self.action_select()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        if not self._blocks:
            return super().render_line(y)
        base, width = self._base, self.size.width
        cells: list[Cell | None] = [None] * width
        for block in self._by_line.get(y + self.scroll_offset.y, ()):
            paint(cells, block, block.lines[y + self.scroll_offset.y - block.y])
        return self._strip(cells, base, width)

    def _strip(self, cells: Sequence[Cell | None], base: Style, width: int) -> Strip:
        current = self.key(self.current) if self.current is not None else None
        runs = Runs()
        for cell in cells:
            if cell is None:
                runs.add(" ", base)
                continue
            text, tone, key = cell
            style = base + self._style("cursor") if key == current else base
            runs.add(text, style + self._style(tone))
        return runs.strip().crop_extend(0, width, base)


def paint(cells: list[Cell | None], block: Block, spans: Sequence[Span]) -> None:
    """Put a line of a block over the cells of a line of the picture."""
    x = block.x
    for span in spans:
        for character in plain(span.text):
            size = cell_len(character)
            if x + size > min(block.x + block.width, len(cells)):
                return
            if size:
                cells[x] = (character, span.tone, block.key)
            if size == 2:
                cells[x + 1] = ("", span.tone, block.key)
            x += size


def padded(spans: Sequence[Span], width: int) -> tuple[Span, ...]:
    """The spans in exactly so many cells; what is too long is cut."""
    found, left = [], width
    for span in spans:
        text = plain(span.text)
        if cell_len(text) > left:
            text = fit(text, left)
        found.append(Span(text, span.tone))
        left -= cell_len(text)
    return (*found, Span(" " * left))
