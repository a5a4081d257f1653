"""Anything as the API returns it, except for what must not be seen."""

import json
from collections.abc import Sequence
from typing import Any

from ecstui.analysis.masking import mask
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.sheet import Line, Span
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind

KINDS = {
    Kind.CLUSTER: "cluster",
    Kind.SERVICE: "service",
    Kind.TASK: "task",
    Kind.TASK_DEFINITION: "task-definition",
    Kind.INSTANCE: "container-instance",
    Kind.CAPACITY_PROVIDER: "capacity-provider",
}
"""What AWS can be asked for."""


def lines(look: Look) -> Sequence[Line]:
    """The body, indented; the values of environment variables only when they are asked for."""
    body = look.readings.value(_feed(look))
    if body is None:
        return ()
    shown = json.dumps(mask(body, reveal_env=look.reveal), indent=2, ensure_ascii=False)
    return [member(row) for row in shown.splitlines()]


def member(row: str) -> Line:
    """Members' names are muted; what follows a break is indented under its value."""
    indent = len(row) - len(row.lstrip())
    name, colon, value = row.partition('": ')
    if not colon:
        return Line((Span(row),), hang=indent + 2)
    return Line((Span(f'{name}": ', "muted"), Span(value)), hang=indent + 2)


def _feed(look: Look) -> Feed[dict[str, Any]]:
    subject = look.subject
    return feeds.raw(KINDS[subject.kind], subject.id, subject.cluster)


JSON = Tab(
    id="json",
    title="JSON",
    kinds=tuple(KINDS),
    feeds=lambda look: (_feed(look),),
    lines=lines,
    ages=False,
)
