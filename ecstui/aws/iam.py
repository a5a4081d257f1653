"""Reads of AWS Identity and Access Management."""

import re
from collections.abc import Iterable, Sequence

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, NotFound
from ecstui.aws.operations import iam_reads
from ecstui.aws.pages import MARKED, Paged
from ecstui.model.pascal import PASCAL

ALLOWED = "allowed"
"""IAM's word for it; the others are explicitDeny and implicitDeny."""
STRICTEST = ("explicitDeny", "implicitDeny", ALLOWED)
_PRINCIPAL = re.compile(r"arn:[a-z-]+:iam::\d{12}:(?:user|role)/.+")
_SESSION = re.compile(
    r"arn:(?P<partition>[a-z-]+):sts::(?P<account>\d{12}):assumed-role/(?P<role>[^/]+)/.+"
)


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="ignore", defer_build=True))
class _Aliases:
    AccountAliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Role:
    arn: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class _GetRole:
    role: _Role


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Result:
    eval_action_name: str
    eval_decision: str


_ALIASES = TypeAdapter(_Aliases)
_ROLE = TypeAdapter(_GetRole)
_RESULTS = Paged(iam_reads.SIMULATE_PRINCIPAL_POLICY, "EvaluationResults", _Result, MARKED)


async def account_alias(conn: ReadConnection) -> str | None:
    """The account's alias, of which there is at most one (IAM API Reference, ListAccountAliases).

    :raises AwsFailure: the call did not succeed; Denied is common and no harm.
    """
    found = await conn.read(iam_reads.LIST_ACCOUNT_ALIASES, _ALIASES)
    return found.AccountAliases[0] if found.AccountAliases else None


async def simulate(
    conn: ReadConnection,
    principal_arn: str,
    actions: Sequence[str],
    resources: Sequence[str] = (),
) -> dict[str, str] | None:
    """Whether IAM would allow some actions, without trying: its word for each of them.

    It does not know the policies of resources, nor conditions on the call that is not made.

    :param principal_arn: as GetCallerIdentity has it. None comes back for what IAM cannot
        simulate: the root user, federated users, and AWS services.
    :param resources: each action on each of these, of which the strictest decision counts; none
        stands for all resources.
    :raises NotFound: there is no such user or role any more.
    :raises AwsFailure: a call did not succeed; Denied is common and no harm.
    """
    principal = await _simulated(conn, principal_arn)
    if principal is None:
        return None
    results = await _RESULTS.read(
        conn,
        PolicySourceArn=principal,
        ActionNames=list(actions),
        ResourceArns=list(resources) or None,
    )
    return _strictest(results)


def _strictest(results: Iterable[_Result]) -> dict[str, str]:
    """The strictest decision of each action."""
    decisions: dict[str, str] = {}
    for result in results:
        known = decisions.get(result.eval_action_name, ALLOWED)
        decisions[result.eval_action_name] = min(known, result.eval_decision, key=_strictness)
    return decisions


def _strictness(decision: str) -> int:
    """A decision that IAM has no word for today does not allow anything."""
    return STRICTEST.index(decision) if decision in STRICTEST else 0


async def _simulated(conn: ReadConnection, arn: str) -> str | None:
    """The user or role whose policies count for a caller; None if there is none."""
    if _PRINCIPAL.fullmatch(arn):
        return arn
    session = _SESSION.fullmatch(arn)
    if session is None:
        return None
    try:
        # The ARN of the session leaves out the role's path, which those of sign-ins have.
        found = await conn.read(iam_reads.GET_ROLE, _ROLE, RoleName=session["role"])
    except (Denied, NotFound):
        return f"arn:{session['partition']}:iam::{session['account']}:role/{session['role']}"
    return found.role.arn
