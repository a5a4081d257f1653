"""The file of one session: records are only ever added to it, each on disk before the next."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ecstui.journal.holding import hold
from ecstui.journal.lines import NOTHING_BEFORE, Entry, entry
from ecstui.journal.reading import checked
from ecstui.journal.records import Gap, Record

FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC

MISSING = "Something could not be written here."


class ChangedError(OSError):
    """Somebody else has removed the file or written to it."""

    def __init__(self, why: str) -> None:
        super().__init__(0, why)


class SessionFile:
    """A file that is made when the first record is added, and held until it is closed.

    Not to be used by two threads at once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None
        self._listed = False
        self._doubtful = False
        self._size = 0
        self._n = 0
        self._before = NOTHING_BEFORE

    @property
    def is_new(self) -> bool:
        """Whether no record stands in it."""
        return self._n == 0

    def add(self, at: datetime, record: Record) -> Iterator[Entry]:
        """Add a record; when it has been given back, it is on disk.

        After a failure the next record is preceded by a gap, which is given too.

        :raises OSError: it could not be written; perhaps a part of it was.
        :raises ValueError: it could not be read again; nothing was written.
        """
        entry(self._n + 1, at, record, self._before)  # Before anything is made of it.
        if self._file is None:
            self._file = os.open(self.path, FLAGS, 0o600)
            hold(self._file)
        self._check(self._file)
        if not self._listed:
            sync_folder(self.path.parent)
            self._listed = True
        if self._doubtful:
            yield from self._take_up(self._file, at)
        yield self._append(self._file, at, record)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _append(self, file: int, at: datetime, record: Record, first: bytes = b"") -> Entry:
        made = entry(self._n + 1, at, record, self._before)
        self._doubtful = True
        written = _put(file, first + made.line + b"\n")
        self._doubtful = False
        self._n, self._before = made.n, made.line_hash
        self._size += written
        return made

    def _take_up(self, file: int, at: datetime) -> Iterator[Entry]:
        """Go on after a failure from what stands in the file, and say what does not."""
        data = os.pread(file, os.fstat(file).st_size, 0)
        entries = checked(self.path, data).entries
        if not entries:  # Not even the session: there is nothing to lose.
            os.ftruncate(file, 0)
            self._size = 0
            return
        last = entries[-1]
        rest = data[data.rfind(last.line) + len(last.line) + 1 :]
        cut = bool(rest) and not rest.endswith(b"\n")
        refused = tuple(e.n for e in entries if e.n > self._n)
        self._n, self._before, self._size = last.n, last.line_hash, len(data)
        if rest or refused:
            gap = Gap(MISSING, rest.count(b"\n") + cut, refused)
            yield self._append(file, at, gap, b"\n" if cut else b"")

    def _check(self, file: int) -> None:
        mine = os.fstat(file)
        try:
            there = os.lstat(self.path)
        except FileNotFoundError:
            raise ChangedError("its file has been removed") from None
        if not os.path.samestat(mine, there):
            raise ChangedError("another file is in its place")
        if not self._doubtful and mine.st_size != self._size:
            raise ChangedError("somebody else has changed its file")


def make_folder(folder: Path) -> None:
    """Make a folder for its owner only, and those above it that are not there.

    :raises OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have on disk which files are in a folder.

    :raises OSError: that fails.
    """
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _put(file: int, data: bytes) -> int:
    left = data
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)
    return len(data)
