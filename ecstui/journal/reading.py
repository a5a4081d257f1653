"""Reading the journal's files, and what is wrong with them."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecstui.journal.lines import NOTHING_BEFORE, Entry, parse
from ecstui.journal.records import Gap, PreviousFile, Session

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as the journal wrote it.

    :param line: from 1; None for the file as a whole.
    """

    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read.

    :param entries: the records that can be read, those after a broken place too.
    :param problems: what breaks the chain; none if the file is whole.
    :param remarks: what does not, such as a last line that was cut when the process was killed.
    """

    path: Path
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def session(self) -> Session | None:
        """The first record, if it can be read."""
        first = self.entries[0].record if self.entries else None
        return first if isinstance(first, Session) else None

    def with_sessions(self) -> Iterator[tuple[Session | None, Entry]]:
        """The records, each with who worked where then."""
        session: Session | None = None
        for entry in self.entries:
            if isinstance(entry.record, Session):
                session = entry.record
            yield session, entry

    @property
    def refused(self) -> frozenset[int]:
        """The numbers of records that were reported as not written: nothing came of them."""
        gaps = (entry.record for entry in self.entries if isinstance(entry.record, Gap))
        return frozenset(n for gap in gaps for n in gap.refused)


def read_all(directory: Path) -> tuple[Reading, ...]:
    """All files of a journal, the oldest session first; none if there is no such folder.

    Each session names the newest file before it: one that is gone since is among them too, without
    records, and one that has become shorter has a problem more.

    :raises OSError: the folder cannot be read.
    """
    readings = {path.name: read_journal(path) for path in journal_files(directory)}
    for reading in tuple(readings.values()):
        named = reading.session.previous_file if reading.session else None
        if named is None:
            continue
        known = readings.get(named.name, Reading(directory / named.name, ()))
        wrong = _missing(named, known, reading.path.name, gone=named.name not in readings)
        readings[named.name] = _with(known, wrong)
    return tuple(readings[name] for name in sorted(readings))


def journal_files(directory: Path) -> Sequence[Path]:
    """The journal's files in a folder, the oldest session first.

    :raises OSError: the folder is there and cannot be read.
    """
    if not directory.exists():
        return ()
    return sorted(path for path in directory.iterdir() if path.name.endswith(SUFFIX))


def read_journal(path: Path) -> Reading:
    """The records of a file and what is wrong with it; a file that cannot be read is a problem."""
    try:
        data = _content(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Reading(path, (), (Problem(None, f"it cannot be read: {why}"),))
    return checked(path, data)


def checked(path: Path, data: bytes) -> Reading:
    """The same of a file's content."""
    *lines, rest = data.split(b"\n")
    chain = _Chain()
    for number, line in enumerate(lines, 1):
        chain.take(number, line)
    if rest:
        cut = f"the last line is cut after {len(rest)} bytes: what it was to say is not known"
        chain.remarks.append(Problem(len(lines) + 1, cut))
    chain.end()
    return Reading(path, tuple(chain.entries), tuple(chain.problems), tuple(chain.remarks))


def newest_other(directory: Path, name: str) -> PreviousFile | None:
    """The newest file of a journal but the one of that name, as a session record names it.

    :raises OSError: the folder cannot be read.
    """
    others = [path for path in journal_files(directory) if path.name != name]
    if not others:
        return None
    try:
        reading = checked(others[-1], _content(others[-1]))
    except OSError:  # Somebody else's: that it is there can be told all the same.
        return PreviousFile(others[-1].name, None, "")
    last = reading.entries[-1].hash if reading.entries else ""
    return PreviousFile(others[-1].name, len(reading.entries), last)


class _Chain:
    """One walk through the lines of a file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self._unread: list[Problem] = []
        self._next, self._before = 1, NOTHING_BEFORE

    def take(self, number: int, line: bytes) -> None:
        try:
            entry = parse(line)
        except ValueError as error:
            self._unread.append(Problem(number, str(error)))
            return
        self._lines_before(entry)
        if (entry.n, entry.previous) != (self._next, self._before):
            self.problems.append(Problem(number, self._broken(entry)))
        elif entry.n == 1 and not isinstance(entry.record, Session):
            self.problems.append(Problem(number, "the file does not begin with its session"))
        self.entries.append(entry)
        self._next, self._before = entry.n + 1, entry.line_hash

    def end(self) -> None:
        self.problems += self._unread
        self.problems.sort(key=lambda problem: problem.line or 0)

    def _lines_before(self, entry: Entry) -> None:
        """Lines that cannot be read are no problem where the journal says that it cut them."""
        told = isinstance(entry.record, Gap) and entry.record.cut == len(self._unread)
        (self.remarks if told else self.problems).extend(self._unread)
        self._unread = []

    def _broken(self, entry: Entry) -> str:
        if entry.n != self._next:
            return f"record {self._next} should stand here, and not {entry.n}"
        return f"record {entry.n} does not follow the one before it: that has been changed"


def _content(path: Path) -> bytes:
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(file, "rb") as reader:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(0, "it is no regular file")
        return reader.read()


def _missing(named: PreviousFile, known: Reading, by: str, *, gone: bool) -> str:
    """What is wrong with a file that a later one names; empty if nothing is."""
    if gone:
        return f"it is gone: {by} names it"
    if not named.records or any(problem.line is None for problem in known.problems):
        return ""
    there = [entry.hash for entry in known.entries]
    if len(there) < named.records:
        return f"it had {named.records} records when {by} began, and has {len(there)}"
    if there[named.records - 1] != named.last_hash:
        return f"its record {named.records} is not the one that was there when {by} began"
    return ""


def _with(reading: Reading, wrong: str) -> Reading:
    problems = (*reading.problems, Problem(None, wrong)) if wrong else reading.problems
    return Reading(reading.path, reading.entries, problems, reading.remarks)
