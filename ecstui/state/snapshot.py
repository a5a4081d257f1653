"""What is known of one thing, how old it is, and what keeps it from being newer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from ecstui.aws.errors import AwsFailure, Denied, Expired, Throttled, Unreachable

T = TypeVar("T")

STALE_AFTER = 3
"""So many missed intervals make a snapshot stale."""


class Condition(StrEnum):
    """The one state that a feed is in."""

    LOADING = "loading"
    READY = "ready"
    STALE = "stale"
    DENIED = "denied"
    THROTTLED = "throttled"
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """AWS understood and said no: not found, or a request it does not accept."""
    FAULT = "fault"
    """ecstui itself failed; the log has the traceback."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last attempt to refresh gave nothing. Times are this machine's own."""

    condition: Condition
    sentence: str
    """For a person: what happened and what to do."""
    since: datetime
    retry_at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[T]):
    """The last good value of a feed, kept through any trouble. Times are this machine's own."""

    feed: str
    generation: int
    """The context it belongs to; snapshots of another one are dropped."""
    value: T | None = None
    as_of: datetime | None = None
    interval: timedelta = timedelta(seconds=5)
    """How often the feed is refreshed at present."""
    trouble: Trouble | None = None

    def condition(self, now: datetime) -> Condition:
        """The state it is in at `now`, this machine's own time."""
        if self.trouble is not None:
            return self.trouble.condition
        if self.as_of is None:
            return Condition.LOADING
        late = now - self.as_of > self.interval * STALE_AFTER
        return Condition.STALE if late else Condition.READY


def condition_of(failure: AwsFailure) -> Condition:
    """Which condition a failed read puts a feed in."""
    kinds = (
        (Denied, Condition.DENIED),
        (Throttled, Condition.THROTTLED),
        (Expired, Condition.EXPIRED),
        (Unreachable, Condition.UNREACHABLE),
    )
    for kind, condition in kinds:
        if isinstance(failure, kind):
            return condition
    return Condition.REFUSED
