"""The places that the console can look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ecstui.actions.files import Files
from ecstui.actions.gate import Gate, Publish, TakeOver
from ecstui.state.session import Connect

OpenGate = Callable[[Publish, TakeOver | None], Gate]
"""Given who hears of changes, and what gives the terminal away, if anything here can."""


def _unknown(_account: str, _alias: str, _cluster: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """One place to look at: an account, as someone, in a Region."""

    name: str
    """Of the configuration file, or the profile's, or `default`."""
    connect: Connect
    gate: OpenGate | None = None
    """Opens the only way to change something there; None in a read-only context."""
    read_only_by: str = ""
    """What makes it read-only: a flag, a variable, or a key of the configuration file."""
    production: Callable[[str, str, str], bool | None] = _unknown
    """Given account, alias and cluster: whether that is production; None if nobody said."""
    region: str | None = None
    """The Region that is asked for; None for the one that any AWS tool would find."""
    cluster: str = ""
    """Name or ARN of the cluster to begin with."""
    files: Files | None = None
    """Where on this machine something may be kept; None for the user's own places."""


class Contexts(Protocol):
    """The contexts that `:ctx` and `:region` choose from."""

    @property
    def names(self) -> Sequence[str]:
        """The contexts of the configuration, then the profiles of the AWS configuration."""

    @property
    def regions(self) -> Sequence[str]:
        """The Regions that AWS is known to have."""

    def open(self, name: str) -> Context:
        """The context of that name.

        :raises KeyError: there is none.
        """

    def in_region(self, context: Context, region: str) -> Context:
        """The same context in another Region."""


@dataclass(frozen=True, slots=True)
class OnlyContext:
    """A choice of one."""

    context: Context
    names: Sequence[str] = ()
    regions: Sequence[str] = ()

    def open(self, name: str) -> Context:
        """That one.

        :raises KeyError: it has another name.
        """
        if name != self.context.name:
            raise KeyError(name)
        return self.context

    def in_region(self, context: Context, region: str) -> Context:
        """The same, whatever is asked for."""
        return context
