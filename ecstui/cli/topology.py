"""`ecstui topology`."""

import asyncio
import sys
from contextlib import nullcontext
from functools import partial
from typing import Any

import click

from ecstui.aws.connection import open_connection
from ecstui.aws.errors import AwsFailure
from ecstui.cli.console import share
from ecstui.cli.contexts import target_of
from ecstui.cli.demo import Scenario, connector, simulated_aws
from ecstui.cli.options import place_options, settings_of
from ecstui.clock import SystemClock
from ecstui.config import Settings
from ecstui.model.vpc import Vpc
from ecstui.state import feeds
from ecstui.state.once import Once
from ecstui.state.session import Connect
from ecstui.ui import networks
from ecstui.ui.drawing import FORMS
from ecstui.ui.subject import Subject
from ecstui.ui.topology_rows import topology_rows
from ecstui.ui.view import Readings


@click.command()
@place_options
@click.option("--vpc", default="", metavar="NAME|ID", help="One VPC; without it all, if few.")
@click.option("-o", "--output", type=click.Choice(list(FORMS)), default="mermaid",
              show_default=True, help="The form of the picture.")  # fmt: skip
@click.option("--demo", is_flag=True, help="Draw the simulated AWS instead of your account.")
@click.pass_context
def topology(context: click.Context, /, vpc: str, output: str, demo: bool, **_: Any) -> None:
    """Print a picture of the network: VPCs, subnets, who is in them, and what leads out."""
    settings = settings_of(context)
    try:
        click.echo(asyncio.run(drawn(settings, vpc, output, demo)), nl=False)
    except AwsFailure as failure:
        click.echo(failure.sentence, err=True)
        sys.exit(1)


async def drawn(settings: Settings, vpc: str, output: str, demo: bool) -> str:
    """The picture.

    :raises AwsFailure: what the picture is made of could not be read.
    :raises click.UsageError: there is no such VPC, or there are too many for one picture.
    """
    clock = SystemClock()
    budget = share(settings, clock)
    with simulated_aws(Scenario("acme", seed=7, speed=1.0)) if demo else nullcontext() as simulator:
        connect: Connect = (
            partial(open_connection, target_of(settings.place), clock=clock, budget=budget)
            if simulator is None
            else connector(simulator, clock, budget)
        )
        async with connect() as connection:
            return await read(Once(connection, clock), vpc, output)


async def read(source: Once, vpc: str, output: str) -> str:
    """The picture, of what a source reads."""
    subject = _wanted(list((await source.read(feeds.VPCS)).items), vpc)
    for feed in networks.wanted(subject, _readings(source)):
        await source.read(feed)
    await source.read(feeds.CLUSTERS)
    for feed in networks.inhabitant_feeds(_readings(source)):
        await source.read(feed)
    readings = _readings(source)
    for sentence in (networks.note(subject, readings), networks.crowded(readings)):
        if sentence:
            click.echo(sentence, err=True)
    return FORMS[output](list(topology_rows(subject, readings)))


def _readings(source: Once) -> Readings:
    return Readings(source.snapshots, source.now())


def _wanted(known: list[Vpc], vpc: str) -> Subject:
    if not vpc and len(known) <= networks.FEW:
        return Subject()
    named = ", ".join(sorted(it.name or it.vpc_id for it in known))
    found = [it for it in known if vpc in (it.vpc_id, it.name)]
    if not vpc:
        raise click.UsageError(f"There are {len(known)} VPCs; --vpc chooses one of {named}.")
    if not found:
        raise click.UsageError(f"There is no VPC {vpc}; there are {named or 'none'}.")
    if len(found) > 1:
        ids = ", ".join(it.vpc_id for it in found)
        raise click.UsageError(f"{len(found)} VPCs are called {vpc}; --vpc takes an id too: {ids}.")
    return networks.vpc_subject(found[0])
