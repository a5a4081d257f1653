"""The texts that plain words are looked for in."""

from collections.abc import Callable
from typing import Generic, TypeVar

R = TypeVar("R")


class Searched(Generic[R]):
    """The text of a row in lower case, worked out once per row object.

    While someone types, the same rows are searched again and again. Rows cannot be referred to
    weakly, so they are held until there are too many; a held row keeps its `id` to itself.
    """

    def __init__(self, searched: Callable[[R], str], *, at_most: int = 30_000) -> None:
        self._searched = searched
        self._at_most = at_most
        self._known: dict[int, tuple[R, str]] = {}

    def __call__(self, row: R) -> str:
        """The text of `row`."""
        known = self._known.get(id(row))
        if known is not None:
            return known[1]
        if len(self._known) >= self._at_most:
            self._known.clear()
        text = self._searched(row).lower()
        self._known[id(row)] = (row, text)
        return text
