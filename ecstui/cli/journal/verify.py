"""`ecstui journal verify`."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

import click

from ecstui.aws.errors import tidy
from ecstui.cli.console import share
from ecstui.cli.contexts import target_of
from ecstui.cli.journal.changes import Change, changes
from ecstui.cli.journal.folder import files, folder_option
from ecstui.cli.journal.selection import Selection
from ecstui.cli.journal.trail import Verdict, verdicts
from ecstui.cli.journal.words import short, when
from ecstui.cli.options import given, place_options, settings_of
from ecstui.clock import SystemClock
from ecstui.config import Settings
from ecstui.journal import Problem, Reading

MOST_PROBLEMS = 3


@click.command()
@folder_option
@place_options
@click.pass_context
def verify(context: click.Context, /, **_: Any) -> None:
    """Check that nobody has changed the journal, and ask CloudTrail for each call in it.

    Status 1 if a file is broken or gone, or if CloudTrail does not know a call that AWS accepted.
    """
    readings = files(context)
    wrong = _show_files(readings)
    options = given(context)
    wanted = Selection(options["since"], options["session"])
    made = [c for c in changes(readings) if wanted.takes(c.at, _session_of(c))]
    wrong |= _show_calls(asyncio.run(asked(made, settings_of(context))))
    sys.exit(1 if wrong else 0)


async def asked(made: Sequence[Change], settings: Settings) -> list[Verdict]:
    """What CloudTrail says to someone who has these settings."""
    from ecstui.cli.journal.event_history import EventHistory  # No other command waits for it.

    clock, place = SystemClock(), settings.place
    budget = share(settings, clock)
    trail = EventHistory(target_of(place), place.endpoint_url or "", clock, budget)
    return await verdicts(made, trail, clock.now)


def _session_of(change: Change) -> str:
    return change.session.session_id if change.session else ""


def _show_files(readings: Sequence[Reading]) -> bool:
    """Print a line for each file; whether one of them is broken."""
    click.echo("files" if readings else "Nothing is recorded.")
    width = max((len(reading.path.name) for reading in readings), default=0)
    for reading in readings:
        mark = "BROKEN" if reading.problems else "ok"
        text = _said(reading.problems or reading.remarks)
        count = f"{len(reading.entries)} records"
        click.echo(f"  {mark:6}  {reading.path.name:{width}}  {count}{text}")
    return any(reading.problems for reading in readings)


def _said(problems: Sequence[Problem]) -> str:
    said = [f"line {p.line}: {p.sentence}" if p.line else p.sentence for p in problems]
    if len(said) > MOST_PROBLEMS:
        said[MOST_PROBLEMS:] = [f"and {len(said) - MOST_PROBLEMS} more"]
    return "".join(f"; {tidy(sentence)}" for sentence in said)


def _show_calls(found: Sequence[Verdict]) -> bool:
    """Print a line for each call; whether CloudTrail contradicts one of them."""
    if found:
        click.echo("calls in CloudTrail")
    width = max((len(verdict.mark) for verdict in found), default=0)
    for verdict in found:
        intent = verdict.call.intent
        call = f"{intent.call.service}:{intent.call.operation}"
        targets = ", ".join(short(target) for target in intent.targets)
        said = tidy(f"{call} {targets}: {verdict.sentence}")
        click.echo(f"  {verdict.mark:{width}}  {when(verdict.call.at)}  {said}")
    return any(verdict.mark.wrong for verdict in found)
