"""Reads of one role, and of the policies inside a role or a user."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import Operation, iam_reads
from ecstui.aws.pages import MARKED, Paged
from ecstui.model.authorization_details import RoleDetail
from ecstui.model.pascal import PASCAL
from ecstui.model.policy_document import PolicyDocument


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Role:
    role: RoleDetail


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Policy:
    policy_document: PolicyDocument


_ROLE = TypeAdapter(_Role)
_POLICY = TypeAdapter(_Policy)
_IN_ROLE = Paged(iam_reads.LIST_ROLE_POLICIES, "PolicyNames", str, MARKED)
_IN_USER = Paged(iam_reads.LIST_USER_POLICIES, "PolicyNames", str, MARKED)


async def role(conn: ReadConnection, name: str) -> RoleDetail:
    """One role, without its policies.

    :raises NotFound: there is no such role.
    :raises AwsFailure: the call did not succeed.
    """
    return (await conn.read(iam_reads.GET_ROLE, _ROLE, RoleName=name)).role


async def policies_in_role(conn: ReadConnection, name: str) -> dict[str, str]:
    """The documents inside a role, by name: a call, and one for each.

    :raises NotFound: there is no such role.
    :raises AwsFailure: a call did not succeed.
    """
    return await _inside(conn, _IN_ROLE, iam_reads.GET_ROLE_POLICY, {"RoleName": name})


async def policies_in_user(conn: ReadConnection, name: str) -> dict[str, str]:
    """The documents inside a user, by name: a call, and one for each.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed.
    """
    return await _inside(conn, _IN_USER, iam_reads.GET_USER_POLICY, {"UserName": name})


async def _inside(
    conn: ReadConnection, names: Paged[str], getter: Operation, whose: dict[str, Any]
) -> dict[str, str]:
    found = {}
    for name in await names.read(conn, **whose):
        policy = await conn.read(getter, _POLICY, PolicyName=name, **whose)
        found[name] = policy.policy_document
    return found
