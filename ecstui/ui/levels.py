"""The colour of how bad something is."""

from ecstui.analysis.verdict import Level
from ecstui.ui.widgets.tones import Tone

LEVEL_TONES: dict[Level, Tone] = {
    Level.RED: "bad",
    Level.AMBER: "warn",
    Level.BUSY: "busy",
    Level.GOOD: "good",
    Level.QUIET: "muted",
}
