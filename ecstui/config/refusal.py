"""From pydantic's errors to problems that a person can correct."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from ecstui.config.masking import masked
from ecstui.config.problem import Problem
from ecstui.config.wanted import Loc, field_at, keys_at, suggestion, wanted

LONGEST = 60
"""Characters of a wrong value that are repeated."""


def problems_of(
    error: ValidationError, model: type[BaseModel], place: Callable[[str], tuple[str, str]]
) -> Iterator[Problem]:
    """Every problem of an input that `model` refused.

    :param place: given the key with dots, where that stands and what it is called there.
    """
    for each in error.errors(include_url=False, include_context=False):
        where, key = place(dotted(each["loc"]))
        yield Problem(where, key, _what(model, each["type"], each["loc"], each["input"]))


def dotted(loc: Loc) -> str:
    """A place in the file, as a person writes it; an item of a list counts as the list."""
    return ".".join(part for part in loc if isinstance(part, str))


def _what(model: type[BaseModel], kind: str, loc: Loc, given: object) -> str:
    if kind == "extra_forbidden":
        return f"unknown key; {suggestion(str(loc[-1]), keys_at(model, loc[:-1]))}"
    return f"{shown(given)} is not {wanted(*field_at(model, loc))}"


def shown(given: Any) -> str:
    """A value as TOML writes it, without passwords, and short."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, dict):
        return "a table"
    text = f'"{masked(given)}"' if isinstance(given, str) else masked(str(given))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
