"""What the environment says: ECSTUI_… for each single key, and what AWS tools read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from pydantic import BaseModel, ValidationError

from ecstui.config.file import VARIABLE as CONFIG_VARIABLE
from ecstui.config.problem import ConfigError, Problem
from ecstui.config.refusal import problems_of
from ecstui.config.schema import Config
from ecstui.config.wanted import suggestion, table_of

PREFIX = "ECSTUI_"

PROFILE_VARIABLES = ("AWS_DEFAULT_PROFILE", "AWS_PROFILE")
"""In botocore's order (botocore/configprovider.py, BOTOCORE_DEFAUT_SESSION_VARIABLES)."""
REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
"""AWS SDKs and Tools Reference Guide, "AWS Region": the AWS CLI reads both, the first wins."""
ENDPOINT_VARIABLES = ("AWS_ENDPOINT_URL",)
"""AWS SDKs and Tools Reference Guide, "Service-specific endpoints"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value of the environment, and the variable's name."""

    value: str
    variable: str


def aws_variable(names: tuple[str, ...], environment: Mapping[str, str]) -> Said | None:
    """The first of these variables that has a value."""
    return next((Said(environment[name], name) for name in names if environment.get(name)), None)


def variables(model: type[BaseModel] = Config, within: tuple[str, ...] = ()) -> dict[str, str]:
    """The variable of each key that has one, by the key with dots.

    Lists, `[keymap]` and `[contexts]` have none.
    """
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        inner, many = table_of(field)
        if inner is not None and not many:
            found |= variables(inner, (*within, name))
        elif inner is None and get_origin(field.annotation) not in (tuple, dict):
            found[".".join((*within, name))] = PREFIX + "_".join((*within, name)).upper()
    return found


def read_environment(environment: Mapping[str, str]) -> Config:
    """What ECSTUI_… variables say; an empty one says nothing.

    :raises ConfigError: one is unknown, or has no valid value.
    """
    known = variables()
    problems = _unknown(environment, {*known.values(), CONFIG_VARIABLE})
    try:
        config = Config.model_validate_strings(_nested(known, environment), strict=False)
    except ValidationError as error:
        problems += problems_of(error, Config, lambda key: (known[key], ""))
    if problems:
        raise ConfigError(problems)
    return config


def _unknown(environment: Mapping[str, str], known: set[str]) -> list[Problem]:
    strange = sorted(n for n in environment if n.startswith(PREFIX) and n not in known)
    return [
        Problem(name, "", f"unknown variable; {suggestion(name, sorted(known))}")
        for name in strange
    ]


def _nested(known: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, variable in known.items():
        if environment.get(variable):
            *tables, last = key.split(".")
            table = data
            for name in tables:
                table = table.setdefault(name, {})
            table[last] = environment[variable]
    return data
