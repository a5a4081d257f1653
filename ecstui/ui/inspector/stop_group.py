"""Tasks that stopped alike: how often, when, and one of them in full."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.stop_groups import StopGroup, groups
from ecstui.analysis.stops import stop_time
from ecstui.analysis.wording import ago, quantity, short_name
from ecstui.model.ecs import Task
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import BLANK, Line, Span, grid, heading, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind
from ecstui.ui.task_rows import stopped_of

MOST = 50
"""Tasks that are listed here; Enter lists them all."""


def lines(look: Look) -> Sequence[Line]:
    """What they have in common, then the tasks, the last one first."""
    parent = look.subject.parent
    if parent is None:
        return ()
    group = next((g for g in groups(stopped_of(parent, look.readings)) if g.key == look.subject.id),
                 None)  # fmt: skip
    if group is None:
        return ()
    return [
        heading(quantity(group.count, "stop") + f" of {group.revision}"),
        text(group.reason or "no reason given", LEVEL_TONES[group.level]),
        BLANK,
        *section("In common", _pairs(group)),
        *section(_title(group), grid(_task(task, look) for task in group.tasks[:MOST])),
    ]


def _title(group: StopGroup) -> str:
    part = f", the last {MOST} of {group.count}; Enter lists all" if group.count > MOST else ""
    return f"Tasks, times in UTC{part}"


def _pairs(group: StopGroup) -> Iterator[Line]:
    yield pair("stop code", group.stop_code)
    yield pair("container", group.container)
    yield pair("exit code", group.exit_code)
    yield pair("services", ", ".join(group.services))
    if group.first is not None and group.last is not None:
        yield pair("first", f"{group.first:%m-%d %H:%M:%S} UTC")
        yield pair("last", f"{group.last:%m-%d %H:%M:%S} UTC")


def _task(task: Task, look: Look) -> tuple[Span, ...]:
    when = stop_time(task)
    return (
        Span(f"{when:%H:%M:%S}" if when else "", "muted"),
        Span(f"{ago(look.now - when)} ago" if when else "", "muted"),
        Span(short_name(task.task_arn)),
    )


STOP_GROUP = Tab(
    id="overview",
    title="Stops",
    kinds=(Kind.STOP_GROUP,),
    feeds=lambda look: (feeds.all_stopped_tasks(look.subject.cluster),),
    lines=lines,
    empty="These stops are not in the list any more.",
)
