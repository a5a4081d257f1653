"""What the last use of the old key says about whether it can go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecstui.analysis.rotation import SeenKey, Standing
from ecstui.analysis.wording import ago

GRANULARITY = timedelta(minutes=15)
"""Of several uses within so long, only the first is noted (IAM User Guide)."""
STS = "sts"
"""With whose GetCallerIdentity a new key is tried."""
ENOUGH = timedelta(hours=24)
"""So long the old key is to be watched: what runs once a day shows by then."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be known before the old key goes.

    :param fine: True if it speaks for it, False against it, None if it is not known.
    """

    name: str
    fine: bool | None
    sentence: str


def remarks(standing: Standing, region: str, now: datetime) -> tuple[Remark, ...]:
    """All that the uses of both keys say.

    :param region: the one that the console looks at.
    """
    since, old = standing.watched_since, standing.old
    if since is None or old is None or standing.new is None:
        return ()
    tried = standing.rotation.works if standing.rotation is not None else None
    return (_old(old, since, region, now), _watched(since, now), _new(standing.new, tried, now))


def told(seen: SeenKey, now: datetime) -> str:
    """`3h ago: s3 in eu-west-1`, `never`, or why it is not known."""
    if seen.use is None:
        return f"not known: {seen.why}"
    if seen.use.last_used_date is None:
        return "never"
    where = f"{seen.use.service_name} in {seen.use.region}"
    return f"{ago(now - seen.use.last_used_date)} ago: {where}"


def _old(old: SeenKey, since: datetime, region: str, now: datetime) -> Remark:
    name = "last use of the old key"
    if old.use is None:
        return Remark(name, None, f"not checked: {old.why}")
    at = old.use.last_used_date
    if at is None:
        return Remark(name, True, "it was never used")
    where = f"{old.use.service_name} in {old.use.region}"
    other = "" if old.use.region == region else f", another Region than {region}"
    if at >= since:
        said = (
            f"it was used {ago(at - since)} after the new key was there, {ago(now - at)} ago: "
            f"{where}{other}. Somebody still has it"
        )
        return Remark(name, False, said)
    if at + GRANULARITY >= since:
        said = f"within 15 minutes before the new key was there, and perhaps since: {where}{other}"
        return Remark(name, None, said)
    return Remark(name, True, f"not since the new key is there; before, {where}{other}")


def _watched(since: datetime, now: datetime) -> Remark:
    name, span = "watched", now - since
    if span >= ENOUGH:
        return Remark(name, True, f"for {ago(span)}")
    said = f"for {ago(span)} only: what uses it once a day shows after {ago(ENOUGH)}"
    if span < GRANULARITY:
        said = f"{said}, and uses are noted to 15 minutes"
    return Remark(name, False, said)


def _new(new: SeenKey, tried: datetime | None, now: datetime) -> Remark:
    """:param tried: when the console itself has used it."""
    name = "last use of the new key"
    if new.use is None:
        return Remark(name, None, f"not checked: {new.why}")
    if new.use.last_used_date is None:
        return Remark(name, False, "it was never used: nobody has taken it up")
    if tried is not None and new.use.service_name == STS and new.use.last_used_date <= tried:
        return Remark(name, False, "it was only tried from here: nobody has taken it up yet")
    return Remark(name, True, told(new, now))
