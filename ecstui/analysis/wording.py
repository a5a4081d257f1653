"""How amounts of time and ARNs are put into words."""

from datetime import datetime, timedelta

from ecstui.model.arn import name_in

Said = tuple[str | datetime, ...]
"""A sentence in which moments stand as how long ago they were, or how soon: `("up for ", moment)`.

What is judged keeps its moments, so that it stays equal while only time goes by.
"""

_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60))


def ago(span: timedelta) -> str:
    """A span of time in its largest whole unit: `45s`, `8m`, `3h`, `12d`; never negative."""
    seconds = max(0, int(span.total_seconds()))
    for unit, size in _UNITS:
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def quantity(number: int, thing: str) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def clause(text: str) -> str:
    """A sentence made ready for something to follow it: without the full stop."""
    return text.strip().rstrip(".")


short_name = revision = name_in
"""An ARN, of a task definition `family:revision`, in a word."""


def without_moments(said: Said) -> str:
    """The words of the sentence, to search in and to sort by."""
    return "".join(part for part in said if isinstance(part, str))


def worded(said: Said, now: datetime) -> str:
    """The sentence as it reads now."""
    return "".join(part if isinstance(part, str) else ago(abs(now - part)) for part in said)
