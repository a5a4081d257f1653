"""What must hold between keys, told even when other keys are wrong."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ecstui.config.problem import Problem
from ecstui.config.refusal import shown
from ecstui.config.schema import Refresh
from ecstui.config.wanted import suggestion

ORDER = ("focused", "visible", "background")
"""The intervals of `[refresh]`, which do not decrease."""


def inconsistencies(data: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """What does not fit together in a file as it was parsed."""
    contexts = _table(data, "contexts")
    yield from unknown_context(data.get("context"), contexts, where, "context")
    yield from intervals_out_of_order(_table(data, "refresh"), where)
    if data.get("read_only") is True:
        yield from _loosened(contexts, where)


def unknown_context(
    name: object, contexts: Mapping[str, Any], where: str, key: str = ""
) -> Iterator[Problem]:
    """A context that is asked for, but that is not there."""
    if isinstance(name, str) and name and name not in contexts:
        hint = suggestion(name, contexts)
        yield Problem(where, key, f"there is no [contexts.{name}]; {hint}")


def intervals_out_of_order(refresh: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Intervals of `[refresh]` that are shorter for what is watched less."""
    given = {**Refresh().model_dump(), **refresh}
    for less, more in pairwise(ORDER):
        first, second = given[less], given[more]
        if _is_number(first) and _is_number(second) and first > second:
            what = f"{shown(second)} is less than {less}, which is {shown(first)}"
            yield Problem(where, f"refresh.{more}", what)


def _loosened(contexts: Mapping[str, Any], where: str) -> Iterator[Problem]:
    for name, context in contexts.items():
        if isinstance(context, dict) and context.get("read_only") is False:
            what = "false cannot undo the file's own read_only = true; leave out one of them"
            yield Problem(where, f"contexts.{name}.read_only", what)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
