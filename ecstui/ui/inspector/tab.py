"""What a tab of the inspector is made of. A tab is data: the inspector does the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.state.feed import Feed
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings
from ecstui.ui.widgets.lines import Line


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a subject."""

    subject: Subject
    readings: Readings
    now: datetime
    """AWS's time at this moment, for ages; what is red is judged by `readings.now`."""
    reveal: bool = False
    """Whether values of environment variables are shown."""
    width: int = 80
    """Cells of a line."""
    marked: Subject | None = None
    """What the subject is to be compared with."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab."""

    id: str
    title: str
    kinds: tuple[Kind, ...]
    """The kinds of subject that it can show."""
    feeds: Callable[[Look], tuple[Feed[Any], ...]]
    """The first is the tab's own; what is wanted may depend on what is known already."""
    lines: Callable[[Look], Sequence[Line]]
    """What is shown; none while nothing has been read."""
    ages: bool = True
    """Whether what is shown changes with the time alone, as ages do."""
    empty: str = "Nothing to show."
    """What the tab says when there are no lines."""
