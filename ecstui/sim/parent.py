"""Noticing that the parent process is gone, on Linux and macOS, even after kill -9.

Two signs, either is enough: the end of standard input, if that is a pipe or socket that the parent
holds open, and another parent process id, for an orphan is handed to another process.
"""

import asyncio
import os
import stat
from collections.abc import Callable

STDIN = 0
_LOOK_EVERY = 0.5


async def parent_gone(parent: int, *, every: float = _LOOK_EVERY) -> None:
    """Return as soon as the parent process has ended, or at once if it already has.

    :param parent: its process id, as `os.getppid()` gave it early on.
    :param every: seconds between two looks at the parent process id.
    """
    closed = asyncio.Event()
    watched = _held_by_parent(STDIN)
    loop = asyncio.get_running_loop()
    if watched:
        loop.add_reader(STDIN, _drain, closed.set)
    try:
        while os.getppid() == parent and not closed.is_set():
            await _wait(closed, every)
    finally:
        if watched:
            loop.remove_reader(STDIN)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return


def _drain(closed: Callable[[], None]) -> None:
    try:
        data = os.read(STDIN, 4096)
    except OSError:
        data = b""
    if not data:
        asyncio.get_running_loop().remove_reader(STDIN)
        closed()


def _held_by_parent(descriptor: int) -> bool:
    """Whether it is a pipe or socket; a terminal or /dev/null says nothing about the parent."""
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
