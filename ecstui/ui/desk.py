"""What a screen may ask of the console that it is part of."""

from collections.abc import Sequence
from typing import Protocol

from ecstui.actions.change import Change
from ecstui.state.session import Session
from ecstui.ui.contexts import Context


class Desk(Protocol):
    """The console, as its screens know it."""

    session: Session
    """Of the context at hand; a screen keeps the one that it began with."""
    context: Context

    dry_run: bool
    """Whether every change ends at its preview."""

    def why_not(self) -> str:
        """Why nothing can be changed here; empty if something can."""

    @property
    def instead(self) -> str:
        """What to do where nothing can be changed, in a sentence; empty where nobody knows."""

    @property
    def changes(self) -> Sequence[Change]:
        """Every change of this session, the oldest first."""

    def problem(self, command: str) -> str:
        """What is wrong with a command, in a sentence; empty if nothing is."""

    def candidates(self, command: str) -> Sequence[str]:
        """Whole commands that begin like a half-typed one."""
