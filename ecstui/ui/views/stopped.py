"""The stopped tasks of a cluster or a service, grouped by how they stopped."""

from datetime import datetime

from ecstui.analysis.stop_groups import StopGroup, groups
from ecstui.analysis.wording import ago
from ecstui.state import feeds
from ecstui.ui.columns import age_column
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
    return "muted" if group.benign or group.clean else "bad"


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
        number_column("count", "COUNT", 6, lambda g: g.count),
        Column("exit", "EXIT", 4, lambda g, _: "" if g.exit_code is None else str(g.exit_code),
               lambda g: g.exit_code, align="right", kind="number",
               value=lambda g, _: g.exit_code, tone=tone),
        Column("service", "SERVICE", 12, lambda g, _: services(g), services, 2),
        Column("revision", "REVISION", 13, lambda g, _: g.revision, lambda g: g.revision, 1,
               cut="start", drops=1),
        Column("container", "CONTAINER", 10, lambda g, _: g.container, lambda g: g.container,
               drops=3),
        Column("code", "STOP CODE", 23, lambda g, _: g.stop_code, lambda g: g.stop_code, drops=4),
        age_column("last", "LAST", lambda g: g.last),
        Column("reason", "REASON", 20, lambda g, _: g.reason, lambda g: g.reason, 5, tone=tone),
    ),
    feeds=lambda subject, _: (feeds.all_stopped_tasks(subject.cluster),),
    table=table,
    key=lambda g: g.key,
    searched=lambda g: f"{services(g)} {g.revision} {g.container} {g.stop_code} {g.reason}",
    evidence=evidence,
    empty=lambda subject: f"No stopped tasks of {subject.name} are known.",
    sort=("count", True),
    opens=lambda g, subject: Step("stopped-tasks", inspects(g, subject)),
    remembers=True,
    inspects=inspects,
)  # fmt: skip
