"""The revisions of a family, newest first."""

from datetime import datetime

from ecstui.model.task_definition import TaskDefinitionRevision
from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone


def table(family: Subject, readings: Readings) -> Table[TaskDefinitionRevision]:
    """A row for every revision that can still be described."""
    revisions = readings.value(feeds.task_definition_revisions(family.id)) or ()
    return Table(revisions, len(revisions))


def tone(revision: TaskDefinitionRevision) -> Tone:
    """An INACTIVE one cannot be started any more."""
    return "plain" if revision.status == "ACTIVE" else "muted"


def inspects(revision: TaskDefinitionRevision, family: Subject) -> Subject:
    """The revision."""
    return Subject(Kind.TASK_DEFINITION, revision.name, revision.arn, family)


def evidence(revision: TaskDefinitionRevision, _: datetime) -> str:
    """What can be done with it here."""
    return (
        f"{revision.name} {revision.status}: Enter shows it; "
        "space marks it, and Diff shows what differs from it"
    )


REVISIONS: View[TaskDefinitionRevision] = View(
    name="revisions",
    aliases=("td", "revs", "family"),
    about=(Kind.FAMILY,),
    columns=(
        Column("revision", "REVISION", 20, lambda r, _: r.name, lambda r: r.revision, 1),
        Column("status", "STATUS", 9, lambda r, _: r.status, lambda r: r.status, tone=tone),
    ),
    feeds=lambda family, _: (feeds.task_definition_revisions(family.id),),
    table=table,
    key=lambda r: r.arn,
    searched=lambda r: f"{r.name} {r.status}",
    evidence=evidence,
    empty=lambda family: f"There is no family {family.name}, or no revision of it is left.",
    sort=("revision", True),
    inspects=inspects,
    marks=True,
)
