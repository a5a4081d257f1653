"""What the console does with the terminal besides drawing on it."""

import asyncio
import os
import signal
import termios
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TypeVar

from textual.app import App

from ecstui.ui.widgets.plain import plain

T = TypeVar("T")
BELL, OSC9 = "bell", "osc9"
KEYED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)
"""What keys of the terminal send, to the program that has it and to the console behind it."""
ENDING = (signal.SIGINT, signal.SIGQUIT)
"""Those of them that the program gets. One that ctrl+z stopped would keep the terminal for ever, as
nobody is there to continue it: it is started with that signal ignored, which editors heed.
"""

HANG_UP = 2.0
"""Seconds in which a program is to end by itself when its terminal hangs up."""

_terminal = asyncio.Lock()
"""There is one terminal, for one program at a time."""


async def take_over(
    app: App[None], arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> int:
    """Let a program have the terminal until it ends; its exit status.

    Nothing is drawn and no key is read meanwhile: the terminal is not the console's. All else goes
    on. What keys send as signals is the program's alone.

    :param environment: added to the console's own.
    :raises OSError: there is no such program.
    """
    async with _terminal:
        with app.suspend(), _silence(app), _keys_ignored():
            ended = await _end(app, _run(arguments, {**os.environ, **(environment or {})}))
    if isinstance(ended, BaseException):
        raise ended
    return ended


async def lend(app: App[None], work: Callable[[], T]) -> T:
    """Let something that blocks have the terminal until it ends; what it says.

    :raises OSError: it cannot use the terminal.
    """
    async with _terminal:
        with app.suspend(), _silence(app), _keys_ignored():
            done = await _end(app, asyncio.to_thread(work))
    if isinstance(done, BaseException):
        raise done
    return done


async def _end(app: App[None], running: Awaitable[T]) -> T | BaseException:
    """Wait for it; its result, or what it raised, also where nobody wants the result any more:
    Textual takes the terminal back only where nothing is raised, which it need not when one leaves.
    """
    try:
        return await running
    except (Exception, asyncio.CancelledError) as error:
        if app._exit:
            raise
        return error
    finally:
        _drop_typed(app)


def _drop_typed(app: App[None]) -> None:
    """What was typed meanwhile, and not read, was not meant for the console."""
    terminal = getattr(app._driver, "fileno", None)
    if terminal is not None:
        with suppress(termios.error):
            termios.tcflush(terminal, termios.TCIFLUSH)


async def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    pid = _started(arguments, environment)
    waiting = asyncio.create_task(asyncio.to_thread(os.waitpid, pid, 0))
    try:
        _, status = await asyncio.shield(waiting)
    except asyncio.CancelledError:
        await _hang_up(pid, waiting)
        raise
    return os.waitstatus_to_exitcode(status)


async def _hang_up(pid: int, waiting: asyncio.Task[tuple[int, int]]) -> None:
    """End a program that is not wanted any more, and be alone with the terminal again."""
    for number in (signal.SIGHUP, signal.SIGKILL):
        if not waiting.done():
            os.kill(pid, number)
            await asyncio.wait({waiting}, timeout=HANG_UP)


def _started(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """A program that hears the keys which the console ignores; its process id."""
    return os.posix_spawnp(arguments[0], list(arguments), environment, setsigdef=ENDING)


@contextmanager
def _keys_ignored() -> Iterator[None]:
    """Signals that keys send do nothing to the console; then it handles them as before."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in KEYED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _silence(app: App[None]) -> Iterator[None]:
    """What the console would write is dropped: Textual would keep it, and wait when it is much."""
    driver = app._driver
    if driver is None:
        yield
        return
    # For this driver alone, and until the terminal is back: Textual has no switch for it.
    driver.write = _dropped  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        del driver.write


def _dropped(_: str) -> None:
    pass


def call_for_attention(app: App[None], said: str, how: Collection[str]) -> None:
    """Ring the bell, or have the terminal show a notice of its own (OSC 9), as is wanted."""
    if BELL in how:
        app.bell()
    if OSC9 in how and app._driver is not None:
        app._driver.write(f"\x1b]9;{plain(said)}\x07")
