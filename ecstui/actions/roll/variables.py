"""Environment variables and secrets of a container, set and removed by lines."""

from collections.abc import Sequence

from ecstui.actions.action import Refused
from ecstui.actions.roll.fields import Body
from ecstui.actions.roll.lines import Assignment


def with_environment(container: Body, assignments: Sequence[Assignment]) -> None:
    """Set and remove environment variables of the container, which is changed in place.

    :raises Refused: one is to be removed that is not there.
    """
    _apply(container, assignments, "environment", "value", "environment variable")


def with_secrets(container: Body, assignments: Sequence[Assignment]) -> None:
    """Set and remove secrets: `NAME=` and the ARN of a secret, or ARN or name of a parameter.

    :raises Refused: one is to be removed that is not there.
    """
    _apply(container, assignments, "secrets", "valueFrom", "secret")


def _apply(
    container: Body, assignments: Sequence[Assignment], member: str, value: str, what: str
) -> None:
    if not assignments:
        return
    entries: list[Body] = [dict(each) for each in container.get(member) or ()]
    for assignment in assignments:
        index = _index(entries, assignment.name)
        if assignment.value is not None:
            entry = {"name": assignment.name, value: assignment.value}
            entries[index : index + 1] = [entry]
        elif index == len(entries):
            name = container["name"]
            raise Refused(f"{name} has no {what} {assignment.name} that could be removed.")
        else:
            del entries[index]
    container[member] = entries


def _index(entries: list[Body], name: str) -> int:
    """Where the entry of that name is; behind the last one if there is none."""
    found = (at for at, entry in enumerate(entries) if entry.get("name") == name)
    return next(found, len(entries))


def both(container: Body) -> tuple[str, ...]:
    """The names that are an environment variable and a secret at once, which ECS refuses.

    Source: API reference, Secret: the name must not be shared with an environment variable.
    """
    secrets = {each.get("name") for each in container.get("secrets") or ()}
    variables = [each.get("name") for each in container.get("environment") or ()]
    return tuple(str(name) for name in variables if name in secrets)
