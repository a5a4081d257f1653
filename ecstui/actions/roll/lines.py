"""Lines with which variables are set and removed: `NAME=value` and `-NAME`; `#` begins a remark.

A value may be a secret: no sentence in here repeats one, and it does not show in a repr.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ecstui.actions.action import Refused

REMARK = "#"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to become of one variable; `value` is None if it is to be removed."""

    name: str
    value: str | None = field(repr=False)


def read(text: str) -> tuple[Assignment, ...]:
    """What the lines say, in their order; empty lines and remarks say nothing.

    :raises Refused: one of them is neither, or two are about the same name.
    """
    found: dict[str, Assignment] = {}
    for assignment in _assignments(text):
        if assignment.name in found:
            raise Refused(f"{assignment.name} is there twice: keep one of the lines.")
        found[assignment.name] = assignment
    return tuple(found.values())


def wrong(text: str) -> str:
    """Why the lines cannot be read; empty if they can."""
    try:
        read(text)
    except Refused as refused:
        return refused.sentence
    return ""


def _assignments(text: str) -> Iterator[Assignment]:
    # Not splitlines: a value may hold a form feed or another character that it would split at.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(REMARK):
            continue
        removed = line.strip().removeprefix("-").strip()
        name, equals, value = line.partition("=")
        if line.lstrip().startswith("-") and removed and "=" not in removed:
            yield Assignment(removed, None)
        elif equals and name.strip() and not name.lstrip().startswith("-"):
            yield Assignment(name.strip(), value)
        else:
            raise Refused(f"Line {number} is neither NAME=value nor -NAME.")
