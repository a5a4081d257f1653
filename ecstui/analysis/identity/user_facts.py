"""Everybody who can sign in to an account, put together from what could be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.identity.key_facts import KeyFacts, of_key, of_report
from ecstui.model.account_summary import Summary
from ecstui.model.authorization_details import AuthorizationDetails, UserDetail
from ecstui.model.credential_report import ROOT, CredentialReport, ReportRow
from ecstui.model.iam_user import IamUser
from ecstui.model.user_credentials import UserKeys

ROOT_NAME = "root"


@dataclass(frozen=True, slots=True)
class UserFacts:
    """A user, or the root user. What is not known is None.

    :param password: whether there is one; that of the root user may have been taken away, in member
        accounts of an organization (IAM User Guide, "Centrally manage root access").
    :param signed_in_at: when the password was used last, if it is known to have been.
    """

    name: str
    arn: str
    is_root: bool = False
    created_at: datetime | None = None
    groups: tuple[str, ...] | None = None
    policies: int | None = None
    """How many are attached to the user itself, or inside it."""
    password: bool | None = None
    signed_in_at: datetime | None = None
    sign_in_known: bool = True
    """Whether `signed_in_at` is None because there was no use."""
    mfa: bool | None = None
    keys: tuple[KeyFacts, ...] | None = None
    certificates: int | None = None

    @property
    def used_at(self) -> datetime | None:
        """When the user was seen last, by password or by key, as far as is known."""
        moments = [self.signed_in_at, *(key.used_at for key in self.keys or ())]
        return max((moment for moment in moments if moment is not None), default=None)


@dataclass(frozen=True, slots=True)
class Sources:
    """What could be read of an account; None where it could not, or not yet."""

    root_arn: str = ""
    """The ARN of the root user; empty if the account is not known."""
    users: Sequence[IamUser] = ()
    details: AuthorizationDetails | None = None
    report: CredentialReport | None = None
    keys: Mapping[str, UserKeys] | None = None
    summary: Summary | None = None


def everybody(sources: Sources) -> Iterator[UserFacts]:
    """The root user, then the users as they are listed."""
    rows = {row.user: row for row in sources.report.rows} if sources.report is not None else {}
    details = {each.user_name: each for each in sources.details.users} if sources.details else {}
    yield _root(sources, rows.get(ROOT))
    for user in sources.users:
        yield _user(sources, user, rows.get(user.user_name), details.get(user.user_name))


def _root(sources: Sources, row: ReportRow | None) -> UserFacts:
    arn = row.arn if row is not None else sources.root_arn or ":root"
    if row is not None:
        keys = tuple(of_report(key) for key in row.keys)
        return UserFacts(
            ROOT_NAME, arn, True, None, (), None, _has_password(sources, row),
            row.password_last_used, True, row.mfa,
            keys, row.certificates,
        )  # fmt: skip
    if sources.summary is None:
        return UserFacts(ROOT_NAME, arn, True, groups=(), password=True, sign_in_known=False)
    none = not sources.summary.get("AccountAccessKeysPresent", 0)
    return UserFacts(
        ROOT_NAME,
        arn,
        True,
        groups=(),
        password=_has_password(sources, row),
        sign_in_known=False,
        mfa=bool(sources.summary.get("AccountMFAEnabled", 0)),
        keys=() if none else (KeyFacts(active=True, since=None, use_known=False),),
        certificates=sources.summary.get("AccountSigningCertificatesPresent"),
    )


def _has_password(sources: Sources, row: ReportRow | None) -> bool:
    """Whether the root user has a password, which it has as long as nobody says otherwise."""
    if row is not None and row.password is not None:
        return row.password
    return bool((sources.summary or {}).get("AccountPasswordPresent", 1))


def _user(
    sources: Sources, user: IamUser, row: ReportRow | None, detail: UserDetail | None
) -> UserFacts:
    own = len(detail.attached_managed_policies) + len(detail.inline) if detail else None
    signed_in = user.password_last_used or (row.password_last_used if row else None)
    return UserFacts(
        name=user.user_name,
        arn=user.arn,
        created_at=user.create_date,
        groups=detail.group_list if detail is not None else None,
        policies=own,
        password=row.password if row is not None else None,
        signed_in_at=signed_in,
        mfa=row.mfa if row is not None else None,
        keys=_keys(sources, user.user_name, row),
        certificates=row.certificates if row is not None else None,
    )


def _keys(sources: Sources, name: str, row: ReportRow | None) -> tuple[KeyFacts, ...] | None:
    known = (sources.keys or {}).get(name)
    if known is not None:
        return tuple(of_key(key) for key in known.keys)
    return tuple(of_report(key) for key in row.keys) if row is not None else None
