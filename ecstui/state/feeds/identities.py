"""Users, policies and numbers of the account's IAM, which has one answer for all Regions.

They change seldom, and IAM allows few calls: each is read every five minutes at most, or when
somebody asks for it.
"""

from ecstui.aws import identities
from ecstui.model.account_summary import PasswordPolicy, Summary
from ecstui.model.authorization_details import AuthorizationDetails
from ecstui.model.iam_user import IamUser
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse

CALM = 300.0


async def _users(source: Source) -> tuple[IamUser, ...]:
    found = await identities.users(source.connection)
    known = source.known(IAM_USERS)
    return reuse(known or (), found, lambda user: user.arn)


async def _details(source: Source) -> AuthorizationDetails:
    found = await identities.authorization_details(source.connection)
    known = source.known(IAM_DETAILS)
    return known if known == found and known is not None else found


async def _summary(source: Source) -> Summary:
    return await identities.account_summary(source.connection)


async def _password_policy(source: Source) -> PasswordPolicy | None:
    return await identities.password_policy(source.connection)


IAM_USERS: Feed[tuple[IamUser, ...]] = Feed("users", _users, calm=CALM)
"""Every user of the account."""
IAM_DETAILS: Feed[AuthorizationDetails] = Feed("groups-and-policies", _details, calm=CALM)
"""Who is in which group and has which policies, and the roles."""
IAM_SUMMARY: Feed[Summary] = Feed("account-summary", _summary, calm=CALM)
"""Counts and quotas."""
PASSWORD_POLICY: Feed[PasswordPolicy | None] = Feed("password-policy", _password_policy, calm=CALM)
"""What passwords must be like; None if nobody has said."""
