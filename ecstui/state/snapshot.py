"""What is known of one thing, how old it is, and what keeps it from being newer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import inf
from typing import Generic, TypeVar

from ecstui.aws.errors import AwsFailure, Denied, Expired, Throttled, Unreachable
from ecstui.state.moment import Moment

T = TypeVar("T")


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
    """Why the last attempt to refresh gave nothing."""

    condition: Condition
    sentence: str
    """For a person: what happened and what to do."""
    at: Moment
    pause: float
    """Seconds from then until the next attempt."""

    def retry_in(self, now: Moment) -> timedelta:
        """Time left until the next attempt; negative when it is due."""
        return timedelta(seconds=self.pause) - now.since(self.at)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the first reading of a long list has come."""

    read: int
    total: int
    words: str = ""
    """Instead of numbers, where nobody knows how many there are."""

    @property
    def text(self) -> str:
        """`2,300 of 10,000 read`."""
        return self.words or f"{self.read:,} of {self.total:,} read"


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[T]):
    """The last good value of a feed, kept through any trouble."""

    feed: str
    value: T | None = None
    """While the feed has never been read wholly: what has been read so far, if anything."""
    as_of: Moment | None = None
    """When its reading began; nothing in it is older, except the items of a `Roster`.

    Of a feed that follows another: when the reading of that one began which it is made of.
    None as long as it has never been read wholly.
    """
    aws_time: datetime | None = None
    """AWS's time at that moment, by which the value is to be judged."""
    due: float = inf
    """When it ought to be read again, monotonic."""
    patience: float = 10.0
    """Seconds past `due` from which on it is stale."""
    trouble: Trouble | None = None
    progress: Progress | None = None
    """How far the first reading has come: the value is not whole."""

    def condition(self, now: Moment) -> Condition:
        """The state it is in at `now`."""
        if self.trouble is not None:
            return self.trouble.condition
        if self.as_of is None:
            return Condition.LOADING
        # By the age, which goes on while the machine sleeps.
        overdue = self.as_of.monotonic + now.since(self.as_of).total_seconds() - self.due
        return Condition.STALE if overdue > self.patience else Condition.READY


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
