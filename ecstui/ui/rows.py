"""The rows of a view, and which of them are wanted in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ecstui.state.reconcile import reuse
from ecstui.ui.filtering import Filter, Searched, matching
from ecstui.ui.filtering import parse as parse_filter
from ecstui.ui.pane import Counts
from ecstui.ui.view import Table, View
from ecstui.ui.widgets.column import sorted_rows

HELD = 12_000
"""Rows whose lower-case text is kept while someone types a filter."""


class Rows:
    """What a view has made of its readings, filtered and sorted as a person wants it."""

    def __init__(self, view: View[Any]) -> None:
        self.made: Table[Any] = Table()
        """Everything."""
        self.wanted = ""
        """The filter as it was typed."""
        self.filter: Filter[Any] = Filter()
        """And what it means."""
        self.sort = view.sort
        """The id of the column that they are sorted by, and whether descending."""
        self._view = view
        self._shown: tuple[Sequence[Any], tuple[str, bool], list[Any]] = ((), self.sort, [])
        """What was shown last without a filter, and how and from which rows that was sorted."""
        self._searched = Searched(view.searched, at_most=HELD)

    def take(self, made: Table[Any]) -> None:
        """Have these from now on; rows that are the same stay the same object."""
        self.made = replace(made, rows=reuse(self.made.rows, made.rows, self._view.key))

    def filter_by(self, wanted: str) -> None:
        """Want only some."""
        self.wanted = wanted
        self.filter = parse_filter(wanted, self._view.columns)

    def sort_by(self, index: int) -> bool:
        """Sort by a column; by the same one again, the other way round. False: no such column."""
        if index >= len(self._view.columns):
            return False
        column = self._view.columns[index].id
        self.sort = (column, column == self.sort[0] and not self.sort[1])
        return True

    def sort_by_id(self, column_id: str) -> bool:
        """The same, by the column's id."""
        return self.sort_by([column.id for column in self._view.columns].index(column_id))

    def sort_by_next(self) -> None:
        """Sort by the column to the right of the one that is sorted by."""
        ids = [column.id for column in self._view.columns]
        self.sort_by((ids.index(self.sort[0]) + 1) % len(ids))

    def shown(self, now: datetime) -> list[Any]:
        """The rows that are wanted, in the order that is wanted."""
        if not self.filter.lets_all_through:
            return self._sorted(matching(self.made.rows, self.filter, self._searched, now))
        rows, sort, shown = self._shown
        if rows is not self.made.rows or sort != self.sort:
            shown = self._sorted(self.made.rows)
            self._shown = (self.made.rows, self.sort, shown)
        return shown

    def _sorted(self, rows: Sequence[Any]) -> list[Any]:
        column = next(each for each in self._view.columns if each.id == self.sort[0])
        return sorted_rows(rows, column, descending=self.sort[1])

    def counts(self, shown: int) -> Counts:
        """How many there are of how many."""
        return Counts(shown, len(self.made.rows), self.made.total)
