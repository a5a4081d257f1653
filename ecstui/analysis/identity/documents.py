"""What a policy says: its statements, its conditions, and whether it allows everything."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
EVERYTHING = frozenset({"*", "*:*"})
"""How a policy names every action of every service."""


def pretty(document: str) -> list[str]:
    """A policy as indented JSON, line by line; as it is if it is not JSON."""
    try:
        return json.dumps(json.loads(document), indent=2, ensure_ascii=False).splitlines()
    except ValueError:
        return document.splitlines()


def condition_keys(document: str) -> tuple[str, ...]:
    """The condition keys that a policy depends on, e.g. `aws:SourceIp`, each once."""
    found = [
        key
        for statement in statements(document)
        for operands in _mapping(statement.get("Condition")).values()
        for key in _mapping(operands)
    ]
    return tuple(dict.fromkeys(found))


def allows_everything(document: str) -> bool:
    """Whether a statement allows every action on everything, without a condition."""
    return any(
        statement.get("Effect") == "Allow"
        and not EVERYTHING.isdisjoint(listed(statement.get("Action")))
        and "*" in listed(statement.get("Resource"))
        and not statement.get("Condition")
        for statement in statements(document)
    )


def trusted(document: str) -> tuple[str, ...]:
    """Who may assume a role: services, ARNs, identity providers; `*` is anybody."""
    found: list[str] = []
    for statement in statements(document):
        if statement.get("Effect") != "Allow":
            continue
        principal = statement.get("Principal")
        if isinstance(principal, str):
            found.append(principal)
        for kind in _mapping(principal).values():
            found += listed(kind)
    return tuple(dict.fromkeys(found))


def statements(document: str) -> Iterator[Mapping[str, Any]]:
    """The statements of a policy; none if it cannot be read."""
    try:
        parsed = json.loads(document)
    except ValueError:
        return
    given = _mapping(parsed).get("Statement")
    for each in given if isinstance(given, list) else [given]:
        if isinstance(each, Mapping):
            yield each


def listed(value: Any) -> list[str]:
    """IAM takes one text for a list of one."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
