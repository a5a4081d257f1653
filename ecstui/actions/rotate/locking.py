"""One process at a time."""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ecstui.journal.holding import NO_LOCKS

PATIENCE = 5.0
"""Seconds that another process may take."""
PAUSE = 0.05


class Busy(OSError):
    """Another process holds it."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, f"another process is at work on {path}")


@contextmanager
def locked(
    folder: Path, patience: float = PATIENCE, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Hold a folder, which ends by itself with the process.

    Only programs that lock it too are kept out. Blocks: call it in a thread.

    :raises Busy: another process holds it for too long.
    :raises OSError: it cannot be opened or locked.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _take(handle, folder, patience, sleep)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path, patience: float, sleep: Callable[[float], None]) -> None:
    left = patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if left <= 0:
                raise Busy(folder) from None
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
            return  # A file system without locks keeps nobody out.
        else:
            return
        sleep(PAUSE)
        left -= PAUSE
