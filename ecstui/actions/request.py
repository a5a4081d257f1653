"""What someone asks for: an action on targets, with what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class TargetKind(StrEnum):
    """What an action can be about, in ECS's own words."""

    SERVICE = "service"
    TASK = "task"
    TASK_DEFINITION = "task definition"
    INSTANCE = "container instance"
    USER = "user"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing, by the ARN that it had when it was selected; never by a row number."""

    kind: TargetKind
    arn: str
    name: str
    """For a person."""
    cluster: str = ""
    """Name or ARN of its cluster; a task definition is in none."""


@dataclass(frozen=True, slots=True)
class Request:
    """An action asked for.

    :param action: the action's id, e.g. `scale`.
    :param inputs: what was chosen, by the id of the field.
    """

    action: str
    targets: tuple[Target, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)

    def whose(self, several: str) -> str:
        """What it is about, for a title: `checkout`, `3 services`.

        :param several: what more than one are called.
        """
        if len(self.targets) > 1:
            return f"{len(self.targets)} {several}"
        return self.targets[0].name
