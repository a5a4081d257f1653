"""Reads of the credential report.

Source: IAM User Guide, "Generate credential reports for your AWS account"; times are ISO 8601, and
`N/A`, `no_information` and `not_supported` stand where there is none.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.aws.operations import iam_reads
from ecstui.model.credential_report import CredentialReport, ReportedKey, ReportRow
from ecstui.model.pascal import PASCAL

COMPLETE = "COMPLETE"
_SLOTS = ("1", "2")
_NEEDED = ("user", "arn", "password_enabled", "mfa_active", "access_key_1_active")


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Report:
    content: bytes
    generated_time: datetime


@dataclass(frozen=True, slots=True, config=PASCAL)
class _State:
    state: str


_REPORT = TypeAdapter(_Report)
_STATE = TypeAdapter(_State)


async def credential_report(conn: ReadConnection) -> CredentialReport | None:
    """The report that was made in the last four hours; None if there is none, or not yet.

    :raises AwsFailure: the call did not succeed.
    """
    try:
        found = await conn.read(iam_reads.GET_CREDENTIAL_REPORT, _REPORT)
    except NotFound:
        return None
    text = found.content.decode("utf-8", "replace")
    return CredentialReport(found.generated_time, tuple(_rows(text)))


async def generate_credential_report(conn: ReadConnection) -> bool:
    """Have IAM make a report unless there is one; whether it is complete.

    It starts a job, so this is for when a person has asked for it.

    :raises AwsFailure: the call did not succeed.
    """
    return (await conn.read(iam_reads.GENERATE_CREDENTIAL_REPORT, _STATE)).state == COMPLETE


def _rows(text: str) -> Iterator[ReportRow]:
    reader = csv.DictReader(io.StringIO(text))
    if not set(_NEEDED) <= set(reader.fieldnames or ()):
        raise Unreachable("The credential report lacks columns that AWS documents")
    for row in reader:
        yield _row(row)


def _row(row: Mapping[str, str]) -> ReportRow:
    password = row["password_enabled"].lower()
    return ReportRow(
        user=row["user"],
        arn=row["arn"],
        password=password == "true" if password in ("true", "false") else None,
        mfa=_is(row, "mfa_active"),
        password_last_used=_time(row, "password_last_used"),
        password_last_changed=_time(row, "password_last_changed"),
        keys=tuple(key for slot in _SLOTS if (key := _key(row, f"access_key_{slot}_"))),
        certificates=sum(_is(row, f"cert_{slot}_active") for slot in _SLOTS),
    )


def _key(row: Mapping[str, str], prefix: str) -> ReportedKey | None:
    """A key that was never rotated and is not active is none."""
    rotated, active = _time(row, f"{prefix}last_rotated"), _is(row, f"{prefix}active")
    if rotated is None and not active:
        return None
    used = _time(row, f"{prefix}last_used_date")
    if used is None:
        return ReportedKey(active, rotated)
    service, region = row[f"{prefix}last_used_service"], row[f"{prefix}last_used_region"]
    return ReportedKey(active, rotated, used, service, region)


def _is(row: Mapping[str, str], name: str) -> bool:
    return (row.get(name) or "").lower() == "true"


def _time(row: Mapping[str, str], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(row.get(name) or "")
    except ValueError:
        return None
