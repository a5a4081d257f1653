"""The same change with the AWS command line."""

from collections.abc import Sequence

from ecstui.actions.plan import Answered, Call, Place
from ecstui.analysis.masking import mask
from ecstui.aws.command_line import Reference, assigned, command_line

MASKED = "# Values are masked: put them in before you run this."


def command_lines(calls: Sequence[Call], place: Place) -> list[str]:
    """Lines for a shell that make the calls; they run as printed, unless a value is masked.

    Where the context acts in a role, in a shell that has it: `command_role.in_role`.
    """
    found: list[str] = []
    wanted = _wanted(calls)
    for index, call in enumerate(calls):
        given = {name: _value(value) for name, value in call.parameters.items()}
        shown = {n: v if isinstance(v, Reference) else mask({n: v})[n] for n, v in given.items()}
        if shown != given:
            found.append(MASKED)
        line = command_line(
            call.operation,
            shown,
            region=place.region,
            profile=None if place.role_arn else place.profile,
            endpoint_url=place.endpoint_url,
        )
        query = wanted.get(index)
        found.append(assigned(_variable(index), line, query) if query else line)
    return found


def _wanted(calls: Sequence[Call]) -> dict[int, str]:
    """What later calls need of an answer, as `--query` has it."""
    answered = [v for call in calls for v in call.parameters.values() if isinstance(v, Answered)]
    return {value.call: ".".join(value.path) for value in answered}


def _value(value: object) -> object:
    return Reference(_variable(value.call)) if isinstance(value, Answered) else value


def _variable(call: int) -> str:
    return f"ANSWER{call + 1}"
