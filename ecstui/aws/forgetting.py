"""All credentials of the process that are resolved when needed, so that they can be forgotten."""

from typing import Protocol
from weakref import WeakSet


class Forgetful(Protocol):
    """Credentials that can be resolved anew."""

    def forget(self) -> None:
        """Resolve them anew for the next call."""


LIVE: WeakSet[Forgetful] = WeakSet()
"""Those of every connection that is open."""


def forget_all() -> None:
    """Have every connection resolve its credentials anew for its next call: what the user's files
    say has changed.
    """
    for credentials in tuple(LIVE):
        credentials.forget()
