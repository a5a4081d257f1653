"""From contexts, flags and the environment to the place to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.config.environment import Said
from ecstui.config.flags import OF_PLACE, Flags, option
from ecstui.config.schema import Context
from ecstui.config.settings import DEFAULT, Place, Settings

IDENTITY = ("profile", "role_arn", "endpoint_url")
"""What says which account it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A context that was chosen.

    :param named: by a flag, a variable or a command, and not only by the file: then it outranks
        what AWS tools read from the environment.
    :param file: the name of the file that it stands in.
    """

    name: str
    context: Context
    named: bool
    file: str

    def origin(self, field: str) -> str:
        """Where one of its values stands."""
        return f"{self.file} [contexts.{self.name}] {field}"


def place(
    choice: Choice | None, flags: Flags, aws: Mapping[str, Said], read_only: str | None
) -> Place:
    """The place that these describe together.

    A context that only the file chose gives way to a profile of another name: the rest of it
    belongs to another account.

    :param read_only: who forbids to change anything, in every context; None if nobody.
    """
    if choice is not None and _gives_way(choice, flags, aws):
        choice = None
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for field in OF_PLACE:
        values[field], origins[field] = _value(field, choice, flags, aws)
    values["read_only"], origins["read_only"] = _read_only(choice, read_only)
    values["production"], origins["production"] = _production(choice, values)
    values["cluster"] = values["cluster"] or ""
    name = choice.name if choice is not None else values["profile"] or "default"
    return Place(name, choice.name if choice is not None else None, **values, origins=origins)


def place_called(settings: Settings, name: str) -> Place:
    """The place of a context, or else of an AWS profile, as if the console began there.

    The place where it really began keeps what its flags said.
    """
    start = settings.place
    if name == start.name and (start.context is not None or name not in settings.config.contexts):
        return start
    everywhere = settings.origins["read_only"] if settings.config.read_only else None
    context = settings.config.contexts.get(name)
    if context is None:
        return place(None, Flags(profile=name), settings.aws, everywhere)
    choice = Choice(name, context, named=True, file=settings.file.path.name)
    return place(choice, Flags(), settings.aws, everywhere)


def _gives_way(choice: Choice, flags: Flags, aws: Mapping[str, Said]) -> bool:
    said = aws.get("profile")
    profile = flags.profile or (said.value if said else None)
    own = choice.context.profile
    return not choice.named and None not in (own, profile) and own != profile


def _value(
    field: str, choice: Choice | None, flags: Flags, aws: Mapping[str, Said]
) -> tuple[str | None, str]:
    of_context = getattr(choice.context, field) if choice is not None else None
    if (flag := getattr(flags, field)) is not None:
        return flag, f"{option(field)} flag"
    said = aws.get(field)
    if choice is not None and of_context is not None and (choice.named or said is None):
        return of_context, choice.origin(field)
    return (said.value, said.variable) if said is not None else (None, DEFAULT)


def _read_only(choice: Choice | None, everywhere: str | None) -> tuple[bool, str]:
    if everywhere is not None:
        return True, everywhere
    if choice is not None and choice.context.read_only is not None:
        return choice.context.read_only, choice.origin("read_only")
    return False, DEFAULT


def _production(choice: Choice | None, values: Mapping[str, Any]) -> tuple[bool | None, str]:
    """What the context says, but never that another account than its own is no production."""
    if choice is None or (said := choice.context.production) is None:
        return None, DEFAULT
    if not said and any(getattr(choice.context, f) != values[f] for f in IDENTITY):
        return None, DEFAULT
    return said, choice.origin("production")
