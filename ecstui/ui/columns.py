"""Columns that several views have."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from ecstui.analysis.wording import ago
from ecstui.ui.widgets.column import Column

R = TypeVar("R")
Moment = Callable[[R], datetime | None]
"""When something was of a row; None where that is not known."""


def age_column(
    column_id: str, title: str, since: Moment[R], *, width: int = 4, drops: int = 0
) -> Column[R]:
    """How long ago something was: `45s`, `8m`, `3h`, `12d`; an unknown moment is left blank.

    The smallest age, which is the newest moment, sorts first.
    """
    return Column(
        column_id,
        title,
        width,
        _words(since),
        _youth(since),
        align="right",
        drops=drops,
        kind="age",
        value=_seconds(since),
    )


def _words(since: Moment[R]) -> Callable[[R, datetime], str]:
    def words(row: R, now: datetime) -> str:
        moment = since(row)
        return "" if moment is None else ago(now - moment)

    return words


def _youth(since: Moment[R]) -> Callable[[R], float | None]:
    def youth(row: R) -> float | None:
        moment = since(row)
        return None if moment is None else -moment.timestamp()

    return youth


def _seconds(since: Moment[R]) -> Callable[[R, datetime], float | None]:
    def seconds(row: R, now: datetime) -> float | None:
        moment = since(row)
        return None if moment is None else (now - moment).total_seconds()

    return seconds
