"""`ecstui config`: where the file is, and what is in force."""

from typing import Any

import click

from ecstui.cli.options import config_option, place_options, settings_of
from ecstui.config import explain


@click.group()
def config() -> None:
    """Your configuration: see config.example.toml for every key."""


@config.command()
@config_option
@click.pass_context
def path(context: click.Context, /, **_: Any) -> None:
    """Print where the file is, or would be."""
    click.echo(settings_of(context).file.path)


@config.command("explain")
@place_options
@click.option("--theme", help="As for the console.")
@click.pass_context
def explain_(context: click.Context, /, **_: Any) -> None:
    """Print each value that is in force, and who said so."""
    lines = list(explain(settings_of(context)))
    keys = max(len(line.key) for line in lines)
    values = max(len(line.value) for line in lines)
    for line in lines:
        click.echo(f"{line.key:{keys}}  {line.value:{values}}  {line.origin}".rstrip())
