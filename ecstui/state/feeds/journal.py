"""The records of the journal: this session's, and those that stand in earlier files."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ecstui.journal import Effect, Entry, Intent, Journal, Outcome, Reading, Session, read_journal
from ecstui.journal.reading import journal_files
from ecstui.state.feed import Feed, Source

JOURNAL_KNOWN = "journal"
"""The name under which this machine tells them."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record, with what is known of it from others of its file.

    :param file: the name of the file.
    :param session: who worked where; None if the record of that cannot be read.
    :param intent: of an outcome or effect: what it is about, if that is known.
    :param outcome: of an intent: what came of the call, if that is known.
    :param sent: False of an intent that was reported as not written: the call was not made.
    """

    file: str
    session: Session | None
    entry: Entry
    intent: Intent | None = None
    outcome: Outcome | None = None
    sent: bool = True

    @property
    def key(self) -> str:
        """Stands for it among all records."""
        return f"{self.file}:{self.entry.n}"


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that could be read.

    :param broken: the names of the files that are not as they were written.
    :param trouble: why there are no earlier files here, in a sentence; empty if nothing is wrong.
    """

    items: tuple[Recorded, ...] = ()
    broken: tuple[str, ...] = ()
    trouble: str = ""


async def _records(source: Source) -> Records:
    known = await source.local(JOURNAL_KNOWN)
    return known if isinstance(known, Records) else Records()


class JournalShelf:
    """Reads a journal's folder, each file again only when it has changed.

    :param journal: this session's, whose records need not be read from its file.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[Path, tuple[tuple[int, int], Reading]] = {}
        self._reading = asyncio.Lock()

    async def read(self) -> Records:
        """Every record that can be read, session by session; the files are read in a thread."""
        async with self._reading:
            try:
                earlier = await asyncio.to_thread(self._earlier)
            except OSError as error:
                why = error.strerror or type(error).__name__
                trouble = f"Earlier sessions' files in {self._journal.directory}: {why}."
                return Records(joined(self._own()), trouble=trouble)
        broken = tuple(reading.path.name for reading in earlier if reading.problems)
        return Records(joined([*earlier, *self._own()]), broken)

    def _own(self) -> list[Reading]:
        path = self._journal.path
        return [Reading(path, tuple(self._journal.records))] if path is not None else []

    def _earlier(self) -> list[Reading]:
        own = self._journal.path
        paths = [path for path in journal_files(self._journal.directory) if path != own]
        self._known = {path: self._read(path) for path in paths}
        return [reading for _, reading in self._known.values()]

    def _read(self, path: Path) -> tuple[tuple[int, int], Reading]:
        try:
            status = path.lstat()
            stamp = (status.st_size, status.st_mtime_ns)
        except FileNotFoundError:  # Removed a moment ago.
            return (0, 0), Reading(path, ())
        known = self._known.get(path)
        return known if known is not None and known[0] == stamp else (stamp, read_journal(path))


def joined(readings: Sequence[Reading]) -> tuple[Recorded, ...]:
    """The records of files, each with those that it belongs to: an effect may stand in another."""
    intents: dict[tuple[str, object], Intent] = {}
    for reading in readings:
        for entry in reading.entries:
            if isinstance(intent := entry.record, Intent):
                intents[intent.change_id, intent.index] = intent
                intents |= dict.fromkeys(((intent.change_id, t) for t in intent.targets), intent)
    return tuple(record for reading in readings for record in _of_file(reading, intents))


def _of_file(reading: Reading, intents: Mapping[tuple[str, object], Intent]) -> Iterator[Recorded]:
    records = [entry.record for entry in reading.entries]
    outcomes = {(r.change_id, r.index): r for r in records if isinstance(r, Outcome)}
    for session, entry in reading.with_sessions():
        made = Recorded(reading.path.name, session, entry, sent=entry.n not in reading.refused)
        match entry.record:
            case Intent(change_id=change, index=index):
                yield replace(made, outcome=outcomes.get((change, index)))
            case Outcome(change_id=change, index=index):
                yield replace(made, intent=intents.get((change, index)))
            case Effect(change_id=change, target=target):
                yield replace(made, intent=intents.get((change, target)))
            case _:
                yield made


JOURNAL: Feed[Records] = Feed("journal", _records, rests=False, local=True)
