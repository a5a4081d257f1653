"""A list that knows whether it is whole."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ecstui.model.ecs import Failure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Everything a list operation gave, joined with what its describe operation said of it."""

    items: tuple[T, ...]
    total: int
    """How many there are according to the list operation."""
    failures: tuple[Failure, ...] = ()
    """Those of them that could not be described, as AWS said it."""

    @property
    def so_far(self) -> str:
        """How far its reading has come, where numbers do not tell it."""
        return ""
