"""Parameters that an earlier call answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ecstui.actions.action import Refused
from ecstui.actions.plan import Answered, Call


def resolved(call: Call, answers: Sequence[Mapping[str, Any]]) -> Call:
    """The call with what was answered put in.

    :raises Refused: an answer lacks what it should have said.
    """
    parameters = {
        name: _found(value, answers) if isinstance(value, Answered) else value
        for name, value in call.parameters.items()
    }
    return replace(call, parameters=parameters)


def recorded(call: Call, known: Call) -> Call:
    """The call as it is written down: what is secret stays as it was before it was known.

    :param known: the same with what was answered put in.
    """
    parameters = {
        name: value.expected
        if isinstance(value, Answered) and value.secret
        else known.parameters[name]
        for name, value in call.parameters.items()
    }
    return replace(call, parameters=parameters)


def _found(wanted: Answered, answers: Sequence[Mapping[str, Any]]) -> Any:
    value: Any = answers[wanted.call]
    for member in wanted.path:
        if not isinstance(value, Mapping) or member not in value:
            raise Refused(f"AWS's answer lacks {'.'.join(wanted.path)}: the rest was not done.")
        value = value[member]
    return wanted.made(value)
