"""Users and roles as rows, from what could be read of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ecstui.analysis.identity.key_facts import judge_key
from ecstui.analysis.identity.user_facts import Sources, UserFacts, everybody
from ecstui.analysis.identity.user_health import judge_user
from ecstui.analysis.verdict import Verdict
from ecstui.model.iam_user import IamUser
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.snapshot import Condition
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings

USER_FEEDS: tuple[Feed[Any], ...] = (
    feeds.IAM_USERS,
    feeds.CREDENTIAL_REPORT,
    feeds.IAM_DETAILS,
    feeds.IAM_SUMMARY,
    feeds.USER_KEYS,
)
"""What a list of users is made of; only the users themselves must be read."""
NEEDED: Mapping[str, tuple[str, str]] = {
    feeds.CREDENTIAL_REPORT.key: ("console and MFA", "iam:GetCredentialReport"),
    feeds.IAM_DETAILS.key: ("groups", "iam:GetAccountAuthorizationDetails"),
    feeds.IAM_SUMMARY.key: ("root", "iam:GetAccountSummary"),
    feeds.USER_KEYS.key: ("keys", "iam:ListAccessKeys"),
}
"""Which columns need which permission, by the feed that has them."""
STANDS = timedelta(minutes=5)
"""So long a judgement stands while nothing is news."""
ASK = "`:credential-report` has IAM make a report of console, MFA, keys and root"


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user and what is thought of them."""

    facts: UserFacts
    verdict: Verdict
    keys: tuple[Verdict, ...] = ()
    """What is thought of each key."""
    needs: str = ""
    """What is not known for want of which permissions."""
    judged_at: datetime | None = field(default=None, compare=False)

    def stands(self, facts: UserFacts, needs: str, now: datetime) -> bool:
        """Whether nothing is news since it was judged, a short while ago."""
        if self.judged_at is None or now - self.judged_at >= STANDS:
            return False
        return self.needs == needs and self.facts == facts


def user_rows(readings: Readings) -> list[UserRow]:
    """The root user first, then everybody."""
    known = sources(readings)
    needs = needed(readings)
    before = {row.facts.arn: row for row in readings.before if isinstance(row, UserRow)}
    return [_row(it, needs, readings.now, before.get(it.arn)) for it in everybody(known)]


def _row(facts: UserFacts, needs: str, now: datetime, before: UserRow | None) -> UserRow:
    """The row that was there if nothing has changed: what is judged here goes by days."""
    if before is not None and before.stands(facts, needs, now):
        return before
    keys = tuple(judge_key(key, now) for key in facts.keys or ())
    return UserRow(facts, judge_user(facts, now), keys, needs, now)


def sources(readings: Readings) -> Sources:
    """What has been read so far."""
    users = readings.value(feeds.IAM_USERS) or ()
    reported, keys = readings.value(feeds.CREDENTIAL_REPORT), readings.value(feeds.USER_KEYS)
    return Sources(
        root_arn=_root_arn(users),
        users=users,
        details=readings.value(feeds.IAM_DETAILS),
        report=reported.report if reported is not None else None,
        keys={each.user: each for each in keys.items} if keys is not None else None,
        summary=readings.value(feeds.IAM_SUMMARY),
    )


def needed(readings: Readings) -> str:
    """`keys need iam:ListAccessKeys`, of everything that is denied."""
    said = [
        f"{what} {'needs' if what == 'root' else 'need'} {action}"
        for key, (what, action) in NEEDED.items()
        if _denied(readings, key)
    ]
    keys = readings.value(feeds.USER_KEYS)
    missing = {each.missing for each in keys.items if each.missing} if keys is not None else set()
    return ", ".join([*said, *(f"last uses need {action}" for action in sorted(missing))])


def _denied(readings: Readings, key: str) -> bool:
    trouble = readings.snapshots[key].trouble if key in readings.snapshots else None
    return trouble is not None and trouble.condition is Condition.DENIED


def _root_arn(users: tuple[IamUser, ...]) -> str:
    """`arn:aws:iam::123456789012:root`, of whatever partition the account is in."""
    return f"{users[0].arn.rpartition(':')[0]}:root" if users else ""


def user_subject(facts: UserFacts) -> Subject:
    """A user, by ARN."""
    return Subject(Kind.USER, facts.name, facts.arn)
