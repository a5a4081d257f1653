"""News of a row that outranks what its widest column says."""

from dataclasses import dataclass

from ecstui.ui.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words in a tone."""

    text: str
    tone: Tone = "busy"
