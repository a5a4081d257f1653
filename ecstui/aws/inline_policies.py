"""Reads of one role, and of the policies inside a role or a user."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.marked_pages import every_marked_page
from ecstui.aws.operations import Operation, iam_reads
from ecstui.model.authorization_details import RoleDetail
from ecstui.model.pascal import PASCAL
from ecstui.model.policy_document import PolicyDocument


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Role:
    role: RoleDetail


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Names:
    policy_names: tuple[str, ...]
    is_truncated: bool = False
    marker: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Policy:
    policy_document: PolicyDocument


_ROLE = TypeAdapter(_Role)
_NAMES = TypeAdapter(_Names)
_POLICY = TypeAdapter(_Policy)


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
    lister, getter = iam_reads.LIST_ROLE_POLICIES, iam_reads.GET_ROLE_POLICY
    return await _inside(conn, lister, getter, {"RoleName": name})


async def policies_in_user(conn: ReadConnection, name: str) -> dict[str, str]:
    """The documents inside a user, by name: a call, and one for each.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed.
    """
    lister, getter = iam_reads.LIST_USER_POLICIES, iam_reads.GET_USER_POLICY
    return await _inside(conn, lister, getter, {"UserName": name})


async def _inside(
    conn: ReadConnection, lister: Operation, getter: Operation, whose: dict[str, str]
) -> dict[str, str]:
    names = await every_marked_page(conn, lister, _NAMES, lambda page: page.policy_names, **whose)
    found = {}
    for name in names:
        policy = await conn.read(getter, _POLICY, PolicyName=name, **whose)
        found[name] = policy.policy_document
    return found
