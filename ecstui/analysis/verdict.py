"""What is thought of one thing: a word, how bad it is, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from ecstui.analysis.wording import Said, worded


class Level(IntEnum):
    """How much something asks for a look; the smallest is the worst."""

    RED = 0
    """Someone should look now."""
    AMBER = 1
    """It may become trouble, or keeps something waiting."""
    BUSY = 2
    """On its way."""
    GOOD = 3
    QUIET = 4
    """Over, and nothing to worry about."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word with its evidence. It stays equal while nothing happens but time going by."""

    word: str
    level: Level
    said: Said = ()
    """The evidence; a moment stands for how long ago it was."""

    def evidence(self, now: datetime) -> str:
        """The line that justifies the word."""
        return worded(self.said, now)
