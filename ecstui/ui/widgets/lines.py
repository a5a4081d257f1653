"""Styled lines of text, and how they are broken to a width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from ecstui.ui.widgets.plain import plain
from ecstui.ui.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one tone."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is broken; what follows the first is indented by `hang` cells."""

    spans: tuple[Span, ...] = ()
    hang: int = 0
    key: str = ""
    """What the line stands for, where it can be opened."""

    @property
    def text(self) -> str:
        """Its text without tones."""
        return "".join(span.text for span in self.spans)


def broken(line: Line, width: int) -> Iterator[tuple[Span, ...]]:
    """The line in pieces of at most `width` cells, broken between words where that is possible."""
    spans = [Span(plain(span.text), span.tone) for span in line.spans]
    if sum(cell_len(span.text) for span in spans) <= width:
        yield tuple(spans)
        return
    hang = min(line.hang, width // 2)
    row: list[Span] = []
    used = 0
    for word in _words(spans):
        rest = word
        while rest.text:
            room = width - used
            if cell_len(rest.text.rstrip()) <= room:
                row.append(rest)
                used += cell_len(rest.text)
                break
            if used <= hang:
                head = _head(rest.text, room)
                row.append(Span(head, rest.tone))
                rest = Span(rest.text[len(head) :], rest.tone)
            yield tuple(row)
            row, used = [Span(" " * hang)], hang
    yield tuple(row)


def _words(spans: Sequence[Span]) -> Iterator[Span]:
    """Words with the blanks behind them."""
    for span in spans:
        start = 0
        text = span.text
        while start < len(text):
            end = text.find(" ", start)
            while 0 <= end < len(text) and text[end] == " ":
                end += 1
            end = len(text) if end < 0 else end
            yield Span(text[start:end], span.tone)
            start = end


def _head(text: str, width: int) -> str:
    """As many characters as have room, at least one."""
    if text.isascii():
        return text[: max(1, width)]
    head = set_cell_size(text, max(1, width)).rstrip()
    return text[: max(1, len(head))]
