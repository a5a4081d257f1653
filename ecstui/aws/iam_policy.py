"""The least IAM policy that the console needs, from the list of operations."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ecstui.aws.operations import OPERATIONS, Access, Operation

VERSION = "2012-10-17"
"""The IAM policy language, not a date of ours."""


def policy(
    operations: Iterable[Operation] = OPERATIONS, *, read_only: bool = True
) -> dict[str, Any]:
    """An identity-based policy as a JSON document.

    One statement for each service, access and resource, in a stable order.

    :param read_only: leave out the actions of operations that change something.
    """
    wanted = [it for it in operations if it.access is Access.READ or not read_only]
    statements = [
        _statement(key, list(group)) for key, group in groupby(sorted(wanted, key=_key), key=_key)
    ]
    return {"Version": VERSION, "Statement": _numbered(statements)}


def _key(operation: Operation) -> tuple[str, str, str]:
    return operation.service, operation.access.value, operation.resource


def _statement(key: tuple[str, str, str], operations: list[Operation]) -> dict[str, Any]:
    service, access, resource = key
    actions = sorted({action for operation in operations for action in operation.iam_actions})
    name = "".join(word.title() for word in service.split("-"))
    return {
        "Sid": f"Ecstui{name}{access.title()}",
        "Effect": "Allow",
        "Action": actions,
        "Resource": resource,
    }


def _numbered(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sids must be unique: those of a service with several resources get a number."""
    seen: dict[str, int] = {}
    for statement in statements:
        sid = statement["Sid"]
        seen[sid] = seen.get(sid, 0) + 1
        if seen[sid] > 1:
            statement["Sid"] = f"{sid}{seen[sid]}"
    return statements
