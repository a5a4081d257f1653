"""What a screen may ask of the console that it is part of."""

from collections.abc import Sequence
from typing import Protocol

from ecstui.state.session import Session
from ecstui.ui.contexts import Context


class Desk(Protocol):
    """The console, as its screens know it."""

    session: Session
    """Of the context at hand; a screen keeps the one that it began with."""
    context: Context

    def problem(self, command: str) -> str:
        """What is wrong with a command, in a sentence; empty if nothing is."""

    def candidates(self, command: str) -> Sequence[str]:
        """Whole commands that begin like a half-typed one."""
