"""A list whose items were read at different times."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ecstui.model.listing import Listing
from ecstui.state.moment import Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Signal:
    """What tells that something in a cluster changed, without reading it."""

    active_services: int
    running: int
    pending: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the next reading of a roster goes by."""

    signal: Signal | None
    """The counts of the cluster before the last reading."""
    listed: tuple[str, ...]
    """The ARNs that the list operation gave last."""
    listed_at: Moment
    whole_at: Moment
    """When everything was last read at once."""
    owed: bool = False
    """Whether the counts have changed since then."""


@dataclass(frozen=True, slots=True)
class Roster(Listing[T]):
    """A listing of which a part is read at a time: first what is seen and what moves."""

    read_at: Mapping[str, Moment] = field(default_factory=dict)
    """When each was read, or could not be, by ARN."""
    ledger: Ledger | None = None
    """None while the first reading goes on."""

    def any_unread(self, arns: Iterable[str], now: Moment, seconds: float) -> bool:
        """Whether one of the items was not read within so many seconds."""
        read = [self.read_at.get(arn) for arn in arns]
        return any(at is None or now.since(at).total_seconds() > seconds for at in read)
