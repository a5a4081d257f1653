"""Columns that several views have."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from ecstui.analysis.wording import ago
from ecstui.ui.widgets.column import Column

R = TypeVar("R")


def age_column(
    column_id: str,
    title: str,
    since: Callable[[R], datetime | None],
    *,
    width: int = 4,
    drops: int = 0,
) -> Column[R]:
    """How long ago something was: `45s`, `8m`, `3h`, `12d`; an unknown moment is left blank.

    The smallest age, which is the newest moment, sorts first.
    """

    def text(row: R, now: datetime) -> str:
        moment = since(row)
        return "" if moment is None else ago(now - moment)

    def seconds(row: R, now: datetime) -> float | None:
        moment = since(row)
        return None if moment is None else (now - moment).total_seconds()

    def youth(row: R) -> float | None:
        moment = since(row)
        return None if moment is None else -moment.timestamp()

    return Column(
        column_id,
        title,
        width,
        text,
        youth,
        align="right",
        drops=drops,
        kind="age",
        value=seconds,
    )
