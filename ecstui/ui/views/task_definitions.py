"""The families of task definitions."""

from ecstui.state import feeds
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column


def table(_: Subject, readings: Readings) -> Table[str]:
    """A row for every family that has an ACTIVE revision."""
    families = readings.value(feeds.task_definition_families()) or ()
    return Table(families, len(families))


def subject(family: str) -> Subject:
    """The family, to look into."""
    return Subject(Kind.FAMILY, family, family)


TASK_DEFINITIONS: View[str] = View(
    name="task-definitions",
    aliases=("td", "taskdefs", "families"),
    about=(Kind.REGION,),
    columns=(Column("family", "FAMILY", 20, lambda f, _: f, lambda f: f, 1),),
    feeds=lambda _, __: (feeds.task_definition_families(),),
    table=table,
    key=lambda f: f,
    searched=lambda f: f,
    evidence=lambda f, _: f"{f}: Enter lists its revisions",
    empty=lambda _: "There are no ACTIVE task definitions in this Region.",
    sort=("family", False),
    opens=lambda f, _: Step("revisions", subject(f)),
    inspects=lambda f, _: subject(f),
)
