"""A process of its own that is to be killed in the midst of what it does.

It is forked from one that has imported everything, which is quicker than to start Python anew.
"""

import asyncio
import multiprocessing
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

PATIENCE = 20.0
"""Seconds within which a process that was killed is gone."""
Work = Callable[..., Coroutine[Any, Any, None]]

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.actions.killed", "tests.actions.rotate.killed"])


@dataclass(frozen=True, slots=True)
class Victim:
    """Such a process."""

    process: BaseProcess
    said: asyncio.StreamReader

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def kill(self) -> None:
        """By SIGKILL."""
        self.process.kill()

    async def lines(self) -> AsyncIterator[str]:
        """What it says, until it has ended."""
        async for line in self.said:
            yield line.decode().strip()

    async def wait(self) -> int | None:
        """Its exit code once it has ended: -9 if it was killed."""
        await asyncio.to_thread(self.process.join, PATIENCE)
        return self.process.exitcode


@asynccontextmanager
async def victim(work: Work, *arguments: object) -> AsyncIterator[Victim]:
    """A process that does the work; its standard output is heard, and its input says nothing."""
    heard, output = _FORKS.Pipe(duplex=False)
    input_, held = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_do, args=(work, input_, output, arguments), daemon=True)
    process.start()
    input_.close()
    output.close()
    said = asyncio.StreamReader()
    listening, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(said), os.fdopen(os.dup(heard.fileno()), "rb", 0)
    )
    each = Victim(process, said)
    try:
        yield each
    finally:
        each.kill()
        await each.wait()
        listening.close()
        heard.close()
        held.close()


def _do(work: Work, input_: Connection, output: Connection, arguments: tuple[object, ...]) -> None:
    os.dup2(input_.fileno(), 0)
    os.dup2(output.fileno(), 1)
    asyncio.run(work(*arguments))
