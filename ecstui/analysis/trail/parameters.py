"""Members of what a call asked for or answered: nothing is certain to be there."""

from collections.abc import Mapping
from typing import Any


def text(value: Any, *path: str) -> str:
    """The text at the end of a path of members; empty where there is none."""
    found = member(value, *path)
    return found if isinstance(found, str) else ""


def member(value: Any, *path: str) -> Any:
    """What is at the end of a path of members; None where there is nothing."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def items(value: Any, *path: str) -> list[Any]:
    """The list at the end of a path, which EC2 has in a member `items` of its own."""
    found = member(value, *path)
    if isinstance(found, Mapping):
        found = found.get("items")
    return found if isinstance(found, list) else []
