"""A change led through on the command line: chosen, previewed, confirmed by typing, seen through.

The same steps as in the console, with the same plans, checks and phrases.
"""

import asyncio
import sys
import termios
from collections.abc import Sequence
from dataclasses import replace

import click

from ecstui.actions.action import Form
from ecstui.actions.change import Change
from ecstui.actions.custody import Shown
from ecstui.actions.gate import Gate, Moved
from ecstui.actions.ladder import Confirmation, accepts, needs_reason, phrase, risk
from ecstui.actions.plan import Plan
from ecstui.actions.request import Request
from ecstui.clock import Clock
from ecstui.ui.dialogs.preview import COUNTDOWN
from ecstui.ui.dialogs.preview_lines import preview_lines, production_word
from ecstui.ui.showing import show_secret
from ecstui.ui.widgets.plain import plain

NOTHING = "Nothing was changed."


def ask(question: str, initial: str = "") -> str:
    """What a person types; what they typed before the question does not count."""
    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
    answer: str = click.prompt(plain(question), default=initial, show_default=bool(initial))
    return answer.strip()


def choice(keys: Sequence[str]) -> str:
    """One of some letters; empty for none of them."""
    answer = ask(f"{' or '.join(keys)}, or q to leave", "q")
    return answer if answer in keys else ""


class Steps:
    """Leads a person through changes, one at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._news: asyncio.Queue[Change] = asyncio.Queue()

    def heard(self, change: Change) -> None:
        """There is news of a change."""
        self._news.put_nowait(change)

    async def show(self, shown: Shown) -> bool:
        """Show a secret on this terminal."""
        return await asyncio.to_thread(show_secret, shown)

    async def through(self, gate: Gate, request: Request) -> None:
        """One change, from what is to be chosen to its end.

        :raises Refused: it cannot be done.
        :raises AwsFailure: it could not be read what it would do.
        """
        if not request.inputs:
            form = await gate.form(request.action, request.targets)
            request = replace(request, inputs=_filled(form) if form is not None else {})
        plan = await gate.prepare(request)
        while True:
            confirmation = await _confirmed(plan, dry_run=gate.dry_run)
            if confirmation is None:
                click.echo(NOTHING)
                return
            try:
                change = await gate.begin(plan, confirmation)
            except Moved as moved:
                click.echo("It has moved since the preview.")
                plan = moved.plan
            else:
                await self._follow(change)
                return

    async def _follow(self, change: Change) -> None:
        said = ""
        while change.ended is None:
            change = await self._news.get()
            line = f"{change.stage}: {change.summary}"
            if line != said:
                click.echo(plain(line))
            said = line


def _filled(form: Form) -> dict[str, str]:
    for note in form.notes:
        click.echo(plain(note))
    values: dict[str, str] = {}
    for field in form.fields:
        for value, means in field.choices:
            click.echo(f"  {plain(value)}  {plain(means)}")
        if field.hint:
            click.echo(f"  ({plain(field.hint)})")
        while True:
            values[field.id] = ask(field.label, field.initial)
            if not (problem := field.check(values[field.id])):
                break
            click.echo(problem)
    return values


async def _confirmed(plan: Plan, *, dry_run: bool) -> Confirmation | None:
    """Show the plan, and take what is typed; None if that is not what it has to be."""
    click.echo(f"\n{plain(plan.title)} · {production_word(plan.production)}\n")
    for line in preview_lines(plan):
        click.echo(plain(line.text).rstrip())
    if plan.blocked:
        click.echo(f"This cannot be done. {plain(plan.blocked[0].sentence)}")
        return None
    if dry_run:
        click.echo("Dry run: this is where it ends.")
        return None
    reason = ask("Why? It is recorded") if needs_reason(plan) else ""
    wanted = f"{risk(plan).name}: type  {phrase(plan)}  to carry it out, or nothing"
    confirmation = Confirmation(ask(wanted), reason)
    if not accepts(plan, confirmation):
        return None
    if needs_reason(plan):
        await _count_down()
    return confirmation


async def _count_down() -> None:
    for left in range(COUNTDOWN, 0, -1):
        click.echo(f"Begins in {left} s; ctrl+c stops it.")
        await asyncio.sleep(1)
