"""What something was and what it will be: in columns, or one below the other where that is long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ecstui.ui.inspector.sheet import grid
from ecstui.ui.widgets.lines import Line, Span

ROOM = 64
"""Cells that a dialog has for one line on a small terminal, and some to spare for the columns."""
HANG = 2


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing that is not as it was.

    :param names: of what, and of which field of it.
    """

    names: tuple[Span, ...]
    before: str
    after: Span

    @property
    def is_long(self) -> bool:
        """Whether in columns a word of it, such as the name of an image, would be broken."""
        front = sum(cell_len(name.text) + 1 for name in self.names)
        longest = max(map(cell_len, self.after.text.split()), default=0)
        return front + cell_len(self.before) + len(" → ") + longest > ROOM


def before_after(rows: Sequence[Differs]) -> list[Line]:
    """All of them, in their order; those that are short have their values below each other."""
    lined = iter(grid((*it.names, it.before, "→", it.after) for it in rows if not it.is_long))
    return [line for it in rows for line in (_apart(it) if it.is_long else [next(lined)])]


def _apart(it: Differs) -> Iterable[Line]:
    names = [part for name in it.names for part in (name, Span(" "))]
    yield Line(tuple(names), hang=HANG)
    yield Line((Span(" " * HANG), Span(it.before)), hang=HANG)
    yield Line((Span("→ "), it.after), hang=HANG)
