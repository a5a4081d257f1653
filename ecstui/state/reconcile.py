"""The new list, made of the old objects wherever nothing changed."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def reuse(old: Iterable[T], new: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """`new`, with every item that equals the old one of its key replaced by that very object.

    Whoever draws the items may then take identity for "unchanged".
    """
    before = {key(item): item for item in old}
    return tuple(
        known if (known := before.get(key(item))) is not None and known == item else item
        for item in new
    )
