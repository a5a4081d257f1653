"""The same change with the AWS command line."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from ecstui.actions.plan import Answered, Call, Place
from ecstui.analysis.masking import mask
from ecstui.aws.command_line import Reference, assigned, command_line

REMARK = "# "
MASKED = (
    "# Not to be run as it is: values are masked, and what stands for them would be sent. "
    "Confirm the change here, or put the values in and take the # away."
)
TELLING = frozenset({"CreateAccessKey"})
"""Operations whose answer is a secret."""
TOLD = (
    "# Not to be run as it is: the answer has the secret, which would stay in the terminal. "
    "Confirm the change here."
)


def command_lines(calls: Sequence[Call], place: Place) -> list[str]:
    """Lines for a shell that make the calls. They run as printed, unless a value is masked: then
    none of them does, as one needs what the other answers.

    Where the context acts in a role, in a shell that has it: `command_role.in_role`.
    """
    given = [{name: _value(value) for name, value in call.parameters.items()} for call in calls]
    shown = [{name: _shown(name, value) for name, value in each.items()} for each in given]
    wanted = _wanted(calls)
    lines = [
        _line(call, parameters, place, index, wanted.get(index, ""))
        for index, (call, parameters) in enumerate(zip(calls, shown, strict=True))
    ]
    if any(call.operation.name in TELLING for call in calls):
        return [TOLD, *(f"{REMARK}{line}" for line in lines)]
    return lines if shown == given else [MASKED, *(f"{REMARK}{line}" for line in lines)]


def runs(line: str) -> bool:
    """Whether a shell does anything with the line."""
    return not line.startswith(REMARK)


def _shown(name: str, value: object) -> object:
    if isinstance(value, Answered):  # A secret, for which something else stands.
        return value.expected
    return value if isinstance(value, Reference) else mask({name: value})[name]


def _line(call: Call, shown: Mapping[str, Any], place: Place, index: int, query: str) -> str:
    line = command_line(
        call.operation,
        shown,
        region=place.region,
        profile=None if place.role_arn else place.profile,
        endpoint_url=place.endpoint_url,
    )
    return assigned(_variable(index), line, query) if query else line


def _wanted(calls: Sequence[Call]) -> dict[int, str]:
    """What later calls need of an answer, as `--query` has it."""
    answered = [v for call in calls for v in call.parameters.values() if _is_passed_on(v)]
    return {value.call: ".".join(value.path) for value in answered}


def _value(value: object) -> object:
    return Reference(_variable(value.call)) if _is_passed_on(value) else value


def _is_passed_on(value: object) -> TypeGuard[Answered]:
    """Whether one line hands it to another; a secret is in no line."""
    return isinstance(value, Answered) and not value.secret


def _variable(call: int) -> str:
    return f"ANSWER{call + 1}"
