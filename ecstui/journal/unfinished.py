"""Changes that no session has seen to their end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ecstui.journal.holding import is_held
from ecstui.journal.lines import Entry
from ecstui.journal.reading import Reading, read_all
from ecstui.journal.records import Effect, Intent, Outcome, Session, Stage


class Doubt(StrEnum):
    """What is not known of a change."""

    DONE_AT_ALL = "nobody knows whether AWS did it"
    """There is no outcome, or AWS did not say."""
    ENDED = "begun, and never seen to end"
    """AWS accepted it."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A change at some targets, with what is needed to look at AWS again.

    :param session: who worked where; None if the record of that cannot be read.
    :param intent: of the call that is in doubt, or else of the last one.
    :param intended: when it was written down, AWS's time.
    :param outcome: None if there is none.
    :param targets: the ARNs of which no end is known.
    """

    doubt: Doubt
    session_id: str
    session: Session | None
    intent: Intent
    intended: Entry
    outcome: Outcome | None
    targets: tuple[str, ...]

    @property
    def request_id(self) -> str | None:
        """AWS's id of the call, if it answered."""
        return self.outcome.request_id if self.outcome else None


def unfinished(directory: Path, except_session: str = "") -> tuple[Unfinished, ...]:
    """What earlier sessions left without an end, the oldest first.

    It is settled by an `Effect` with its change_id and target in any session's file; `Stage.LEFT`
    alone settles nothing.

    A session that is still at work follows its changes itself: those are not told.

    :param except_session: the id of the session that asks; what it has begun is not told.
    :raises OSError: the folder cannot be read.
    """
    return left_open(read_all(directory), except_session, is_held)


def left_open(
    readings: Iterable[Reading],
    except_session: str = "",
    at_work: Callable[[Path], bool] = lambda _: False,
) -> tuple[Unfinished, ...]:
    """The same of files that were read.

    :param at_work: whether the session of a file is.
    """
    known = tuple(readings)
    ended = _ended(known)
    found: list[Unfinished] = []
    for reading in known:
        session = reading.session.session_id if reading.session else _named(reading)
        if session == except_session:
            continue
        left = tuple(_of_file(reading, session, ended))
        if left and not at_work(reading.path):
            found += left
    return tuple(sorted(found, key=lambda one: one.intended.at))


def _named(reading: Reading) -> str:
    """The id of a session whose first record cannot be read."""
    return reading.path.stem.partition("-")[2]


def _ended(readings: Iterable[Reading]) -> set[tuple[str, str]]:
    """The changes with the targets at which they are known to have ended."""
    records = (entry.record for reading in readings for entry in reading.entries)
    effects = (record for record in records if isinstance(record, Effect))
    return {(e.change_id, e.target) for e in effects if e.stage is not Stage.LEFT}


def _of_file(reading: Reading, its_id: str, ended: set[tuple[str, str]]) -> Iterable[Unfinished]:
    records = (entry.record for entry in reading.entries)
    outcomes = {(r.change_id, r.index): r for r in records if isinstance(r, Outcome)}
    for (change_id, targets), calls in _steps(reading).items():
        left = tuple(target for target in targets if (change_id, target) not in ended)
        if not left or (found := _doubt(calls, outcomes)) is None:
            continue
        doubt, (session, entry, intent) = found
        outcome = outcomes.get((change_id, intent.index))
        yield Unfinished(doubt, its_id, session, intent, entry, outcome, left)


_Sent = tuple[Session | None, Entry, Intent]


def _steps(reading: Reading) -> dict[tuple[str, tuple[str, ...]], list[_Sent]]:
    """The calls that were made for the same targets of a change, in their order."""
    found: dict[tuple[str, tuple[str, ...]], list[_Sent]] = {}
    for session, entry in reading.with_sessions():
        if isinstance(intent := entry.record, Intent) and entry.n not in reading.refused:
            found.setdefault((intent.change_id, intent.targets), []).append(
                (session, entry, intent)
            )
    return found


def _doubt(
    calls: Sequence[_Sent], outcomes: dict[tuple[str, int], Outcome]
) -> tuple[Doubt, _Sent] | None:
    """What is not known of the calls for the same targets; None if the last one was refused."""
    for call in calls:
        outcome = outcomes.get((call[2].change_id, call[2].index))
        if outcome is None or (outcome.error is not None and outcome.may_have_happened):
            return Doubt.DONE_AT_ALL, call
    last = outcomes[calls[-1][2].change_id, calls[-1][2].index]
    return (Doubt.ENDED, calls[-1]) if last.error is None else None
