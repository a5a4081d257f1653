"""In what order several targets are changed."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def waves(steps: Sequence[T]) -> list[tuple[T, ...]]:
    """One, then two, then four, …: the first is a test for the others, and no wave is a flood."""
    found: list[tuple[T, ...]] = []
    begin, size = 0, 1
    while begin < len(steps):
        found.append(tuple(steps[begin : begin + size]))
        begin, size = begin + size, size * 2
    return found


def described(count: int) -> str:
    """`in waves of 1, 2, 4: …`; nothing for one target."""
    if count < 2:
        return ""
    sizes = ", ".join(str(len(wave)) for wave in waves(range(count)))
    return (
        f"In waves of {sizes}. Each is followed to its end before the next begins; the first that "
        "fails stops the rest."
    )
