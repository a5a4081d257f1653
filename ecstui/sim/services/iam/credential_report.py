"""Generate- and GetCredentialReport: the credentials of everybody, as CSV.

Source: IAM user guide, "Generate credential reports for your AWS account". A report is made in some
seconds, which is our reading, and for four hours nobody can have a newer one.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.iam.records import AccessKey, IamState, Root, User

MAKING = 6.0
"""Seconds that it takes to make a report."""
KEPT = 4 * 3600.0
"""Seconds until a report is not given any more, and a new one can be made."""
NOT_SUPPORTED, NONE, NEVER = "not_supported", "N/A", "no_information"
_KEY = ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")
_CERTIFICATE = ("active", "last_rotated")
COLUMNS = (
    *("user", "arn", "user_creation_time", "password_enabled", "password_last_used"),
    *("password_last_changed", "password_next_rotation", "mfa_active"),
    *(f"access_key_{number}_{name}" for number in (1, 2) for name in _KEY),
    *(f"cert_{number}_{name}" for number in (1, 2) for name in _CERTIFICATE),
)


@dataclass(slots=True)
class Report:
    """The report of an account: when it was asked for, and what it says."""

    begun: float | None = None
    content: bytes = b""

    def ready(self, now: float) -> bool:
        """Whether it can be had."""
        return self.begun is not None and MAKING <= now - self.begun < MAKING + KEPT


def generate_credential_report(call: Call, body: Body) -> Body:
    """Begin to make a report, unless there is one or it is being made."""
    report = call.world.state(Report, call.account, "global")
    if report.ready(call.now):
        return {"State": "COMPLETE"}
    if report.begun is not None and call.now - report.begun < MAKING:
        return {"State": "INPROGRESS"}
    state = call.world.state(IamState, call.account, "global")
    report.begun, report.content = call.now, _content(call.account, state)
    text = "No report exists. Starting a new report generation task"
    return {"State": "STARTED", "Description": text}


def get_credential_report(call: Call, body: Body) -> Body:
    """The report.

    :raises AwsError: CredentialReportNotPresentException, CredentialReportNotReadyException,
        CredentialReportExpiredException.
    """
    report = call.world.state(Report, call.account, "global")
    if report.begun is None:
        text = "No report has been generated for this account."
        raise AwsError("CredentialReportNotPresentException", text)
    if call.now - report.begun < MAKING:
        raise AwsError("CredentialReportNotReadyException", "Report is still in progress.")
    if not report.ready(call.now):
        raise AwsError("CredentialReportExpiredException", "The report has expired.")
    return {
        "Content": report.content,
        "ReportFormat": "text/csv",
        "GeneratedTime": int(report.begun),
    }


def _content(account: str, state: IamState) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    if state.root is not None:
        writer.writerow(_of_root(account, state.root))
    for user in sorted(state.users.values(), key=lambda user: user.name):
        writer.writerow(_of_user(user, state.keys_of(user.name)))
    return text.getvalue().rstrip("\n").encode()


def _of_root(account: str, root: Root) -> Iterator[str]:
    used = NEVER if root.password_used_at is None else _written(root.password_used_at)
    yield from ("<root_account>", f"arn:aws:iam::{account}:root", _written(root.created_at))
    yield from (NOT_SUPPORTED, used, NOT_SUPPORTED, NOT_SUPPORTED, _bool(root.mfa))
    for _ in range(2):
        yield from _of_key(None)
    yield from ("false", NONE, "false", NONE)


def _of_user(user: User, keys: list[AccessKey]) -> Iterator[str]:
    yield from (user.name, user.arn, _written(user.created_at))
    if user.password is None:
        yield from ("false", NONE, NONE, NONE)
    else:
        used = user.password.used_at
        yield from ("true", NEVER if used is None else _written(used))
        yield from (_written(user.password.changed_at), NONE)
    yield _bool(user.mfa is not None)
    for number in range(2):
        yield from _of_key(keys[number] if number < len(keys) else None)
    yield _bool(user.certificate is not None)
    yield NONE if user.certificate is None else _written(user.certificate)
    yield from ("false", NONE)


def _of_key(key: AccessKey | None) -> Iterator[str]:
    if key is None:
        yield from ("false", NONE, NONE, NONE, NONE)
        return
    yield from (_bool(key.active), _written(key.created_at))
    if key.last_use is None:
        yield from (NONE, NONE, NONE)
    else:
        yield from (_written(key.last_use.at), key.last_use.region, key.last_use.service)


def _written(when: float) -> str:
    return datetime.fromtimestamp(int(when), UTC).isoformat()


def _bool(value: bool) -> str:
    return "true" if value else "false"
