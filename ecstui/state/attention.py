"""How closely someone watches, and how often that means to read."""

from dataclasses import dataclass
from enum import Enum


class Attention(Enum):
    """How closely someone watches; the value is the seconds between two readings by default."""

    FOCUSED = 5.0
    VISIBLE = 15.0
    """On screen, but not what is looked at."""
    BACKGROUND = 60.0
    SELDOM = 3600.0
    """For what changes with the sign-in only; it is read again when that recovers."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Seconds between two readings of a feed, by how closely it is watched."""

    focused: float = Attention.FOCUSED.value
    visible: float = Attention.VISIBLE.value
    background: float = Attention.BACKGROUND.value
    seldom: float = Attention.SELDOM.value

    def of(self, attention: Attention) -> float:
        """The seconds for one degree of attention."""
        seconds: float = getattr(self, attention.name.lower())
        return seconds
