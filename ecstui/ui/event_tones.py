"""The colour of what an event says."""

from ecstui.analysis.event_texts import Meaning
from ecstui.ui.widgets.tones import Tone

EVENT_TONES: dict[Meaning, Tone] = {
    Meaning.STEADY: "good",
    Meaning.LAUNCH_THROTTLED: "bad",
    Meaning.ROLLED_BACK: "bad",
    Meaning.BLOCKED: "warn",
    Meaning.COMPLETED: "good",
    Meaning.STARTED: "plain",
    Meaning.CHURN: "muted",
}
"""Trouble stands out, churn does not."""
