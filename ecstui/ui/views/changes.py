"""Every change of this session, of whatever context: how far each of its targets is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.actions.action import Progress
from ecstui.actions.change import Change
from ecstui.actions.plan import Step
from ecstui.analysis.wording import ago, short_name
from ecstui.state import feeds
from ecstui.ui.badges import TONES
from ecstui.ui.columns import age_column
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone

EMPTY = (
    "Nothing has been changed in this session. An upper-case key on a service or task shows the "
    "preview of a change."
)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change at one of its targets."""

    change: Change
    step: Step

    @property
    def progress(self) -> Progress:
        """How far it is there."""
        return self.change.of(self.step)

    @property
    def key(self) -> str:
        """The change's id and the target's ARN, which has no spaces."""
        return f"{self.change.id} {self.step.target.arn}"

    @property
    def where(self) -> str:
        """`acme-prod ap-northeast-1`."""
        place = self.change.plan.place
        return f"{place.name} {place.region}"


def find(changes: tuple[Change, ...], key: str) -> ChangeRow | None:
    """The row of that key."""
    return next((row for row in rows(changes) if row.key == key), None)


def rows(changes: tuple[Change, ...]) -> list[ChangeRow]:
    """The newest change first; its targets in the order of their turns."""
    return [ChangeRow(change, step) for change in reversed(changes) for step in change.plan.steps]


def table(_: Subject, readings: Readings) -> Table[ChangeRow]:
    """A row for every target of every change."""
    listing = readings.value(feeds.CHANGES)
    found = rows(listing.items) if listing is not None else []
    return Table(found, len(found))


def tone(row: ChangeRow) -> Tone:
    """Red where it failed, amber where it came out otherwise, green where it was reached."""
    return TONES.get(row.progress.stage, "busy")


def evidence(row: ChangeRow, now: datetime) -> str:
    """All of what is known of it, whose account it is, and when it was begun."""
    progress, change = row.progress, row.change
    begun = f"begun {change.begun:%H:%M:%S} UTC, {ago(now - change.begun)} ago"
    return f"{change.plan.title}: {progress.stage}, {progress.sentence} · {row.where} · {begun}"


def inspects(row: ChangeRow, _: Subject) -> Subject:
    """The change at this target; what else could be done to the target is asked for elsewhere: it
    may be in an account that is not looked at now.
    """
    return Subject(Kind.CHANGE, row.step.target.name, row.key)


def _cluster(row: ChangeRow) -> str:
    return short_name(row.step.cluster)


def _searched(row: ChangeRow) -> str:
    target, progress = row.step.target, row.progress
    words: list[Any] = [progress.stage, row.change.plan.title, target.name, target.cluster]
    return " ".join(map(str, (*words, row.where, progress.sentence)))


CHANGES: View[ChangeRow] = View(
    name="watch",
    aliases=("wa", "changes"),
    about=(Kind.REGION,),
    columns=(
        Column(
            "stage", "STAGE", 11, lambda r, _: str(r.progress.stage),
            lambda r: str(r.progress.stage), tone=tone,
        ),
        Column(
            "what", "WHAT", 16, lambda r, _: r.change.plan.title, lambda r: r.change.plan.title, 2,
            squeezed=14,
        ),
        Column(
            "target", "TARGET", 12, lambda r, _: r.step.target.name, lambda r: r.step.target.name,
            1, drops=2,
        ),
        Column("cluster", "CLUSTER", 10, lambda r, _: _cluster(r), _cluster, drops=3),
        age_column("age", "AGE", lambda r: r.change.begun, drops=1),
        Column(
            "progress", "PROGRESS", 24, lambda r, _: r.progress.sentence,
            lambda r: r.progress.sentence, 6, squeezed=19, tone=tone,
        ),
    ),
    feeds=lambda _, __: (feeds.CHANGES,),
    table=table,
    key=lambda r: r.key,
    searched=_searched,
    evidence=evidence,
    empty=lambda _: EMPTY,
    sort=("age", False),
    inspects=inspects,
    follows=True,
)  # fmt: skip
