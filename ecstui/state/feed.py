"""One thing to keep fresh."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from ecstui.aws.connection import ReadConnection
from ecstui.model.listing import Listing
from ecstui.state.attention import Attention, Intervals
from ecstui.state.memory import Memory
from ecstui.state.moment import Moment

__all__ = ["Attention", "Feed", "Intervals", "Source"]

T = TypeVar("T")


class Source(Protocol):
    """What a feed may draw on during one reading."""

    @property
    def connection(self) -> ReadConnection:
        """The connection of the current context."""

    @property
    def intervals(self) -> Intervals:
        """How often things are read."""

    @property
    def memory(self) -> Memory | None:
        """Where what AWS forgets is kept, if anywhere."""

    async def local(self, name: str) -> Any:
        """What this machine knows under a name, such as the changes of this session."""

    def now(self) -> datetime:
        """The time at AWS."""

    def moment(self) -> Moment:
        """This moment on this machine."""

    def known(self, feed: "Feed[T]") -> T | None:
        """The last good and whole value of another feed, or of the one that is being read."""

    def on_screen(self, feed: "Feed[Any]") -> frozenset[str]:
        """The ARNs of those items of a feed that a person sees now."""

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has had enough: what has been read by now is what there is."""

    @property
    def is_wished(self) -> bool:
        """Whether a person has asked for this reading, now."""

    def progress(self, value: Listing[Any]) -> None:
        """Show what has been read so far; it is ignored once the feed has been read wholly."""


@dataclass(frozen=True, slots=True)
class Feed(Generic[T]):
    """How to read one thing; two feeds with the same key are the same feed."""

    key: str
    fetch: Callable[[Source], Awaitable[T]]
    follows: "str | None" = None
    """The key of a feed that this one is refreshed after, instead of by itself."""
    rests: bool = True
    """Whether it is read less often if that takes long; not where each reading limits itself."""
    calm: float = 0.0
    """Seconds within which it is not worth reading again, however closely it is watched."""
    local: bool = False
    """Whether it asks this machine alone: it is read without a connection too."""
