"""A file of its owner alone, replaced at once: whoever looks finds the old one or the new one."""

import os
from pathlib import Path

from ecstui.journal.file import sync_folder

FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
OWN = 0o600


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path`; when this returns, it is on disk.

    Whoever may replace the file at the same time has to be locked out. What a process that was
    killed has left half-written is removed.

    :raises OSError: it could not be done; `path` is as it was.
    """
    beside = temporary(path)
    beside.unlink(missing_ok=True)
    try:
        write_new(beside, data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def temporary(path: Path) -> Path:
    """What is written first, and then takes the place of `path`."""
    return path.with_name(f".{path.name}.ecstui-new")


def write_new(path: Path, data: bytes) -> None:
    """Make a file that is not there yet, and have it on disk.

    :raises OSError: it is there, or cannot be written.
    """
    file = os.open(path, FRESH, OWN)
    try:
        left = data
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    finally:
        os.close(file)
