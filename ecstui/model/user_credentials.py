"""What one user has to sign in with.

Shapes and meanings: AWS IAM API Reference (API version 2010-05-08).
"""

from dataclasses import dataclass as plain
from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.access_key import AccessKeyLastUsed, AccessKeyMetadata
from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class LoginProfile:
    """A user's password, of which IAM tells nothing but this."""

    create_date: datetime
    password_reset_required: bool = False


@dataclass(frozen=True, slots=True, config=PASCAL)
class MfaDevice:
    """A device for multi-factor authentication."""

    serial_number: str
    """The ARN of a virtual one, else what is printed on it."""
    enable_date: datetime


@dataclass(frozen=True, slots=True, config=PASCAL)
class SigningCertificate:
    """An X.509 certificate of a user, which only the old SOAP interfaces take."""

    certificate_id: str
    status: str
    upload_date: datetime | None = None


@plain(frozen=True, slots=True)
class KeyInUse:
    """An access key with its last use; None where that could not be read."""

    key: AccessKeyMetadata
    used: AccessKeyLastUsed | None = None


@plain(frozen=True, slots=True)
class UserKeys:
    """The access keys of one user.

    :param missing: the IAM action for want of which something is not known; empty if all is.
    """

    user: str
    keys: tuple[KeyInUse, ...] = ()
    missing: str = ""


@plain(frozen=True, slots=True)
class UserCredentials:
    """What one user has. A part that could not be read is None, and `unread` says why.

    :param password: empty if there is none.
    """

    user: str
    keys: UserKeys | None = None
    password: tuple[LoginProfile, ...] | None = None
    mfa: tuple[MfaDevice, ...] | None = None
    certificates: tuple[SigningCertificate, ...] | None = None
    unread: tuple[tuple[str, str], ...] = ()
    """Parts by the name of their member, and what kept each from being read."""
