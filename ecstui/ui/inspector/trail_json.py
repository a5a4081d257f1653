"""An event of CloudTrail as it was logged, without secrets and values of variables."""

import json
from collections.abc import Sequence

from ecstui.ui.inspector.json_body import member
from ecstui.ui.inspector.sheet import Line
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.trail_finding import find
from ecstui.ui.subject import Kind
from ecstui.ui.trail_subjects import feed_of


def lines(look: Look) -> Sequence[Line]:
    """The body, indented. What is masked here was masked before it was kept: `z` shows no more."""
    entry = find(look)
    if entry is None:
        return ()
    shown = json.dumps(json.loads(entry.body), indent=2, ensure_ascii=False)
    return [member(row) for row in shown.splitlines()]


TRAIL_JSON = Tab(
    id="json",
    title="JSON",
    kinds=(Kind.TRAIL_EVENT,),
    feeds=lambda look: (feed_of(look.subject),),
    lines=lines,
    ages=False,
    empty="This event is not in the list any more.",
)
