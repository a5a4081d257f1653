"""The append-only record of what this console did, as files in the user's state folder.

One file per session, one line of JSON per record, each with the hash of the line before it. What
was written is on disk before `Journal.write` returns, and secrets are in no file.
"""

from ecstui.journal.journal import Journal, JournalUnwritable
from ecstui.journal.lines import Entry
from ecstui.journal.reading import Problem, Reading, read_all, read_journal
from ecstui.journal.records import (
    Call,
    Effect,
    Gap,
    Intent,
    Note,
    Outcome,
    PreviousFile,
    Record,
    Session,
    Stage,
    Undo,
)
from ecstui.journal.unfinished import Doubt, Unfinished, unfinished

__all__ = [
    "Call",
    "Doubt",
    "Effect",
    "Entry",
    "Gap",
    "Intent",
    "Journal",
    "JournalUnwritable",
    "Note",
    "Outcome",
    "PreviousFile",
    "Problem",
    "Reading",
    "Record",
    "Session",
    "Stage",
    "Undo",
    "Unfinished",
    "read_all",
    "read_journal",
    "unfinished",
]
