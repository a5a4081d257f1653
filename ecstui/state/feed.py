"""One thing to keep fresh."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Generic, Protocol, TypeVar

from ecstui.aws.connection import ReadConnection

T = TypeVar("T")


class Attention(Enum):
    """How closely someone watches; the value is the seconds between two refreshes."""

    FOCUSED = 5.0
    VISIBLE = 15.0
    """On screen, but not what is looked at."""
    BACKGROUND = 60.0
    SELDOM = 3600.0
    """For what changes with the sign-in only; it is read again when that recovers."""


class Source(Protocol):
    """What a feed may draw on."""

    @property
    def connection(self) -> ReadConnection:
        """The connection of the current context."""

    def now(self) -> datetime:
        """The time at AWS."""

    def known(self, feed: "Feed[T]") -> T | None:
        """The last good value of another feed, or of the one that is being refreshed."""


@dataclass(frozen=True, slots=True)
class Feed(Generic[T]):
    """How to read one thing; two feeds with the same key are the same feed."""

    key: str
    fetch: Callable[[Source], Awaitable[T]]
    follows: "str | None" = None
    """The key of a feed that this one is refreshed after, instead of by itself."""
