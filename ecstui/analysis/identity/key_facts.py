"""An access key as far as it is known, by itself or from the credential report, and how it stands.

The limits are those of aws-foundations benchmarks (CIS 1.12 and 1.14: 45 and 90 days) and 15 days
of warning.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecstui.analysis.verdict import Level, Verdict
from ecstui.model.access_key import NOT_APPLICABLE
from ecstui.model.credential_report import ReportedKey
from ecstui.model.user_credentials import KeyInUse

DUE = timedelta(days=75)
"""From this age on a key is to be rotated soon."""
OLD = timedelta(days=90)
UNUSED = timedelta(days=45)
"""A key that nobody has used for so long is one that nobody would miss."""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """An access key.

    :param key_id: empty where only the credential report tells of it.
    :param used_at: None if it was never used; meaningless unless `use_known`.
    """

    active: bool
    since: datetime | None
    key_id: str = ""
    used_at: datetime | None = None
    service: str = ""
    region: str = ""
    use_known: bool = True


def of_key(known: KeyInUse) -> KeyFacts:
    """From what IAM tells of the key itself."""
    key, used = known.key, known.used
    if used is None:
        return KeyFacts(key.is_active, key.create_date, key.access_key_id, use_known=False)
    service, region = (
        "" if text == NOT_APPLICABLE else text for text in (used.service_name, used.region)
    )
    made = key.create_date
    return KeyFacts(key.is_active, made, key.access_key_id, used.last_used_date, service, region)


def of_report(key: ReportedKey) -> KeyFacts:
    """From the credential report."""
    return KeyFacts(key.active, key.last_rotated, "", key.last_used, key.service, key.region)


def judge_key(key: KeyFacts, now: datetime) -> Verdict:
    """OFF, OLD, DUE, UNUSED or FRESH, in this order."""
    age = now - key.since if key.since is not None else None
    named = key.key_id or "a key"
    if not key.active:
        return Verdict("OFF", Level.QUIET, (f"{named} is inactive",))
    if key.since is not None and age is not None and age >= OLD:
        days = f", the limit is {OLD.days} days"
        return Verdict("OLD", Level.RED, (f"{named} is ", key.since, f" old{days}"))
    if key.since is not None and age is not None and age >= DUE:
        return Verdict("DUE", Level.AMBER, (f"{named} is ", key.since, " old: rotate it soon"))
    if unused(key, now):
        said = ("never used",) if key.used_at is None else ("last used ", key.used_at, " ago")
        return Verdict("UNUSED", Level.AMBER, (f"{named}: ", *said))
    return Verdict("FRESH", Level.GOOD, (f"{named} is fresh",))


def unused(key: KeyFacts, now: datetime) -> bool:
    """Whether nobody has used it for long; never used counts from when it was made."""
    if not key.use_known:
        return False
    last = key.used_at or key.since
    return last is not None and now - last >= UNUSED
