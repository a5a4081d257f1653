"""Reads of what one user has to sign in with."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.access_keys import access_keys, last_used
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, NotFound
from ecstui.aws.operations import iam_reads
from ecstui.aws.pages import MARKED, Paged
from ecstui.model.pascal import PASCAL
from ecstui.model.user_credentials import (
    KeyInUse,
    LoginProfile,
    MfaDevice,
    SigningCertificate,
    UserKeys,
)


@dataclass(frozen=True, slots=True, config=PASCAL)
class _LoginProfile:
    login_profile: LoginProfile


_LOGIN = TypeAdapter(_LoginProfile)
_DEVICES = Paged(iam_reads.LIST_MFA_DEVICES, "MFADevices", MfaDevice, MARKED)
_CERTIFICATES = Paged(
    iam_reads.LIST_SIGNING_CERTIFICATES, "Certificates", SigningCertificate, MARKED
)


async def keys_in_use(conn: ReadConnection, user: str) -> UserKeys:
    """The access keys of a user with their last uses: a call, and one for each key.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed; where only the last use is denied, it is not known.
    """
    found, missing = [], ""
    for key in await access_keys(conn, user):
        used = None
        try:
            used = await last_used(conn, key.access_key_id)
        except Denied as denied:
            missing = denied.action
        found.append(KeyInUse(key, used))
    return UserKeys(user, tuple(found), missing)


async def login_profile(conn: ReadConnection, user: str) -> tuple[LoginProfile, ...]:
    """The password of a user; empty if there is none.

    :raises AwsFailure: the call did not succeed.
    """
    try:
        found = await conn.read(iam_reads.GET_LOGIN_PROFILE, _LOGIN, UserName=user)
    except NotFound:
        return ()
    return (found.login_profile,)


async def mfa_devices(conn: ReadConnection, user: str) -> tuple[MfaDevice, ...]:
    """The devices of a user.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed.
    """
    return await _DEVICES.read(conn, UserName=user)


async def signing_certificates(conn: ReadConnection, user: str) -> tuple[SigningCertificate, ...]:
    """The X.509 certificates of a user.

    :raises NotFound: there is no such user.
    :raises AwsFailure: a call did not succeed.
    """
    return await _CERTIFICATES.read(conn, UserName=user)
