"""What screens tell: that something is new, or that something is asked for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from ecstui.actions.change import Change
from ecstui.actions.request import Request, Target
from ecstui.ui.view import Step

if TYPE_CHECKING:
    from ecstui.ui.acting import Acting


class Refreshed(Message):
    """A snapshot that someone draws on is new."""

    def can_replace(self, message: Message) -> bool:
        """Many snapshots make one redraw."""
        return isinstance(message, type(self))


@dataclass
class RowOpened(Message):
    """A row of `screen` was opened: where it leads is asked for."""

    screen: Screen[Any]
    step: Step


@dataclass
class ViewAsked(Message):
    """The view of that name was asked for, of what is selected on `screen`."""

    screen: Screen[Any]
    view: str


@dataclass
class Commanded(Message):
    """Something was typed after `:`."""

    text: str


@dataclass
class ChangeAsked(Message):
    """The preview of a change of these was asked for on `screen`, where so many are marked."""

    screen: "Acting"
    action: str
    targets: tuple[Target, ...]
    marked: int


@dataclass
class RotationAsked(Message):
    """The rotation of a user's access key was asked for, by the user's name."""

    user: str


@dataclass
class RotationStepAsked(Message):
    """A step of a rotation was asked for."""

    request: Request


@dataclass
class LeavingAsked(Message):
    """A change was asked to be followed no more."""

    change_id: str


class UndoAsked(Message):
    """The way back from the last change was asked for."""


@dataclass
class Changed(Message):
    """There is news of a change."""

    change: Change


class Left(Message):
    """Escape was pressed with nothing to undo here."""
