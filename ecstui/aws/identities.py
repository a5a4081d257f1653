"""Reads of AWS Identity and Access Management about the account as a whole."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound
from ecstui.aws.operations import iam_reads
from ecstui.aws.pages import MARKED, Paged, every_page
from ecstui.model.account_summary import PasswordPolicy, Summary
from ecstui.model.authorization_details import (
    AuthorizationDetails,
    GroupDetail,
    ManagedPolicyDetail,
    RoleDetail,
    UserDetail,
)
from ecstui.model.iam_user import IamUser
from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Details:
    user_detail_list: tuple[UserDetail, ...]
    group_detail_list: tuple[GroupDetail, ...]
    role_detail_list: tuple[RoleDetail, ...]
    policies: tuple[ManagedPolicyDetail, ...]
    is_truncated: bool = False
    marker: str | None = None

    @property
    def next_token(self) -> str | None:
        return self.marker if self.is_truncated else None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Summary:
    summary_map: dict[str, int]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _PasswordPolicy:
    password_policy: PasswordPolicy


_USERS = Paged(iam_reads.LIST_USERS, "Users", IamUser, MARKED)
_DETAILS = TypeAdapter(_Details)
_SUMMARY = TypeAdapter(_Summary)
_PASSWORD_POLICY = TypeAdapter(_PasswordPolicy)


async def users(conn: ReadConnection) -> tuple[IamUser, ...]:
    """Every user of the account.

    :raises AwsFailure: a call did not succeed.
    """
    return await _USERS.read(conn)


async def authorization_details(conn: ReadConnection) -> AuthorizationDetails:
    """Everybody with their policies: a call for each 1,000 users, groups, roles and policies.

    :raises AwsFailure: a call did not succeed.
    """
    operation = iam_reads.GET_ACCOUNT_AUTHORIZATION_DETAILS
    pages = await every_page(conn, operation, _DETAILS, lambda page: (page,), MARKED)
    return AuthorizationDetails(
        users=tuple(each for page in pages for each in page.user_detail_list),
        groups=tuple(each for page in pages for each in page.group_detail_list),
        roles=tuple(each for page in pages for each in page.role_detail_list),
        policies=tuple(each for page in pages for each in page.policies),
    )


async def account_summary(conn: ReadConnection) -> Summary:
    """Counts and quotas.

    :raises AwsFailure: the call did not succeed.
    """
    return (await conn.read(iam_reads.GET_ACCOUNT_SUMMARY, _SUMMARY)).summary_map


async def password_policy(conn: ReadConnection) -> PasswordPolicy | None:
    """What passwords must be like; None if nobody has set a policy.

    :raises AwsFailure: the call did not succeed.
    """
    try:
        found = await conn.read(iam_reads.GET_ACCOUNT_PASSWORD_POLICY, _PASSWORD_POLICY)
    except NotFound:
        return None
    return found.password_policy
