"""`ecstui`, `ecstui demo` and `ecstui iam-policy`."""

import json
import sys

import click

from ecstui import __version__
from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.iam_policy import policy
from ecstui.aws.operations import OPERATIONS
from ecstui.cli.demo import Scenario, connector, simulated_aws
from ecstui.cli.terminal import run, screen_size
from ecstui.clock import SystemClock
from ecstui.ui.app import EcsConsole

SCENARIOS = {"acme": "prod-web", "fleet": "fleet"}
"""Each scenario with the cluster that the demo begins with."""

_snapshot = click.option(
    "--snapshot",
    metavar="COLSxLINES",
    callback=screen_size,
    help="Wait for data, print the screen as text and exit.",
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ecstui")
@click.option("--profile", help="A profile of your AWS configuration.")
@click.option("--region", help="The AWS Region, e.g. ap-northeast-1.")
@click.option("--cluster", default="", help="Name or ARN of the cluster to begin with.")
@click.option("--endpoint-url", help="Another address than AWS's own, for every service.")
@click.option("--read-only", is_flag=True, help="Never change anything. This version never does.")
@_snapshot
@click.pass_context
def main(
    context: click.Context,
    profile: str | None,
    region: str | None,
    cluster: str,
    endpoint_url: str | None,
    read_only: bool,
    snapshot: tuple[int, int] | None,
) -> None:
    """The incident console for Amazon ECS.

    `ecstui demo` needs no AWS account. Without a command, the console opens on your AWS account.
    """
    if context.invoked_subcommand is not None:
        return
    clock = SystemClock()
    target = Target(profile=profile, region=region, endpoint_url=endpoint_url, read_only=read_only)
    budget = Budget(monotonic=clock.monotonic)
    app = EcsConsole(
        lambda: open_connection(target, clock=clock, budget=budget), clock, cluster=cluster
    )
    sys.exit(run(app, snapshot))


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
@_snapshot
def demo(
    scenario: str,
    cluster: str | None,
    seed: int,
    speed: float,
    services: int | None,
    tasks: int | None,
    snapshot: tuple[int, int] | None,
) -> None:
    """Open the console on a simulated AWS, with incidents under way."""
    clock = SystemClock()
    begin = SCENARIOS[scenario] if cluster is None else cluster
    begin = "" if begin == "-" else begin
    with simulated_aws(Scenario(scenario, seed, speed, services, tasks)) as simulator:
        status = run(EcsConsole(connector(simulator, clock), clock, cluster=begin), snapshot)
    sys.exit(status)


@main.command("iam-policy")
@click.option("--read-only", is_flag=True, help="Leave out whatever changes something.")
def iam_policy(read_only: bool) -> None:
    """Print the IAM policy that lets ecstui do what it does, and no more."""
    click.echo(json.dumps(policy(OPERATIONS, read_only=read_only), indent=2))
