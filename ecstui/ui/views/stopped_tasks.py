"""Stopped tasks one by one: those that stopped alike, or all of a service or cluster."""

from datetime import datetime

from ecstui.analysis import stops
from ecstui.analysis.stop_groups import groups
from ecstui.analysis.wording import without_moments
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_rows import ID, TaskRow, missing_note, stopped_of, task_rows, task_subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column


def table(subject: Subject, readings: Readings) -> Table[TaskRow]:
    """A row for every stopped task, or for those of the group."""
    tasks = stopped_of(subject, readings)
    group = subject.within(Kind.STOP_GROUP)
    if group is not None:
        tasks = [task for each in groups(tasks) if each.key == group.id for task in each.tasks]
    found = readings.value(feeds.all_stopped_tasks(subject.cluster))
    rows = task_rows(tasks, readings.now, found.forgotten if found else frozenset())
    return Table(rows, len(rows), missing_note(subject, readings))


def exit_code(row: TaskRow) -> int | None:
    """Of the container to blame."""
    container = stops.culprit(row.task)
    return container.exit_code if container is not None else None


def lived(row: TaskRow) -> str:
    """`memory` where AWS has forgotten the task."""
    return "memory" if row.forgotten else ""


def evidence(row: TaskRow, now: datetime) -> str:
    """Why, when, and who still knows it."""
    kept = (
        " AWS has forgotten this task; it is from this machine's memory." if row.forgotten else ""
    )
    return f"{row.id[:ID]} {row.verdict.word}: {row.verdict.evidence(now)}.{kept}"


def searched(row: TaskRow) -> str:
    """All that its row says but for ages, and the whole reason."""
    said = without_moments(row.verdict.said)
    words = (row.id, row.owner, row.revision, row.verdict.word, said, row.task.stopped_reason)
    return " ".join(filter(None, words))


STOPPED_TASKS: View[TaskRow] = View(
    name="stopped-tasks",
    aliases=("stt",),
    about=(Kind.STOP_GROUP, Kind.SERVICE, Kind.CLUSTER),
    columns=(
        Column(
            "state", "STATE", 8, lambda r, _: r.verdict.word, lambda r: r.rank,
            tone=lambda r: LEVEL_TONES[r.verdict.level], value=lambda r, _: r.verdict.word,
        ),
        Column("task", "TASK", ID, lambda r, _: r.id[:ID], lambda r: r.id),
        Column("exit", "EXIT", 4, lambda r, _: "" if exit_code(r) is None else str(exit_code(r)),
               exit_code, align="right", kind="number", value=lambda r, _: exit_code(r)),
        Column("service", "SERVICE", 12, lambda r, _: r.owner, lambda r: r.owner, 1, drops=2),
        Column("revision", "REVISION", 13, lambda r, _: r.revision, lambda r: r.revision, 1,
               cut="start", drops=1),
        age_column("stopped", "STOPPED", lambda r: stops.stop_time(r.task), width=8),
        Column("from", "FROM", 6, lambda r, _: lived(r), lived, drops=2),
        Column("why", "WHY", 24, lambda r, now: r.verdict.evidence(now),
               lambda r: r.task.stopped_reason or "", 4, squeezed=14),
    ),
    feeds=lambda subject, _: (feeds.all_stopped_tasks(subject.cluster),),
    table=table,
    key=lambda r: r.task.task_arn,
    searched=searched,
    evidence=evidence,
    empty=lambda subject: f"No stopped tasks of {subject.name} are known.",
    sort=("stopped", False),
    remembers=True,
    inspects=lambda r, subject: task_subject(r.task, subject),
    facts=lambda r: r.task,
)  # fmt: skip
