"""The new list, made of the old objects wherever nothing changed."""

from collections.abc import Callable, Iterable
from operator import is_
from typing import TypeVar

T = TypeVar("T")


def reuse(old: Iterable[T], new: Iterable[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """`new`, with every item that equals the old one of its key replaced by that very object.

    Whoever draws the items may then take identity for "unchanged"; the very tuple `old` is given
    back if nothing changed at all.
    """
    old, new = tuple(old), tuple(new)
    if len(old) == len(new) and all(map(is_, old, new)):
        return old
    kept = set(map(id, old))
    # Most items are the very object that they were: their keys need not be asked for.
    before = {key(item): item for item in _others(old, new)}
    return tuple(item if id(item) in kept else _known(before.get(key(item)), item) for item in new)


def _others(old: tuple[T, ...], new: tuple[T, ...]) -> list[T]:
    """The items of `old` that are not, as objects, among `new`."""
    there = set(map(id, new))
    return [item for item in old if id(item) not in there]


def _known(known: T | None, item: T) -> T:
    return known if known is not None and known == item else item
