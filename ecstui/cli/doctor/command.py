"""`ecstui doctor`."""

import asyncio
import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

import click

from ecstui.aws.connection import open_connection
from ecstui.cli.console import share
from ecstui.cli.contexts import target_of
from ecstui.cli.demo import Scenario, connector, simulated_aws
from ecstui.cli.doctor.apis import IMPATIENT, Apis
from ecstui.cli.doctor.files import files
from ecstui.cli.doctor.finding import Finding, Mark
from ecstui.cli.doctor.screen import screen
from ecstui.cli.doctor.software import software
from ecstui.cli.doctor.stopwatch import Stopwatch
from ecstui.cli.options import place_options, settings_of
from ecstui.clock import SystemClock
from ecstui.config import Settings


@click.command()
@place_options
@click.option("--demo", is_flag=True, help="Examine the simulated AWS instead of your account.")
@click.pass_context
def doctor(context: click.Context, /, demo: bool, **_: Any) -> None:
    """Tell what this machine has and what AWS answers; status 1 if something is wrong."""
    settings = settings_of(context)
    wrong = show("software", software())
    wrong |= show("files", files(settings))
    wrong |= show("terminal", screen(os.environ))
    apis = asyncio.run(examined(settings, demo))
    wrong |= show(f"AWS, context {'demo' if demo else settings.place.name}", apis.caller)
    wrong |= show("APIs", apis.services)
    sys.exit(1 if wrong else 0)


async def examined(settings: Settings, demo: bool) -> Apis:
    """What the APIs answer to someone who has these settings."""
    clock = SystemClock()
    budget = share(settings, clock)
    budget.meter = stopwatch = Stopwatch(clock.monotonic)
    apis = Apis(clock, stopwatch, own_time=demo)
    scenario = Scenario("acme", seed=7, speed=1.0)
    with simulated_aws(scenario) if demo else nullcontext() as simulator:
        target = replace(target_of(settings.place), **IMPATIENT)
        await apis.ask(
            partial(open_connection, target, clock=clock, budget=budget)
            if simulator is None
            else connector(simulator, clock, budget, **IMPATIENT)
        )
    return apis


def show(title: str, findings: Iterable[Finding]) -> bool:
    """Print some findings; whether one of them is wrong."""
    lines = list(findings)
    width = max((len(line.name) for line in lines), default=0)
    click.echo(title)
    for line in lines:
        click.echo(f"  {line.mark.value:5}  {line.name:{width}}  {line.text}")
    return any(line.mark is Mark.WRONG for line in lines)
