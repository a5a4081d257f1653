"""The credential report of an account: everybody's credentials as they were at one time.

Source: IAM User Guide, "Generate credential reports for your AWS account".
"""

from dataclasses import dataclass
from datetime import datetime

ROOT = "<root_account>"
"""The name under which the report tells of the root user."""


@dataclass(frozen=True, slots=True)
class ReportedKey:
    """An access key; the report does not tell its id."""

    active: bool
    last_rotated: datetime | None
    """When it was made, or its status last changed."""
    last_used: datetime | None = None
    service: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The credentials of a user.

    :param password: whether there is one; None of the root user, of whom IAM does not say.
    :param password_last_used: None if it was never used.
    :param keys: those that are there, active or not.
    :param certificates: how many X.509 signing certificates are active.
    """

    user: str
    arn: str
    password: bool | None
    mfa: bool
    password_last_used: datetime | None = None
    password_last_changed: datetime | None = None
    keys: tuple[ReportedKey, ...] = ()
    certificates: int = 0

    @property
    def is_root(self) -> bool:
        """Whether this is the root user."""
        return self.user == ROOT


@dataclass(frozen=True, slots=True)
class CredentialReport:
    """The report, and when it was made: it may be four hours old."""

    generated_at: datetime
    rows: tuple[ReportRow, ...]
