"""Marks on events that come of several events together: none of them tells it by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecstui.analysis.trail.entry import Entry

Marks = Mapping[str, frozenset[str]]
"""By the id of a watch, the ids of the events that belong to it."""


def marked(entries: Sequence[Entry], marks: Marks) -> list[Entry]:
    """The entries with these marks, and without those they had of the same watches."""
    anew = frozenset[str]().union(*marks.values())
    return [
        _marked(it, marks) if it.event_id in anew or not marks.keys().isdisjoint(it.watches) else it
        for it in entries
    ]


def _marked(entry: Entry, marks: Marks) -> Entry:
    """The very entry if nothing is new about it."""
    fitting = {watch for watch, ids in marks.items() if entry.event_id in ids}
    watches = (entry.watches - marks.keys()) | fitting
    return entry if watches == entry.watches else replace(entry, watches=watches)
