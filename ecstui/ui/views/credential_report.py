"""The credential report, which IAM is asked to make by the opening of this view and nothing else.

IAM makes one within seconds, keeps it for four hours, and changes nothing by it; its access level
is Read, so a read-only console may ask too. No other pane does.
"""

from datetime import datetime

from ecstui.analysis.wording import ago
from ecstui.model.credential_report import ReportRow
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone


def table(_: Subject, readings: Readings) -> Table[ReportRow]:
    """A row for everybody in the report."""
    known = readings.value(feeds.REPORT_ASKED_FOR)
    if known is None or known.report is None:
        return Table()
    rows = known.report.rows
    made = ago(readings.now - known.report.generated_at)
    return Table(rows, len(rows), f"as IAM knew it {made} ago; there is no newer one for 4 hours")


def pending(readings: Readings) -> str:
    """It is empty only once it is there."""
    known = readings.value(feeds.REPORT_ASKED_FOR)
    waits = known is not None and known.report is None
    return "IAM is making the report; it takes some seconds." if waits else ""


def password(row: ReportRow) -> str:
    """Of the root user IAM does not say."""
    if row.password is None:
        return "—"
    return "yes" if row.password else "no"


def mfa(row: ReportRow) -> str:
    """`NO` where a password alone will do."""
    if row.mfa:
        return "yes"
    return "no" if row.password is False else "NO"


def mfa_tone(row: ReportRow) -> Tone:
    """Red where it ought to be."""
    return "bad" if mfa(row) == "NO" else "plain"


def evidence(row: ReportRow, now: datetime) -> str:
    """The keys, one by one."""
    said = [f"key {n} {_key(row, n - 1, now)}" for n in range(1, len(row.keys) + 1)]
    return f"{row.user}: {', '.join(said) or 'no access keys'}"


def _key(row: ReportRow, index: int, now: datetime) -> str:
    key = row.keys[index]
    state = "active" if key.active else "inactive"
    if key.last_used is None:
        return f"{state}, never used"
    return f"{state}, used {ago(now - key.last_used)} ago for {key.service} in {key.region}"


CREDENTIAL_REPORT: View[ReportRow] = View(
    name="credential-report",
    aliases=("report",),
    about=(Kind.REGION,),
    columns=(
        Column("user", "USER", 18, lambda r, _: r.user, lambda r: (not r.is_root, r.user), 1),
        Column("password", "PASSWORD", 8, lambda r, _: password(r), password),
        age_column("signed-in", "USED", lambda r: r.password_last_used, width=5),
        age_column("changed", "CHANGED", lambda r: r.password_last_changed, width=7,
                   drops=2),
        Column("mfa", "MFA", 3, lambda r, _: mfa(r), mfa, tone=mfa_tone),
        number_column("keys", "KEYS ON", 7, lambda r: sum(key.active for key in r.keys)),
        number_column("off", "OFF", 3, lambda r: sum(not key.active for key in r.keys), drops=3),
        age_column("key-used", "KEY USED", lambda r: max(
            (k.last_used for k in r.keys if k.last_used is not None), default=None),
                   width=8, drops=1),
        number_column("certificates", "X.509", 5, lambda r: r.certificates, drops=4),
    ),
    feeds=lambda _, __: (feeds.REPORT_ASKED_FOR,),
    table=table,
    key=lambda r: r.arn,
    searched=lambda r: r.user,
    evidence=evidence,
    empty=lambda _: "IAM's report has nobody in it.",
    sort=("user", False),
    pending=pending,
    inspects=lambda r, _: Subject(Kind.USER, "root" if r.is_root else r.user, r.arn),
)  # fmt: skip
