"""The least IAM policy that the console needs, from the list of operations."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ecstui.aws.operations import OPERATIONS, Access, Operation
from ecstui.aws.operations.ecs_writes import PASS_ROLE

VERSION = "2012-10-17"
"""The IAM policy language, not a date of ours."""
TASKS = "ecs-tasks.amazonaws.com"
"""Who takes on the roles of task definitions."""


def policy(
    operations: Iterable[Operation] = OPERATIONS, *, read_only: bool = True
) -> dict[str, Any]:
    """An identity-based policy as a JSON document.

    One statement for each service, access and resource, in a stable order. Passing roles comes
    last, for the roles of tasks only.

    :param read_only: leave out the actions of operations that change something.
    """
    wanted = [it for it in operations if it.access is Access.READ or not read_only]
    statements = [
        _statement(key, list(group)) for key, group in groupby(sorted(wanted, key=_key), key=_key)
    ]
    if any(PASS_ROLE in operation.iam_actions for operation in wanted):
        statements.append(_passing_roles())
    return {"Version": VERSION, "Statement": _numbered(statements)}


def _passing_roles() -> dict[str, Any]:
    """Source: Amazon ECS Developer Guide, "Grant permissions to pass a role"."""
    return {
        "Sid": "EcstuiIamPassRole",
        "Effect": "Allow",
        "Action": [PASS_ROLE],
        "Resource": "*",
        "Condition": {"StringEquals": {"iam:PassedToService": TASKS}},
    }


def _key(operation: Operation) -> tuple[str, str, str]:
    return operation.service, operation.access.value, operation.resource


def _statement(key: tuple[str, str, str], operations: list[Operation]) -> dict[str, Any]:
    service, access, resource = key
    actions = {action for operation in operations for action in operation.iam_actions}
    name = "".join(word.title() for word in service.split("-"))
    return {
        "Sid": f"Ecstui{name}{access.title()}",
        "Effect": "Allow",
        "Action": sorted(actions - {PASS_ROLE}),
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
