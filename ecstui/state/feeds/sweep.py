"""What of a long list is read this time: a choice without I/O.

A cluster's counts cost one call and tell that something changed, not what. So every turn reads
what is seen, what is new and what moves, and keeps some room for what was read longest ago, so
that everything is read again in rotation. When the counts changed, everything is read at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import ceil, inf

from ecstui.state.moment import Moment
from ecstui.state.roster import Ledger, Signal

LISTED_EVERY = 60.0
"""Seconds after which a list is listed again though no count has changed."""
SECONDS_PER_CALL = 0.6
"""Seconds from one whole reading to the next for each of its calls: so they take a third of our
share of the 20 calls a second that AWS allows."""
PAGE = 100
"""What a list operation gives in one call."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one reading is to do."""

    relist: bool
    """Whether to list again."""
    whole: bool
    """Whether to describe everything."""
    owed: bool
    """Whether that would be due, but was done too lately."""


def services_turn(ledger: Ledger, signal: Signal, now: Moment, calls: int, shortest: float) -> Turn:
    """What to do about the services of a cluster.

    :param signal: the cluster's counts now.
    :param calls: how many calls a whole reading takes.
    :param shortest: seconds that lie between two whole readings at least.
    """
    changed = ledger.owed or signal != ledger.signal
    whole = changed and _passed(ledger.whole_at, now, max(shortest, calls * SECONDS_PER_CALL))
    relist = (
        ledger.signal is None
        or signal.active_services != ledger.signal.active_services
        or _passed(ledger.listed_at, now, LISTED_EVERY)
    )
    return Turn(relist, whole, changed and not whole)


def tasks_due(
    ledger: Ledger, signal: Signal | None, now: Moment, calls: int, shortest: float
) -> bool:
    """Whether to list the tasks of a cluster again.

    :param signal: the cluster's counts now.
    :param calls: how many calls that takes.
    :param shortest: seconds that lie between two times at least.
    """
    pause = max(shortest, calls * SECONDS_PER_CALL)
    changed = signal != ledger.signal
    return _passed(ledger.listed_at, now, max(pause, LISTED_EVERY)) or (
        changed and _passed(ledger.listed_at, now, pause)
    )


def pages(number: int) -> int:
    """How many calls it takes to list so many."""
    return max(1, ceil(number / PAGE))


def choose(
    listed: Sequence[str],
    read_at: Mapping[str, Moment],
    urgent: Sequence[Collection[str]],
    room: int,
    rota: int,
) -> list[str]:
    """The ARNs to describe, at most `room` of those `listed`.

    :param read_at: when each was read; those that never were come first of their kind.
    :param urgent: groups, the most urgent one first.
    :param rota: how much of the room is kept for what was read longest ago.
    """
    oldest = sorted(listed, key=lambda arn: _age_key(read_at.get(arn)))
    first = dict.fromkeys(islice(_unique(urgent, oldest), room - rota))
    return list(islice(dict.fromkeys(chain(first, oldest)), room))


def _unique(urgent: Sequence[Collection[str]], oldest: Sequence[str]) -> Iterator[str]:
    """The members of the groups that are listed, group by group, each once."""
    return iter(dict.fromkeys(arn for group in urgent if group for arn in oldest if arn in group))


def _age_key(read: Moment | None) -> float:
    return -inf if read is None else read.monotonic


def _passed(since: Moment, now: Moment, seconds: float) -> bool:
    return now.since(since).total_seconds() >= seconds
