"""Sessions, changes and notes in the order of time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ecstui.aws.errors import tidy
from ecstui.cli.journal.changes import Change, changes
from ecstui.cli.journal.words import place, short, when, who
from ecstui.journal import Gap, Note, Reading, Session

HEADINGS = ("TIME (UTC)", "WHAT", "TARGET", "OUTCOME", "EFFECT")

WIDEST = 60
"""A longer text pushes what stands behind it, in its own line only."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; a change has one for each of its targets."""

    at: datetime
    session_id: str
    what: str
    target: str = ""
    outcome: str = ""
    effect: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As they are shown."""
        return (when(self.at), *map(tidy, (self.what, self.target, self.outcome, self.effect)))


def rows(readings: Iterable[Reading]) -> list[Row]:
    """All of them, the newest last."""
    known = tuple(readings)
    found = [row for reading in known for row in _rows_of(reading)]
    found += [row for change in changes(known) for row in _change_rows(change)]
    return sorted(found, key=lambda row: row.at)


def table(lines: Sequence[Row]) -> Iterator[str]:
    """The rows under their headings; no text is cut."""
    cells = [HEADINGS, *(row.cells for row in lines)]
    widths = [min(WIDEST, max(len(line[at]) for line in cells)) for at in range(len(HEADINGS))]
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _rows_of(reading: Reading) -> Iterator[Row]:
    for session, entry in reading.with_sessions():
        its_id = session.session_id if session else reading.path.stem
        show = _SHOWN.get(type(entry.record))
        if show is not None:
            what, target, outcome = show(entry.record)
            at = getattr(entry.record, "happened_at", None) or entry.at
            yield Row(at, its_id, what, target, outcome)


def _session(record: Session) -> tuple[str, str, str]:
    return f"session {record.session_id}", place(record), f"{record.mode}, {who(record.caller_arn)}"


def _note(record: Note) -> tuple[str, str, str]:
    return "note", short(record.about or ""), record.text


def _gap(record: Gap) -> tuple[str, str, str]:
    return "gap", "", record.sentence


_SHOWN: dict[type, Callable[..., tuple[str, str, str]]] = {
    Session: _session,
    Note: _note,
    Gap: _gap,
}


def _change_rows(change: Change) -> Iterator[Row]:
    its_id = change.session.session_id if change.session else ""
    for target in change.targets:
        outcome, effect = change.outcome(target), change.effect(target)
        yield Row(change.at, its_id, change.intent.action, short(target), outcome, effect)
