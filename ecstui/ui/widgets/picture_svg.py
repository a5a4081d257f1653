"""A picture as SVG: the same characters, in colours, at fixed places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from rich.cells import cell_len

from ecstui.ui.widgets.picture import Block, Cell, paint
from ecstui.ui.widgets.tones import Tone

CELL, LINE = 8.4, 18
"""Pixels of a character at 14 px, and of a line."""
COLOURS: Mapping[str, str] = {
    "plain": "#1f2328",
    "bad": "#cf222e",
    "warn": "#9a6700",
    "busy": "#0550ae",
    "good": "#1a7f37",
    "muted": "#656d76",
    "strong": "#1f2328",
}
BOLD: frozenset[Tone] = frozenset({"bad", "strong"})


def svg(blocks: Sequence[Block], width: int) -> str:
    """The blocks in so many cells of width."""
    lines: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        for line in range(block.y, block.bottom):
            lines[line].append(block)
    height = max((block.bottom for block in blocks), default=0)
    texts = [text for y in range(height) for text in _texts(lines[y], y, width)]
    wide, high = round((width + 2) * CELL), (height + 1) * LINE
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="monospace" font-size="14">',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        *texts,
        "</svg>",
    ]) + "\n"  # fmt: skip


def _texts(blocks: Sequence[Block], y: int, width: int) -> Iterator[str]:
    """A line as texts of one tone each, every one as long as its cells."""
    cells: list[Cell | None] = [None] * width
    for block in blocks:
        paint(cells, block, block.lines[y - block.y])
    for x, text, tone in _runs(cells):
        if text.strip():
            weight = ' font-weight="bold"' if tone in BOLD else ""
            yield (
                f'<text x="{(x + 1) * CELL:.1f}" y="{(y + 1) * LINE}" fill="{COLOURS[tone]}"'
                f'{weight} xml:space="preserve" textLength="{cell_len(text) * CELL:.1f}" '
                f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
            )


def _runs(cells: Sequence[Cell | None]) -> Iterator[tuple[int, str, str]]:
    start, text, tone = 0, "", ""
    for x, cell in enumerate(cells):
        here = cell[1] if cell is not None else ""
        if here != tone:
            if text and tone:
                yield start, text, tone
            start, text, tone = x, "", here
        text += cell[0] if cell is not None else " "
    if text and tone:
        yield start, text, tone
