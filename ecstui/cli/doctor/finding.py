"""One line of what was found."""

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """Whether something has to be done."""

    OK = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing."""

    name: str
    text: str
    mark: Mark = Mark.OK
