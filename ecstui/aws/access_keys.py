"""Reads of the access keys of IAM users."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import iam_reads
from ecstui.aws.pages import MARKED, Paged
from ecstui.model.access_key import AccessKeyLastUsed, AccessKeyMetadata
from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class _User:
    arn: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class _GetUser:
    user: _User


@dataclass(frozen=True, slots=True, config=PASCAL)
class _LastUsed:
    access_key_last_used: AccessKeyLastUsed


_USER = TypeAdapter(_GetUser)
_KEYS = Paged(iam_reads.LIST_ACCESS_KEYS, "AccessKeyMetadata", AccessKeyMetadata, MARKED)
_LAST_USED = TypeAdapter(_LastUsed)


async def user_arn(conn: ReadConnection, name: str) -> str:
    """The ARN of a user, which tells its path.

    :raises NotFound: there is no such user.
    :raises AwsFailure: the call did not succeed.
    """
    return (await conn.read(iam_reads.GET_USER, _USER, UserName=name)).user.arn


async def access_keys(conn: ReadConnection, user: str) -> tuple[AccessKeyMetadata, ...]:
    """The keys of a user, active or not.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed.
    """
    return await _KEYS.read(conn, UserName=user)


async def last_used(conn: ReadConnection, key_id: str) -> AccessKeyLastUsed:
    """When, where and for what a key was last used.

    :raises Denied: it may not be read, or there is no such key in the account.
    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(iam_reads.GET_ACCESS_KEY_LAST_USED, _LAST_USED, AccessKeyId=key_id)
    return found.access_key_last_used
