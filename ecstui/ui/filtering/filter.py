"""A filter, once it is understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

R = TypeVar("R")

TextTest = Callable[[str], bool]
"""Whether a row passes, by its text in lower case."""

RowTest = Callable[[R, datetime], bool]
"""Whether a row passes, by its values at a moment."""


@dataclass(frozen=True, slots=True)
class Filter(Generic[R]):
    """What is wanted of a row: to pass all tests; with `inverse`, not to pass them all."""

    text_tests: tuple[TextTest, ...] = ()
    row_tests: tuple[RowTest[R], ...] = ()
    inverse: bool = False
    problem: str = ""
    """What of it cannot be understood, as a sentence; that part lets everything through."""

    @property
    def lets_all_through(self) -> bool:
        """Whether there is nothing to test."""
        return not self.text_tests and not self.row_tests

    def matches(self, row: R, searched: Callable[[R], str], now: datetime) -> bool:
        """Whether it lets `row` through.

        :param searched: the text of a row in which plain words are looked for.
        """
        if self.lets_all_through:
            return True
        return self._passes(row, searched, now) is not self.inverse

    def _passes(self, row: R, searched: Callable[[R], str], now: datetime) -> bool:
        for row_test in self.row_tests:
            if not row_test(row, now):
                return False
        if self.text_tests:
            text = searched(row).lower()
            for text_test in self.text_tests:
                if not text_test(text):
                    return False
        return True
