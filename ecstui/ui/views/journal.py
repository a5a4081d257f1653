"""The journal: what this session and those before it did and saw, record by record."""

from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.wording import quantity
from ecstui.journal import Note
from ecstui.state import feeds
from ecstui.state.feeds import Recorded, Records
from ecstui.ui.record_words import Words, words
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column

EMPTY = "Nothing has been written down yet: changes are by themselves, notes with `m` or `:note`."


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A record and what is said of it."""

    recorded: Recorded
    words: Words

    @property
    def kind(self) -> str:
        """`intent`, `outcome`, `effect`, `note`, …"""
        return self.recorded.entry.kind

    @property
    def at(self) -> datetime:
        """When it happened, which a note may say itself; else when it was written."""
        record = self.recorded.entry.record
        happened = record.happened_at if isinstance(record, Note) else None
        return happened or self.recorded.entry.at

    @property
    def order(self) -> tuple[float, str, int]:
        """By time; what was written in one moment, as it stands in the file."""
        return self.at.timestamp(), self.recorded.file, self.recorded.entry.n


def table(_: Subject, readings: Readings) -> Table[JournalRow]:
    """A row for every record."""
    records = readings.value(feeds.JOURNAL)
    if records is None:
        return Table()
    rows = [JournalRow(recorded, words(recorded)) for recorded in records.items]
    return Table(rows, len(rows), note(records))


def note(records: Records) -> str:
    """What is wrong with the files."""
    if records.trouble or not records.broken:
        return records.trouble
    files = quantity(len(records.broken), "file")
    verb = "is" if len(records.broken) == 1 else "are"
    return f"{files} of the journal {verb} not as written: `ecstui journal verify` says what."


def moment(row: JournalRow, _: datetime) -> str:
    """Day and time, UTC."""
    return f"{row.at:%m-%d %H:%M:%S}"


def evidence(row: JournalRow, _: datetime) -> str:
    """The record in full, and who worked where."""
    session, said = row.recorded.session, row.words
    who = f"session {session.session_id}" if session is not None else row.recorded.file
    told = ", ".join(filter(None, (said.what, said.target)))
    return f"{': '.join(filter(None, (told, said.outcome)))} · {who}"


def inspects(row: JournalRow, _: Subject) -> Subject:
    """The record."""
    return Subject(Kind.JOURNAL_RECORD, row.kind, row.recorded.key)


JOURNAL: View[JournalRow] = View(
    name="journal",
    aliases=("jo",),
    about=(Kind.REGION,),
    columns=(
        Column("time", "TIME UTC", 14, moment, lambda r: r.order),
        Column("kind", "KIND", 7, lambda r, _: r.kind, lambda r: r.kind, drops=1),
        Column("what", "WHAT", 14, lambda r, _: r.words.what, lambda r: r.words.what, 2,
               squeezed=12),
        Column(
            "target", "TARGET", 12, lambda r, _: r.words.target, lambda r: r.words.target, 2,
            cut="start", drops=1,
        ),
        Column(
            "outcome", "OUTCOME", 24, lambda r, _: r.words.outcome, lambda r: r.words.outcome, 4,
            squeezed=18, tone=lambda r: r.words.tone,
        ),
    ),
    feeds=lambda _, __: (feeds.JOURNAL,),
    table=table,
    key=lambda r: r.recorded.key,
    searched=lambda r: f"{r.kind} {r.words.what} {r.words.target} {r.words.outcome}",
    evidence=evidence,
    empty=lambda _: EMPTY,
    sort=("time", True),
    inspects=inspects,
)  # fmt: skip
