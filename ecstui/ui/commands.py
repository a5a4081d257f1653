"""What can be typed after `:`."""

from dataclasses import dataclass
from typing import Any

from ecstui.ui.view import Subject, View
from ecstui.ui.views import VIEWS, find

QUIT_WORDS = ("q", "q!", "quit", "exit")
HELP_WORDS = ("help", "?")


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave."""


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Show the keys."""


@dataclass(frozen=True, slots=True)
class Open:
    """Go to a view."""

    view: View[Any]
    subject: Subject


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a command; the sentence says what would be one."""

    sentence: str


Command = Quit | ShowHelp | Open | Unknown


def parse(text: str, here: Subject) -> Command:
    """What `text` asks for, when it is typed in a view about `here`.

    `services` may name a cluster, else it is about the one at hand.
    """
    word, _, rest = text.strip().partition(" ")
    if word in QUIT_WORDS:
        return Quit()
    if word in HELP_WORDS:
        return ShowHelp()
    view = find(word)
    if view is None:
        known = ", ".join([*VIEWS, "help", "q"])
        return Unknown(f"There is no command “{word}”. There are: {known}.")
    if not view.needs_subject:
        return Open(view, Subject())
    name = rest.strip()
    if " " in name:
        return Unknown(f"One cluster at a time: {word} {name.split()[0]}.")
    subject = Subject(name, name) if name else here
    if not subject.arn:
        return Unknown(f"Of which cluster? For example: {word} NAME.")
    return Open(view, subject)
