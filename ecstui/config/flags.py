"""What the command line says."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ecstui.config.problem import Problem
from ecstui.config.refusal import problems_of
from ecstui.config.schema import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """The options that outrank everything else; None where one was not given."""

    config: Path | None = None
    context: str | None = None
    profile: str | None = None
    region: str | None = None
    role_arn: str | None = None
    endpoint_url: str | None = None
    cluster: str | None = None
    theme: str | None = None
    read_only: bool = False
    dry_run: bool = False
    journal: str | None = None

    def problems(self) -> Iterator[Problem]:
        """The flags with values that a context could not have either."""
        given = {name: getattr(self, name) for name in OF_PLACE if getattr(self, name) is not None}
        try:
            Context.model_validate(given)
        except ValidationError as error:
            yield from problems_of(error, Context, lambda key: (option(key), ""))


OF_PLACE = ("profile", "region", "role_arn", "endpoint_url", "cluster")
"""The flags that say what to look at."""


def option(key: str) -> str:
    """A flag as it is typed."""
    return f"--{key.replace('_', '-')}"
