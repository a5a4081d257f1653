"""Measured numbers, their goals, and the table of them."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

WIDTH = 170
"""Columns of the table where there is no terminal that has its own."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table; no goal is a number that only explains the others."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    spread: str = ""
    """Within what the single measurements lie, or what else tells how sure the value is."""
    why: str = ""
    """Where the goal is missed: what stands in the way."""

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the goal: above 1 the goal is missed."""
        return self.value / self.goal if self.goal else None

    @property
    def missed(self) -> bool:
        """Whether the goal is missed."""
        return self.ratio is not None and self.ratio > 1


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def spread(values: Sequence[float], digits: int = 0) -> str:
    """`12…19, n=7`."""
    return f"{min(values):.{digits}f}…{max(values):.{digits}f}, n={len(values)}"


def middle(what: str, values: Sequence[float], unit: str, goal: float | None = None) -> Measure:
    """The median of several measurements of one thing."""
    return Measure(what, median(values), unit, goal, spread(values))


def show(measures: Iterable[Measure]) -> None:
    """Print the table."""
    table = Table("what", "measured", "goal", "of goal", "spread", "where missed, why")
    for each in measures:
        table.add_row(
            each.what,
            f"{each.value:,.3g} {each.unit}" if each.value < 1000 else f"{each.value:,.0f}",
            "" if each.goal is None else f"{each.goal:g} {each.unit}",
            "" if each.ratio is None else f"{each.ratio:.2f}x",
            each.spread,
            each.why if each.missed else "",
            style="bold" if each.missed else "",
        )
    Console(width=WIDTH if not sys.stdout.isatty() else None).print(table)
