"""The stopped tasks of a cluster or a service, grouped by how they stopped."""

from datetime import datetime

from ecstui.analysis.stop_groups import StopGroup, groups
from ecstui.analysis.wording import ago
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_rows import missing_note, service_arn, stopped_of
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone


def table(subject: Subject, readings: Readings) -> Table[StopGroup]:
    """A row for each way in which tasks stopped."""
    made = groups(stopped_of(subject, readings))
    return Table(made, len(made), missing_note(subject, readings))


def tone(group: StopGroup) -> Tone:
    """Failures stand out."""
    return LEVEL_TONES[group.level]


def services(group: StopGroup) -> str:
    """The services that the tasks were of."""
    return ", ".join(group.services)


def evidence(group: StopGroup, now: datetime) -> str:
    """How often, in what time, and why."""
    times = [ago(now - moment) for moment in (group.first, group.last) if moment is not None]
    span = f", {' to '.join(dict.fromkeys(times))} ago" if times else ""
    return (
        f"{group.count} × {group.stop_code or 'stopped'}{span}: {group.reason or 'no reason given'}"
    )


def inspects(group: StopGroup, subject: Subject) -> Subject:
    """The group, by its key; and the service, if all of its tasks were of one."""
    owners = {service_arn(task) for task in group.tasks}
    owner = owners.pop() if len(owners) == 1 else ""
    return Subject(Kind.STOP_GROUP, group.revision, group.key, subject, owner)


STOPPED: View[StopGroup] = View(
    name="stopped",
    aliases=("st", "stops"),
    about=(Kind.SERVICE, Kind.CLUSTER),
    columns=(
        Column("state", "STATE", 7, lambda g, _: g.word, lambda g: g.rank, tone=tone),
        number_column("count", "COUNT", 6, lambda g: g.count),
        Column("exit", "EXIT", 4, lambda g, _: "" if g.exit_code is None else str(g.exit_code),
               lambda g: g.exit_code, align="right", drops=1, kind="number",
               value=lambda g, _: g.exit_code, tone=tone),
        Column("service", "SERVICE", 12, lambda g, _: services(g), services, 2),
        Column("revision", "REVISION", 13, lambda g, _: g.revision, lambda g: g.revision, 1,
               cut="start", drops=3),
        Column("container", "CONTAINER", 10, lambda g, _: g.container, lambda g: g.container,
               drops=4),
        Column("code", "STOP CODE", 23, lambda g, _: g.stop_code, lambda g: g.stop_code, drops=5),
        age_column("last", "LAST", lambda g: g.last, drops=2),
        Column("reason", "REASON", 18, lambda g, _: g.reason, lambda g: g.reason, 5, tone=tone),
    ),
    feeds=lambda subject, _: (feeds.all_stopped_tasks(subject.cluster),),
    table=table,
    key=lambda g: g.key,
    searched=lambda g: f"{services(g)} {g.revision} {g.container} {g.stop_code} {g.reason}",
    evidence=evidence,
    empty=lambda subject: f"No stopped tasks of {subject.name} are known.",
    sort=("state", False),
    opens=lambda g, subject: Step("stopped-tasks", inspects(g, subject)),
    remembers=True,
    inspects=inspects,
)  # fmt: skip
