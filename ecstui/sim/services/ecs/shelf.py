"""Keys kept in order, so that a page is a slice and a token stays good while things come and go."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from itertools import islice


class Shelf:
    """An ordered set of strings: O(log n) to find a place, a block move to insert."""

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        self._keys: list[str] = []

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: str) -> None:
        """Put `key` in its place; it must not be there yet."""
        insort(self._keys, key)

    def discard(self, key: str) -> None:
        """Take `key` away if it is there."""
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            del self._keys[place]

    def after(self, key: str) -> Iterator[str]:
        """The keys greater than `key`, in order."""
        return islice(self._keys, bisect_right(self._keys, key), None)
