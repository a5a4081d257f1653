"""Which column a field is."""

from collections.abc import Sequence
from typing import Any

from ecstui.ui.filtering.errors import FilterError
from ecstui.ui.widgets.column import Column


def field(name: str, columns: Sequence[Column[Any]]) -> Column[Any]:
    """The column with this id or title, or the only one that begins like this; in any case.

    :raises FilterError: there is none, or several begin like this.
    """
    wanted = name.lower()
    for names in (_ids, _titles):
        if exact := [column for column in columns if names(column) == wanted]:
            return exact[0]
    begun = [c for c in columns if _ids(c).startswith(wanted) or _titles(c).startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise FilterError(f"“{name}” may be {_listed(begun, 'or')}.")
    raise FilterError(f"There is no field “{name}”. There are {_listed(columns, 'and')}.")


def _ids(column: Column[Any]) -> str:
    return column.id.lower()


def _titles(column: Column[Any]) -> str:
    return column.title.lower()


def _listed(columns: Sequence[Column[Any]], last: str) -> str:
    """`a, b and c`."""
    *others, final = [column.id for column in columns] or ["none"]
    return f"{', '.join(others)} {last} {final}" if others else final
