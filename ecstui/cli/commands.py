"""`ecstui`, and the commands next to it."""

import json
import sys
from typing import Any

import click

from ecstui.aws.iam_policy import policy
from ecstui.cli.config_commands import config
from ecstui.cli.console import console, share
from ecstui.cli.contexts import DemoContexts, UsersContexts
from ecstui.cli.demo import Scenario, simulated_aws
from ecstui.cli.doctor.command import doctor
from ecstui.cli.gates import Gates, demo_files, demo_journal, journal_folder
from ecstui.cli.journal.command import journal
from ecstui.cli.memory_file import memory_of
from ecstui.cli.options import (
    change_options,
    config_option,
    given,
    look_options,
    place_options,
    read_only_option,
    refuse_others,
    settings_of,
)
from ecstui.cli.rotate_key import rotate_key
from ecstui.cli.terminal import run
from ecstui.cli.topology import topology
from ecstui.clock import SystemClock
from ecstui.state.memory import Memory

SCENARIOS = {"acme": "prod-web", "fleet": "fleet", "networks": "prod"}
"""Each scenario with the cluster that the demo begins with."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ecstui", prog_name="ecstui")
@place_options
@look_options
@change_options
@click.pass_context
def main(context: click.Context, /, **_: Any) -> None:
    """The incident console for Amazon ECS.

    `ecstui demo` needs no AWS account. Without a command, the console opens on your AWS account.
    """
    if context.invoked_subcommand is not None:
        return
    options, settings, clock = given(context), settings_of(context), SystemClock()
    gates = Gates(journal_folder(settings), clock)
    contexts = UsersContexts(settings, clock, share(settings, clock), gates)
    memory = memory_of(settings, clock)
    app = console(contexts, settings, clock, memory, options["view"], gates.journal)
    sys.exit(run(app, memory, options["snapshot"]))


@main.command()
@click.option("--scenario", type=click.Choice(list(SCENARIOS)), default="acme", show_default=True)
@click.option("--cluster", help="Name of the cluster to begin with; `-` to choose one.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another seed, another world.")
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 100),
    default=1.0,
    show_default=True,
    help="Times real time.",
)
@click.option("--services", type=click.IntRange(1, 5000), help="Of scenario fleet.")
@click.option("--tasks", type=click.IntRange(1, 1000), help="For each service of scenario fleet.")
@config_option
@look_options
@read_only_option
@change_options
@click.pass_context
def demo(
    context: click.Context,
    /,
    scenario: str,
    seed: int,
    speed: float,
    services: int | None,
    tasks: int | None,
    **_: Any,
) -> None:
    """Open the console on a simulated AWS, with incidents under way."""
    refuse_others(context)
    options, settings, clock = given(context), settings_of(context), SystemClock()
    begin = {None: SCENARIOS[scenario], "-": ""}.get(options["cluster"], options["cluster"])
    budget = share(settings, clock)
    read_only = settings.config.read_only
    simulation = Scenario(scenario, seed, speed, services, tasks)
    with (
        demo_journal(settings) as folder,
        demo_files() as files,
        simulated_aws(simulation) as simulator,
    ):
        gates = Gates(folder, clock, files)
        by = settings.origins["read_only"]
        contexts = DemoContexts(simulator, clock, budget, gates, begin, read_only, by)
        memory = Memory.in_memory(clock)
        app = console(contexts, settings, clock, memory, options["view"], gates.journal)
        status = run(app, memory, options["snapshot"])
    sys.exit(status)


@main.command("iam-policy")
@click.option("--read-only", is_flag=True, help="Leave out whatever changes something.")
def iam_policy(read_only: bool) -> None:
    """Print the IAM policy that lets ecstui do what it does, and no more."""
    click.echo(json.dumps(policy(read_only=read_only), indent=2))


main.add_command(config)
main.add_command(doctor)
main.add_command(journal)
main.add_command(rotate_key)
main.add_command(topology)
