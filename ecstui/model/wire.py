"""How the data of Amazon ECS are read, and what all of them have in common.

Shapes and meanings: Amazon ECS API Reference (API version 2014-11-13). Only what the console uses
is named; members that AWS adds later are ignored here and kept in the raw body. Members that AWS
may leave out have a default; a missing one that AWS always sends is an error, never a guess.
"""

from dataclasses import field

from pydantic import ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass

WIRE = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", defer_build=True)
"""Members are camelCase on the wire and snake_case here."""


@dataclass(frozen=True, slots=True, config=WIRE)
class Failure:
    """One entry of `failures[]`: part of a batch that could not be answered."""

    arn: str | None = None
    reason: str | None = None
    """E.g. MISSING: deleted, or in another cluster."""
    detail: str | None = None


@dataclass(frozen=True, slots=True, config=WIRE)
class Tag:
    """A tag."""

    key: str
    value: str = ""


@dataclass(frozen=True, slots=True, config=WIRE)
class KeyValuePair:
    """A name with a value that does not show in a log or a traceback: it may be a secret."""

    name: str = ""
    value: str = field(default="", repr=False)
