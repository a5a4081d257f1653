"""`ecstui rotate-key`: where the rotation of a user's access key stands, and its next step."""

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any

import click

from ecstui.actions.action import FAILURES
from ecstui.actions.gate import Gate
from ecstui.actions.rotate.offers import Offer, offers
from ecstui.actions.rotate.survey import Survey, survey, user
from ecstui.actions.rotate.verifying import verify
from ecstui.actions.scene import Scene
from ecstui.cli.asking import NOTHING, Steps, choice
from ecstui.cli.console import share
from ecstui.cli.contexts import UsersContexts
from ecstui.cli.gates import Gates, journal_folder
from ecstui.cli.logs import start_logging
from ecstui.cli.options import change_options, given, place_options, settings_of
from ecstui.clock import Clock, SystemClock
from ecstui.journal import Journal
from ecstui.state.timer import WallTimer
from ecstui.ui.contexts import Context
from ecstui.ui.dialogs.rotation_lines import rotation_lines
from ecstui.ui.widgets.plain import plain

NO_TERMINAL = "A step needs a terminal, on which it is confirmed; `--status` only tells."


@click.command("rotate-key")
@click.option("--user", "name", metavar="NAME", required=True, help="The IAM user.")
@click.option("--status", is_flag=True, help="Tell where it stands, and change nothing.")
@place_options
@change_options
@click.pass_context
def rotate_key(context: click.Context, /, name: str, status: bool, **_: Any) -> None:
    """Rotate the access key of an IAM user, step by step, over days.

    Each step is previewed and confirmed as in the console, and the next call of this command takes
    the rotation up where it stands, also if somebody else began it.
    """
    options, settings, clock = given(context), settings_of(context), SystemClock()
    gates = Gates(journal_folder(settings), clock)
    start = UsersContexts(settings, clock, share(settings, clock), gates).start
    start_logging()
    desk = _Desk(start, clock, name, dry_run=settings.config.changes.dry_run)
    only_tell = status or bool(options.get("read_only"))
    try:
        code = asyncio.run(_closing(desk.run(only_tell=only_tell), gates.journal))
    except FAILURES as failure:
        click.echo(plain(failure.sentence), err=True)
        code = 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nLeft. What was begun goes on from where it stands.", err=True)
        code = 130
    sys.exit(code)


async def _closing(running: Coroutine[Any, Any, int], journal: Journal) -> int:
    try:
        return await running
    finally:
        await journal.close()


class _Desk:
    """One context, and the user in it."""

    def __init__(self, context: Context, clock: Clock, name: str, *, dry_run: bool) -> None:
        self._context = context
        self._clock = clock
        self._name = name
        self._dry_run = dry_run

    async def run(self, *, only_tell: bool) -> int:
        """Tell, and lead through steps until the person leaves; the exit status.

        :raises FAILURES: it could not be read where it stands.
        """
        async with AsyncExitStack() as stack:
            scene = self._scene()
            stack.push_async_callback(scene.aclose)
            found = await self._look(scene)
            await self._tell(scene, found)
            if only_tell or self._context.gate is None:
                return 0
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                click.echo(NO_TERMINAL, err=True)
                return 2
            steps = Steps(self._clock)
            gate = self._context.gate(steps.heard, None)
            stack.push_async_callback(gate.aclose)
            gate.show, gate.dry_run = steps.show, self._dry_run
            return await self._lead(scene, gate, steps, found)

    def _scene(self) -> Scene:
        where = self._context
        return Scene(
            where.connect, self._clock, WallTimer(), lambda *_: None, "", where.name, where.files
        )

    async def _look(self, scene: Scene) -> Survey:
        site = await scene.site()
        return await survey(site, await user(site, self._name))

    async def _tell(self, scene: Scene, found: Survey) -> None:
        region = (await scene.site()).conn.region
        stop = "" if self._context.gate is not None else "read-only"
        click.echo(f"Access key of {plain(found.target.arn)}\n")
        for line in rotation_lines(found, region, self._clock.now(), stop):
            click.echo(plain(line.text).rstrip())

    async def _lead(self, scene: Scene, gate: Gate, steps: Steps, found: Survey) -> int:
        while offered := offers(found):
            wanted = choice([it.key for it in offered])
            if not wanted:
                click.echo(NOTHING)
                return 0
            offer = next(it for it in offered if it.key == wanted)
            await self._take(scene, gate, steps, found, offer)
            found = await self._look(scene)
            click.echo()
            await self._tell(scene, found)
        return 0

    async def _take(
        self, scene: Scene, gate: Gate, steps: Steps, found: Survey, offer: Offer
    ) -> None:
        try:
            if offer.request is None:
                click.echo(await verify(await scene.site(), found, WallTimer()))
            else:
                await steps.through(gate, offer.request)
        except FAILURES as failure:
            click.echo(plain(failure.sentence), err=True)
