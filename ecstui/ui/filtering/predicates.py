"""Conditions on a column's value: `state=CRASHING`, `age<2h`, `running>=3`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.ui.filtering import ages
from ecstui.ui.filtering.errors import FilterError
from ecstui.ui.filtering.fields import field
from ecstui.ui.filtering.filter import RowTest
from ecstui.ui.filtering.texts import like
from ecstui.ui.widgets.column import Column, Kind

_PREDICATE = re.compile(r"([^\W\d_][\w.-]*)(!=|<=|>=|=|<|>)(.*)", re.DOTALL)

Fits = Callable[[float | str], bool]
"""Whether a known value is as wanted."""

_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A field, an operator and a value, as they were typed."""

    field: str
    operator: str
    value: str


def split(word: str) -> Predicate | None:
    """The parts of a word that is a condition; None for any other word."""
    found = _PREDICATE.fullmatch(word)
    return Predicate(*found.groups()) if found else None


def test(predicate: Predicate, columns: Sequence[Column[Any]], *, negated: bool) -> RowTest[Any]:
    """The test of a row that a condition stands for.

    A value that is not known meets only `!=`, and what is negated.

    :raises FilterError: there is no such field, or its values cannot be compared like this.
    """
    column = field(predicate.field, columns)
    if not predicate.value:
        raise FilterError(f"{column.id}{predicate.operator} what?")
    turned = (predicate.operator == "!=") is not negated
    fits = _TESTS[column.kind](column.id, predicate)

    def meets(row: Any, now: datetime) -> bool:
        value = column.compared(row, now)
        return (value is not None and fits(value)) is not turned

    return meets


def _of_text(name: str, predicate: Predicate) -> Fits:
    if predicate.operator in _ORDER:
        raise FilterError(f"{name} is a text: compare it with = or !=.")
    alike = like(predicate.value.replace('"', "").lower())
    return lambda value: alike(str(value).lower())


def _of_number(name: str, predicate: Predicate) -> Fits:
    try:
        limit = float(predicate.value)
    except ValueError:
        raise FilterError(f"{name} is a number, and “{predicate.value}” is none.") from None
    return _numbers(_ordered(predicate.operator, limit) or (lambda value: value == limit))


def _of_age(name: str, predicate: Predicate) -> Fits:
    """`=` is meant as it is drawn: `age=2h` is any age from two hours up to three."""
    age = ages.read(predicate.value)
    if age is None:
        raise FilterError(f"{name} is an age, such as 90s, 15m, 2h, 7d or 1w.")
    seconds, unit = age
    ordered = _ordered(predicate.operator, seconds)
    return _numbers(ordered or (lambda value: seconds <= value < seconds + unit))


def _ordered(operator: str, limit: float) -> Callable[[float], bool] | None:
    compare = _ORDER.get(operator)
    return None if compare is None else lambda value: compare(value, limit)


def _numbers(test: Callable[[float], bool]) -> Fits:
    return lambda value: not isinstance(value, str) and test(value)


_TESTS: dict[Kind, Callable[[str, Predicate], Fits]] = {
    "text": _of_text,
    "number": _of_number,
    "age": _of_age,
}
