"""The revisions of a family."""

from collections.abc import Sequence

from ecstui.state import feeds
from ecstui.ui.inspector.sheet import Line, Span, grid
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """A line for each, newest first."""
    revisions = look.readings.value(feeds.task_definition_revisions(look.subject.id)) or ()
    return grid(
        (each.name, Span(each.status, "plain" if each.status == "ACTIVE" else "muted"))
        for each in revisions
    )


FAMILY = Tab(
    id="overview",
    title="Revisions",
    kinds=(Kind.FAMILY,),
    feeds=lambda look: (feeds.task_definition_revisions(look.subject.id),),
    lines=lines,
)
