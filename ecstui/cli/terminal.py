"""Runs the console: in a terminal, or without one for a single look."""

import asyncio
import logging
import re
import sys
from collections.abc import Coroutine
from typing import Any

import click
from textual.pilot import Pilot

from ecstui.cli import smoothness
from ecstui.cli.leaving import leaving_on_signals
from ecstui.cli.logs import start_logging, write_crash
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.screen_text import screen_text

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds that a snapshot waits for data."""

SMALLEST, LARGEST = (40, 10), (500, 300)


def screen_size(
    _: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Columns and lines, from `COLUMNSxLINES`.

    :raises click.BadParameter: it is no size, or one that no screen has.
    """
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,4})x(\d{1,4})", value)
    columns, lines = (int(match[1]), int(match[2])) if match else (0, 0)
    if SMALLEST[0] <= columns <= LARGEST[0] and SMALLEST[1] <= lines <= LARGEST[1]:
        return columns, lines
    raise click.BadParameter(
        "give columns x lines, from 40x10 to 500x300, e.g. 120x36", param=parameter
    )


def run(app: EcsConsole, memory: Memory, snapshot: tuple[int, int] | None) -> int:
    """Run the console until it is left, or print one look at it; gives the exit status.

    :param memory: the console's; it is closed afterwards.
    """
    start_logging()
    if snapshot is not None:
        return asyncio.run(_closing(memory, _print_snapshot(app, snapshot)))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(
            "ecstui needs a terminal. Without one, `--snapshot 120x36` prints the screen once.",
            err=True,
        )
        return 2
    return asyncio.run(_closing(memory, _run(app)))


async def _closing(memory: Memory, running: Coroutine[Any, Any, int]) -> int:
    try:
        return await running
    finally:
        await memory.close()


async def _run(app: EcsConsole) -> int:
    freezing = asyncio.create_task(smoothness.freeze(app.settled))
    with leaving_on_signals(app, sys.stdin.fileno()) as departure:
        await _until_left(app)
        freezing.cancel()
        return _report(app) or departure.status


async def _print_snapshot(app: EcsConsole, size: tuple[int, int]) -> int:
    seen: list[tuple[str, bool]] = []
    with leaving_on_signals(app) as departure:

        async def look(pilot: Pilot[object]) -> None:
            try:
                await asyncio.wait_for(departure.or_set(app.settled), PATIENCE)
            except TimeoutError:
                click.echo(
                    f"No data after {PATIENCE:.0f} s; this is the screen as it is.", err=True
                )
            if not departure.status:
                await pilot.pause()
                seen.append((screen_text(app), app.has_data))
            app.exit()

        await _until_left(app, headless=True, size=size, auto_pilot=look)
        for text, _ in seen:
            click.echo(text)
        return _report(app) or departure.status or (0 if seen and seen[0][1] else 1)


async def _until_left(app: EcsConsole, **options: Any) -> None:
    """Run it; what ends it while it leaves is a crash like any other."""
    try:
        await app.run_async(**options)
    # Whatever it is: the terminal is a person's again, who is told where the details are.
    except Exception as error:
        log.exception("leaving failed")
        app.crash = app.crash or error
        if app._driver is not None:  # Its thread would write in the midst of what is said now.
            app._driver.close()


def _report(app: EcsConsole) -> int:
    if app.crash is None:
        return 0
    path = write_crash(app.crash)
    click.echo(
        f"ecstui ended by a fault of its own: {type(app.crash).__name__}. "
        f"Nothing was changed in AWS. Details: {path or 'could not be written'}",
        err=True,
    )
    return 1
