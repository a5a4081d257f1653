"""What is written is on disk, in order, and readable as it was meant."""

import asyncio
import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from ecstui.journal import (
    Entry,
    Intent,
    Journal,
    JournalUnwritable,
    Note,
    Outcome,
    Record,
    Session,
    read_all,
    read_journal,
)
from tests.conftest import ManualTime
from tests.journal.conftest import Open
from tests.journal.records import effect, intent, outcome, session


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def lines(folder: Path) -> list[bytes]:
    return only(folder).read_bytes().splitlines()


async def test_who_only_looks_leaves_no_file(opened: Open, folder: Path) -> None:
    journal = opened()
    await journal.close()
    assert not os.listdir(folder.parent.parent)
    assert journal.path is None


async def test_the_session_comes_first_and_all_is_read_as_it_was_written(
    opened: Open, folder: Path
) -> None:
    journal = opened()
    written: list[Record] = [intent(), outcome(), effect(), Note("the cache was cold")]
    for record in written:
        await journal.write(record)
    path = only(folder)
    assert path.name == "20260101T000100Z-s1.jsonl"
    reading = read_journal(path)
    assert [entry.record for entry in reading.entries] == [session(), *written]
    assert [entry.n for entry in reading.entries] == [1, 2, 3, 4, 5]
    assert (reading.problems, reading.remarks) == ((), ())
    assert tuple(journal.records) == reading.entries


async def test_files_are_for_their_owner_only(opened: Open, folder: Path) -> None:
    old = os.umask(0)
    try:
        await opened().write(Note("x"))
    finally:
        os.umask(old)
    path = only(folder)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (folder.parent, folder, path)]
    assert modes == [0o700, 0o700, 0o600]


async def test_each_line_is_canonical_and_has_the_hash_of_the_one_before(
    opened: Open, folder: Path
) -> None:
    journal = opened()
    await journal.write(Note("zwölf ✓"))
    await journal.write(intent())
    before = "0" * 64
    for line in lines(folder):
        members = json.loads(line)
        assert members["previous"] == before
        assert members["at"] == "2026-01-01T00:01:00.000000Z"
        text = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert text.encode() == line
        said = members.pop("hash")
        text = json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert said == hashlib.sha256(text.encode()).hexdigest()
        before = hashlib.sha256(line).hexdigest()


async def test_a_record_is_synced_before_write_returns(
    opened: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, int]] = []
    really = os.fsync

    def fsync(file: int) -> None:
        synced.append((Path(os.readlink(f"/proc/self/fd/{file}")).name, os.fstat(file).st_size))
        really(file)

    monkeypatch.setattr(os, "fsync", fsync)
    await opened().write(Note("x"))
    path = only(folder)
    assert synced[-1] == (path.name, path.stat().st_size)
    names = [name for name, _ in synced]
    assert names.count("journal") == 1
    assert names.index("journal") < names.index(path.name)


async def test_records_of_many_writers_keep_their_order(opened: Open) -> None:
    journal = opened()
    await asyncio.gather(*(journal.write(Note(str(n))) for n in range(50)))
    notes = [entry.record for entry in journal.records[1:]]
    assert notes == [Note(str(n)) for n in range(50)]


async def test_listeners_hear_of_each_record_before_write_returns(opened: Open) -> None:
    journal = opened()
    heard: list[Entry] = []
    end = journal.on_record(heard.append)
    await journal.write(Note("a"))
    assert heard == list(journal.records)
    end()
    await journal.write(Note("b"))
    assert len(heard) == 2


async def test_another_context_is_told_once(opened: Open) -> None:
    journal = opened()
    await journal.write(Note("a"))
    journal.open(session(region="eu-west-1"))
    await journal.write(Note("b"))
    journal.open(session(region="eu-west-1"))
    await journal.write(Note("c"))
    kinds = [entry.kind for entry in journal.records]
    assert kinds == ["session", "note", "session", "note", "note"]
    again = journal.records[2].record
    assert isinstance(again, Session)
    assert (again.region, again.previous_file) == ("eu-west-1", None)


async def test_a_change_is_announced_once(opened: Open) -> None:
    journal = opened()
    await journal.write(intent(of=2))
    await journal.write(intent(of=2, index=2))
    with pytest.raises(ValueError, match="call 2 of change c1"):
        await journal.write(intent(of=2, index=2))


async def test_a_session_id_must_be_fit_for_a_name(folder: Path, time: ManualTime) -> None:
    for wrong in ("", "../x", "a/b", "a b", "x" * 65, "é"):
        with pytest.raises(ValueError, match="name of a file"):
            Journal(folder, time, wrong)


async def test_nothing_is_written_before_it_is_open_or_after_it_is_closed(
    folder: Path, time: ManualTime
) -> None:
    journal = Journal(folder, time, "s1")
    with pytest.raises(JournalUnwritable, match="not open"):
        await journal.write(Note("x"))
    journal.open(session())
    await journal.write(Note("x"))
    await journal.close()
    await journal.close()
    with pytest.raises(JournalUnwritable, match="not open"):
        await journal.write(Note("y"))
    assert len(lines(folder)) == 2


async def test_who_is_cancelled_leaves_a_whole_file(opened: Open, folder: Path) -> None:
    journal = opened()
    await journal.write(Note("a"))
    writing = asyncio.create_task(journal.write(Note("b")))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await journal.write(Note("c"))
    path = only(folder)
    reading = read_journal(path)
    assert reading.problems == ()
    assert [entry.record for entry in reading.entries if entry.record != Note("b")] == [
        session(),
        Note("a"),
        Note("c"),
    ]


async def test_each_record_stands_under_its_own_session(opened: Open, folder: Path) -> None:
    one, other = session(), session(region="eu-west-1", endpoint_url="https://other.example")
    journal = opened()
    await journal.write(intent("a"), one)
    journal.open(other)
    await journal.write(intent("b"), other)
    await journal.write(outcome("a"), one)
    await journal.write(outcome("b"))
    (reading,) = read_all(folder)
    told = [
        (whose.endpoint_url, entry.record.change_id)
        for whose, entry in reading.with_sessions()
        if whose is not None and isinstance(entry.record, Intent | Outcome)
    ]
    assert told == [("", "a"), (other.endpoint_url, "b"), ("", "a"), (other.endpoint_url, "b")]
    assert reading.problems == ()
