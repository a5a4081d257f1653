"""The options that several commands take, and the settings that come of them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from click.core import ParameterSource

from ecstui.cli.keys import check_keys
from ecstui.cli.terminal import screen_size
from ecstui.config import Config, ConfigError, Flags, Settings, settings
from ecstui.ui.views import VIEWS, find

F = TypeVar("F", bound=Callable[..., Any])

THEMES = get_args(Config.model_fields["theme"].annotation)


def view_name(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a view.

    :raises click.BadParameter: there is none of that name or alias.
    """
    if value is None:
        return None
    if (view := find(value)) is None:
        raise click.BadParameter(f"there is {', '.join(VIEWS)}", param=parameter)
    return view.name


_CONFIG = (
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Instead of your own file.",
    ),
)
_LOOK = (
    click.option("--view", metavar="NAME", callback=view_name, help="The view to begin with."),
    click.option("--theme", type=click.Choice(THEMES), help="The colours."),
    click.option(
        "--snapshot",
        metavar="COLSxLINES",
        callback=screen_size,
        help="Wait for data, print the screen as text and exit.",
    ),
)
_READ_ONLY = click.option("--read-only", is_flag=True, help="Never change anything.")
_PLACE = (
    click.option("--context", metavar="NAME", help="A context of the configuration file."),
    click.option("--profile", metavar="NAME", help="A profile of your AWS configuration."),
    click.option("--region", metavar="NAME", help="The AWS Region, e.g. ap-northeast-1."),
    click.option("--role-arn", metavar="ARN", help="A role to assume as that profile."),
    click.option("--cluster", metavar="NAME", help="Name or ARN of the cluster to begin with."),
    click.option(
        "--endpoint-url", metavar="URL", help="Another address than AWS's own, for every service."
    ),
    _READ_ONLY,
)
_CHANGES = (
    click.option("--dry-run", is_flag=True, help="Every change ends at its preview."),
    click.option("--journal", metavar="DIR", help="Instead of the journal in your state folder."),
)

Option = Callable[[Any], Any]


def _with(*options: Option) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


config_option = _with(*_CONFIG)
place_options = _with(*_CONFIG, *_PLACE)
look_options = _with(*_LOOK)
change_options = _with(*_CHANGES)
read_only_option = _with(_READ_ONLY)


def given(context: click.Context) -> dict[str, Any]:
    """The options of a command and of those before it: `ecstui --profile x doctor` counts too."""
    outer = given(context.parent) if context.parent is not None else {}
    return outer | {name: v for name, v in context.params.items() if v or name not in outer}


def refuse_others(context: click.Context) -> None:
    """Refuse options before a command that it has no use for, rather than ignore them.

    :raises click.UsageError: there are such.
    """
    outer, own = context.parent, {each.name for each in context.command.params}
    if outer is None:
        return
    for each in outer.command.params:
        is_given = outer.get_parameter_source(each.name or "") is ParameterSource.COMMANDLINE
        if is_given and each.name not in own:
            raise click.UsageError(
                f"{each.opts[0]} means nothing to {context.info_name}: leave it out.", context
            )


def settings_of(context: click.Context) -> Settings:
    """What is in force for a command; ends the process with status 2 if that is not valid."""
    options = given(context)
    flags = {name: options[name] for name in Flags.__dataclass_fields__ if options.get(name)}
    try:
        found = settings(Flags(**flags), os.environ)
        check_keys(found)
        return found
    except ConfigError as error:
        click.echo(f"ecstui cannot start: the configuration is not valid.\n{error}", err=True)
        sys.exit(2)
