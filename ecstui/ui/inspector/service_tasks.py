"""The tasks of a service: those that run, then how those that do not have stopped."""

from collections.abc import Sequence

from ecstui.analysis.stop_groups import StopGroup, groups
from ecstui.analysis.wording import ago
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import Line, Span, grid, section
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind
from ecstui.ui.task_rows import ID, TaskRow, stopped_of, task_rows, tasks_feed


def lines(look: Look) -> Sequence[Line]:
    """Running ones by how bad they are, stopped ones grouped."""
    running = look.readings.value(tasks_feed(look.subject))
    rows = sorted(task_rows(running.items if running else (), look.readings.now),
                  key=lambda row: row.rank)  # fmt: skip
    stopped = groups(stopped_of(look.subject, look.readings))
    return [
        *section("Running", grid(_running(row, look) for row in rows)),
        *section("Stopped", grid(_stopped(group, look) for group in stopped)),
    ]


def _running(row: TaskRow, look: Look) -> tuple[Span, ...]:
    return (
        Span(row.verdict.word, LEVEL_TONES[row.verdict.level]),
        Span(row.id[:ID]),
        Span(row.revision),
        Span(row.verdict.evidence(look.now), "muted"),
    )


def _stopped(group: StopGroup, look: Look) -> tuple[Span, ...]:
    last = f"last {ago(look.now - group.last)} ago" if group.last is not None else ""
    code = "" if group.exit_code is None else f"exit {group.exit_code}"
    tone = LEVEL_TONES[group.level]
    return (
        Span(f"{group.count}×", tone),
        Span(code),
        Span(group.revision),
        Span(last, "muted"),
        Span(group.reason or group.stop_code, tone),
    )


SERVICE_TASKS = Tab(
    id="tasks",
    title="Tasks",
    kinds=(Kind.SERVICE,),
    feeds=lambda look: (tasks_feed(look.subject), feeds.all_stopped_tasks(look.subject.cluster)),
    lines=lines,
    empty="This service has no tasks, running or stopped.",
)
