"""Where the journal is, and what stands in it."""

import sys
from pathlib import Path

import click
from platformdirs import user_state_path

from ecstui.cli.options import given
from ecstui.journal import Reading, read_all

folder_option = click.option(
    "--journal",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Instead of the journal in your state folder.",
)


def journal_folder() -> Path:
    """The journal in the user's state folder; nothing is made here."""
    return user_state_path("ecstui", appauthor=False) / "journal"


def files(context: click.Context) -> tuple[Reading, ...]:
    """The files of the journal that a command is about.

    Ends the process with status 2 if the folder cannot be read.
    """
    folder = given(context)["folder"] or journal_folder()
    try:
        return read_all(folder)
    except OSError as error:
        click.echo(f"The journal in {folder} cannot be read: {error.strerror or error}.", err=True)
        sys.exit(2)
