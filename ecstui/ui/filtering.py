"""What `/` lets through."""

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def matching(rows: Sequence[R], wanted: str, searched: Callable[[R], str]) -> Sequence[R]:
    """The rows whose text has every word of `wanted`; with a leading `!`, those that have not.

    Case does not matter; an empty filter lets everything through.
    """
    inverse = wanted.startswith("!")
    words = wanted.removeprefix("!").lower().split()
    if not words:
        return rows
    return [row for row in rows if _has(searched(row).lower(), words) is not inverse]


def _has(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
