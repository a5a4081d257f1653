"""The line of the AWS command line interface that makes the same call.

It is for versions 1 and 2 of the `aws` command, in any POSIX shell. Source: AWS CLI User Guide,
"Specifying parameter values for the AWS CLI".
"""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.aws.operations import Operation

NEGATED: Mapping[str, str] = {
    "enableExecuteCommand": "--disable-execute-command",
    "interactive": "--non-interactive",
}
"""Options that say no where that is not the option with `no-` before its name, all of ECS."""
AS_JSON = frozenset({"RegisterTaskDefinition"})
"""Operations whose input is read best as one JSON text."""
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NOT_PLAIN = re.compile(r"-|(?:file|fileb|https?)://")
"""The beginning of what `aws` takes for an option, or for the place where the value is."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that an earlier line left in a variable of the shell.

    :raises ValueError: no shell has a variable of that name.
    """

    variable: str

    def __post_init__(self) -> None:
        if not _VARIABLE.fullmatch(self.variable):
            raise ValueError(f"{self.variable!r} is no name of a variable")

    def __str__(self) -> str:
        return f'"${self.variable}"'


def command_line(
    operation: Operation,
    parameters: Mapping[str, Any],
    *,
    region: str,
    profile: str | None = None,
    endpoint_url: str | None = None,
) -> str:
    """One line for a shell, which runs as it is.

    :param parameters: the operation's input, as AWS spells it. A value may be a `Reference`.
    """
    from botocore import xform_name

    words = ["aws", operation.service, xform_name(operation.name, "-")]
    for name, value in (("region", region), ("profile", profile), ("endpoint-url", endpoint_url)):
        if value:
            words += [f"--{name}", shlex.quote(value)]
    return " ".join([*words, *_options(operation, parameters)])


def assigned(variable: str, line: str, query: str) -> str:
    """A line that keeps a part of the answer for a `Reference` of a later line.

    :param variable: of the shell.
    :param query: what of the answer, in JMESPath.
    :raises ValueError: no shell has a variable of that name.
    """
    name = Reference(variable).variable
    return f"{name}=$({line} --query {shlex.quote(query)} --output text)"


def _options(operation: Operation, parameters: Mapping[str, Any]) -> Iterator[str]:
    known = {n: v for n, v in parameters.items() if not isinstance(v, Reference)}
    if operation.name in AS_JSON or any(map(_needs_json, known.values())):
        yield f"--cli-input-json {shlex.quote(_json(known))}"
        known = {}
    for name, value in parameters.items():
        if isinstance(value, Reference) or name in known:
            yield _option(name, value)


def _option(name: str, value: Any) -> str:
    from botocore import xform_name

    option = f"--{xform_name(name, '-')}"
    if value is True:
        return option
    if value is False:
        return NEGATED.get(name) or option.replace("--", "--no-", 1)
    return f"{option} {_text(value)}"


def _text(value: Any) -> str:
    if isinstance(value, Reference):
        return str(value)
    return shlex.quote(value if isinstance(value, str) else _json(value))


def _needs_json(value: Any) -> bool:
    """Whether it is a text that would be misread, or that a terminal might not show as it is."""
    if not isinstance(value, str):
        return False
    return _NOT_PLAIN.match(value) is not None or not value.isprintable()


def _json(value: Any) -> str:
    text: str = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)
