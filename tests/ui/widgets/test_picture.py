"""Blocks side by side and over each other, cell by cell."""

from ecstui.ui.widgets.lines import Span
from ecstui.ui.widgets.picture import Block, Cell, padded, paint
from ecstui.ui.widgets.picture_svg import svg


def drawn(width: int, *blocks: Block) -> str:
    cells: list[Cell | None] = [None] * width
    for block in blocks:
        paint(cells, block, block.lines[0])
    return "".join(cell[0] if cell is not None else "·" for cell in cells)


def block(key: str, x: int, width: int, text: str) -> Block:
    return Block(key, x, 0, width, (padded((Span(text),), width),))


def test_a_later_block_lies_over_an_earlier_one() -> None:
    assert drawn(10, block("a", 1, 8, "aaaaaaaa"), block("b", 3, 2, "bb")) == "·aabbaaaa·"


def test_what_is_too_long_is_cut_and_what_is_short_is_filled() -> None:
    assert drawn(8, block("a", 0, 4, "abcdef"), block("b", 4, 4, "x")) == "abc…x   "


def test_wide_characters_take_two_cells_and_none_is_halved() -> None:
    assert drawn(6, block("a", 0, 4, "日本語"), block("b", 4, 2, "ok")) == "日 …ok"
    assert drawn(3, block("a", 2, 2, "日")) == "···"


def test_control_characters_are_not_drawn() -> None:
    assert "\x1b" not in drawn(8, block("a", 0, 8, "a\x1b[31mb"))


def test_svg_escapes_names() -> None:
    text = svg([block("a", 0, 20, '<script>"&')], 20)
    assert "<script>" not in text
    assert "&lt;script&gt;&quot;&amp;" in text
