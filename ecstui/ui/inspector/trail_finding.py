"""An event of CloudTrail among what has been read."""

from collections.abc import Sequence

from ecstui.analysis.trail.entry import Entry
from ecstui.ui.inspector.tab import Look
from ecstui.ui.trail_subjects import event_id, feed_of


def all_of(look: Look) -> Sequence[Entry]:
    """Everything that was read with the event."""
    found = look.readings.value(feed_of(look.subject))
    return found.items if found is not None else ()


def find(look: Look) -> Entry | None:
    """The event that is looked at."""
    wanted = event_id(look.subject)
    return next((each for each in all_of(look) if each.event_id == wanted), None)
