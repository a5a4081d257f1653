"""The pieces that the lines of a tab are made of."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from ecstui.analysis.masking import masked_pair
from ecstui.ui.widgets.column import fit
from ecstui.ui.widgets.lines import Line, Span, broken
from ecstui.ui.widgets.tones import Tone

__all__ = [
    "BLANK",
    "Line",
    "Span",
    "grid",
    "heading",
    "incomplete",
    "masked",
    "pair",
    "section",
    "side_by_side",
    "text",
]

BLANK = Line()
LABEL = 14
"""Cells of a label."""

Cell = str | Span


def heading(text: str) -> Line:
    """A title of what follows."""
    return Line((Span(text, "strong"),))


def text(words: str, tone: Tone = "plain") -> Line:
    """A sentence."""
    return Line((Span(words, tone),), hang=2)


def pair(label: str, value: object, tone: Tone = "plain", width: int = LABEL) -> Line:
    """A label and its value; a value that is not there is a dash."""
    known = "—" if value is None or value == "" else str(value)
    words = fit(label, width) if cell_len(label) < width else f"{label} "
    return Line((Span(words, "muted"), Span(known, tone)), hang=width)


def masked(label: str, value: str | None, width: int = LABEL) -> Line:
    """A label and its value, unless that is or may be a secret."""
    return pair(label, masked_pair(label, value) if value else value, width=width)


def section(title: str, lines: Iterable[Line]) -> list[Line]:
    """A heading with its lines, and a blank line; nothing at all if there are no lines."""
    body = list(lines)
    return [heading(title), *body, BLANK] if body else []


def grid(rows: Iterable[Sequence[Cell]], titles: Sequence[str] = ()) -> list[Line]:
    """Rows whose cells stand below each other; the last cell takes what is left and may wrap."""
    table = [[_span(cell) for cell in row] for row in rows]
    if not table:
        return []
    if titles:
        table.insert(0, [Span(title, "muted") for title in titles])
    widths = [max(cell_len(cell.text) for cell in column) for column in zip(*table, strict=True)]
    return [_row(cells, widths) for cells in table]


def incomplete(shown: int, total: int) -> list[Line]:
    """What a list that is cut off ends with."""
    return [text(f"The newest {shown} of {total}.", "muted")] if total > shown else []


def side_by_side(name: Span, left: Span, right: Span, width: int) -> list[Line]:
    """Two texts next to each other, each broken within its own half, behind a name."""
    first = min(24, max(10, width // 4))
    half = max(8, (width - first - 2) // 2)
    columns = [_cells(name, first), _cells(left, half), _cells(right, half)]
    return [
        Line(tuple(Span(fit(c.text, w) + " ", c.tone) for c, w in zip(row, (first, half, half),
                                                                      strict=True)))
        for row in zip_longest(*columns, fillvalue=Span(""))
    ]  # fmt: skip


def _cells(span: Span, width: int) -> list[Span]:
    """The span in pieces that fit, each of them one text."""
    pieces = broken(Line((span,)), width - 1)
    return [Span("".join(part.text for part in piece).rstrip(), span.tone) for piece in pieces]


def _row(cells: Sequence[Span], widths: Sequence[int]) -> Line:
    *front, last = cells
    spans = [Span(fit(c.text, w) + " ", c.tone) for c, w in zip(front, widths, strict=False)]
    return Line((*spans, last), hang=sum(width + 1 for width in widths[:-1]))


def _span(cell: Cell) -> Span:
    return cell if isinstance(cell, Span) else Span(cell)
