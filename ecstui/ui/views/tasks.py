"""The tasks of a cluster or of one service: those that are to run."""

from ecstui.analysis.wording import without_moments
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_rows import ID, TaskRow, task_rows, task_subject, tasks_feed
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column


def table(subject: Subject, readings: Readings) -> Table[TaskRow]:
    """A row for every task."""
    roster = readings.value(tasks_feed(subject))
    if roster is None:
        return Table()
    return Table(task_rows(roster.items, readings.now, before=readings.before), roster.total)


def searched(row: TaskRow) -> str:
    """Id, state, service, revision, zone, and what the line below says."""
    task, said = row.task, without_moments(row.verdict.said)
    return f"{row.id} {row.verdict.word} {row.owner} {row.revision} {task.availability_zone} {said}"


TASKS: View[TaskRow] = View(
    name="tasks",
    aliases=("task", "ts"),
    about=(Kind.SERVICE, Kind.CLUSTER),
    columns=(
        Column(
            "state", "STATE", 12, lambda r, _: r.verdict.word, lambda r: r.rank,
            tone=lambda r: LEVEL_TONES[r.verdict.level], value=lambda r, _: r.verdict.word,
        ),
        Column("task", "TASK", ID, lambda r, _: r.id[:ID], lambda r: r.id),
        Column("service", "SERVICE", 12, lambda r, _: r.owner, lambda r: r.owner, 2),
        Column("revision", "REVISION", 13, lambda r, _: r.revision, lambda r: r.revision, 1,
               cut="start", drops=1),
        Column("health", "HEALTH", 9, lambda r, _: r.task.health_status or "",
               lambda r: r.task.health_status or "", drops=2),
        Column("zone", "AZ", 16, lambda r, _: r.task.availability_zone or "",
               lambda r: r.task.availability_zone or "", drops=3),
        Column("address", "ADDRESS", 15, lambda r, _: r.task.private_address or "",
               lambda r: r.task.private_address or "", drops=4),
        Column("capacity", "CAPACITY", 12,
               lambda r, _: r.task.capacity_provider_name or r.task.launch_type or "",
               lambda r: r.task.capacity_provider_name or r.task.launch_type or "", drops=5),
        age_column("age", "AGE", lambda r: r.task.started_at or r.task.created_at),
    ),
    feeds=lambda subject, _: (tasks_feed(subject),),
    table=table,
    key=lambda r: r.task.task_arn,
    searched=searched,
    evidence=lambda r, now: f"{r.id[:ID]} {r.verdict.word}: {r.verdict.evidence(now)}",
    empty=lambda subject: f"{subject.name} has no running tasks. :stopped shows the others.",
    sort=("state", False),
    inspects=lambda r, subject: task_subject(r.task, subject),
    many=True,
    facts=lambda r: r.task,
)  # fmt: skip
