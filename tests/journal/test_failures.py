"""Where the journal cannot be written, it says so; and goes on from what is there once it can."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ecstui.journal import (
    Gap,
    Journal,
    JournalUnwritable,
    Note,
    read_all,
    read_journal,
    unfinished,
)
from ecstui.journal.file import SessionFile
from tests.conftest import START, ManualTime
from tests.journal.conftest import Open
from tests.journal.records import intent, session

Break = Callable[[str, Callable[..., int]], None]


class Disk:
    """Lets `os.write` and `os.fsync` fail for a while."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full_after: int | None = None
        self.broken = False
        self._write, self._fsync = os.write, os.fsync
        monkeypatch.setattr(os, "write", self.write)
        monkeypatch.setattr(os, "fsync", self.fsync)

    def write(self, file: int, data: bytes) -> int:
        if self.full_after is None or not self._is_journal(file):
            return self._write(file, data)
        if self.full_after == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = self._write(file, data[: self.full_after])
        self.full_after -= written
        return written

    def fsync(self, file: int) -> None:
        if self.broken and self._is_journal(file):
            raise OSError(errno.EIO, "Input/output error")
        self._fsync(file)

    def _is_journal(self, file: int) -> bool:
        return os.readlink(f"/proc/self/fd/{file}").endswith(".jsonl")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def notes(path: Path) -> list[str]:
    reading = read_journal(path)
    assert reading.problems == ()
    return [e.record.text for e in reading.entries if isinstance(e.record, Note)]


@pytest.mark.parametrize("after", [0, 1, 40, 150])
async def test_a_full_disk_leaves_a_gap(opened: Open, disk: Disk, after: int) -> None:
    journal = opened()
    await journal.write(Note("before"))
    disk.full_after = after
    for _ in range(3):
        with pytest.raises(JournalUnwritable, match="No space left on device"):
            await journal.write(Note("lost"))
    disk.full_after = None
    await journal.write(Note("after"))
    assert journal.path is not None
    assert notes(journal.path) == ["before", "after"]
    reading = read_journal(journal.path)
    assert tuple(journal.records) == reading.entries
    gaps = [e.record for e in reading.entries if isinstance(e.record, Gap)]
    assert [gap.cut for gap in gaps] == ([1] if after else [])
    assert len(reading.remarks) == (1 if after else 0)


@pytest.mark.parametrize("after", [0, 1, 300])
async def test_a_disk_that_is_full_from_the_beginning(
    opened: Open, disk: Disk, folder: Path, after: int
) -> None:
    journal = opened()
    disk.full_after = after
    for _ in range(2):
        with pytest.raises(JournalUnwritable, match="No space"):
            await journal.write(intent())
    disk.full_after = None
    await journal.write(intent())
    (reading,) = read_all(folder)
    assert (reading.problems, reading.remarks) == ((), ())
    assert [e.record for e in reading.entries] == [session(), intent()]


async def test_a_record_that_could_not_be_synced_does_not_count(
    opened: Open, disk: Disk, folder: Path
) -> None:
    journal = opened()
    await journal.write(Note("before"))
    disk.broken = True
    with pytest.raises(JournalUnwritable, match="Input/output error"):
        await journal.write(intent("never sent"))
    disk.broken = False
    await journal.write(intent("sent"))
    (reading,) = read_all(folder)
    assert reading.problems == ()
    assert [e.record.refused for e in reading.entries if isinstance(e.record, Gap)] == [(3,)]
    await journal.close()
    assert [one.intent.change_id for one in unfinished(folder)] == ["sent"]


async def test_a_folder_that_cannot_be_made(time: ManualTime, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journal", time, "s1")
    journal.open(session())
    with pytest.raises(JournalUnwritable, match="file") as told:
        await journal.write(Note("x"))
    assert str(journal.directory) in told.value.sentence
    await journal.close()


@pytest.mark.parametrize("link", [True, False])
def test_a_file_or_link_of_that_name_is_not_written_to(tmp_path: Path, link: bool) -> None:
    path, victim = tmp_path / "s1.jsonl", tmp_path / "victim"
    victim.write_text("")
    if link:
        path.symlink_to(victim)
    else:
        path.hardlink_to(victim)
    with pytest.raises(FileExistsError):
        list(SessionFile(path).add(START, session()))
    assert victim.read_text() == ""


async def test_a_file_that_was_removed_replaced_or_changed(opened: Open) -> None:
    journal = opened()
    await journal.write(Note("a"))
    path = journal.path
    assert path is not None
    before = path.read_bytes()
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(JournalUnwritable, match="somebody else has changed"):
        await journal.write(Note("b"))
    os.truncate(path, len(before))
    await journal.write(Note("b"))
    path.rename(path.with_suffix(".moved"))
    with pytest.raises(JournalUnwritable, match="has been removed"):
        await journal.write(Note("c"))
    path.write_bytes(before)
    with pytest.raises(JournalUnwritable, match="another file"):
        await journal.write(Note("c"))


async def test_what_could_not_be_read_again_is_not_written(opened: Open, folder: Path) -> None:
    with pytest.raises(JournalUnwritable, match="not fit to be recorded"):
        await opened().write(intent(index="one"))
    assert [e.record for r in read_all(folder) for e in r.entries] == [session()]
