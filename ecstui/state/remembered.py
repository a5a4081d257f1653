"""A list with what AWS does not tell any more."""

from dataclasses import dataclass
from typing import TypeVar

from ecstui.model.listing import Listing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remembered(Listing[T]):
    """What AWS tells, and what it told once."""

    forgotten: frozenset[str] = frozenset()
    """The ARNs of those that AWS does not tell of any more."""
    dropped: int = 0
    """How many more of those there were: they count in the total, and are not listed."""
    recalled: bool = False
    """Whether the memory of earlier sessions is among it."""
