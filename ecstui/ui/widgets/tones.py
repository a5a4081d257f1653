"""What the colour of a text means; the stylesheet says which colour that is."""

from typing import Literal

Tone = Literal["plain", "bad", "warn", "busy", "good", "muted", "strong"]

TONES: tuple[Tone, ...] = ("plain", "bad", "warn", "busy", "good", "muted", "strong")
