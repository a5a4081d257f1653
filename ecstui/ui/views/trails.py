"""The trails of CloudTrail that log what happens here, and whether they can be relied on."""

from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.trail.health import NO_TRAIL, judge_trail
from ecstui.analysis.verdict import Verdict
from ecstui.analysis.wording import without_moments
from ecstui.model.trail import Trail
from ecstui.state import feeds
from ecstui.ui.columns import age_column
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A trail and what is thought of it."""

    trail: Trail
    verdict: Verdict

    @property
    def scope(self) -> str:
        """Which Regions it logs."""
        return "all Regions" if self.trail.multi_region else "one Region"

    @property
    def delivered(self) -> datetime | None:
        """When its last log file was delivered."""
        return self.trail.status.delivered_at if self.trail.status else None


def table(_: Subject, readings: Readings) -> Table[TrailRow]:
    """A row for every trail."""
    found = readings.value(feeds.TRAILS)
    items = found.items if found is not None else ()
    rows = [TrailRow(trail, judge_trail(trail, readings.now)) for trail in items]
    return Table(rows, len(rows))


def _yes(value: object) -> str:
    return "yes" if value else "no"


TRAILS: View[TrailRow] = View(
    name="trails",
    aliases=(),
    about=(Kind.REGION,),
    columns=(
        Column("state", "STATE", 8, lambda r, _: r.verdict.word, lambda r: r.verdict.level,
               tone=lambda r: LEVEL_TONES[r.verdict.level]),
        Column("trail", "TRAIL", 18, lambda r, _: r.trail.name, lambda r: r.trail.name, 1),
        Column("scope", "LOGS", 11, lambda r, _: r.scope, lambda r: r.scope, drops=1),
        Column("home", "HOME", 14, lambda r, _: r.trail.home_region,
               lambda r: r.trail.home_region, drops=4),
        age_column("delivered", "DELIVERED", lambda r: r.delivered, width=9, drops=2),
        Column("valid", "VALIDATED", 9, lambda r, _: _yes(r.trail.validated),
               lambda r: r.trail.validated, drops=3),
        Column("why", "WHY", 20, lambda r, now: r.verdict.evidence(now),
               lambda r: without_moments(r.verdict.said), 4, squeezed=18),
    ),
    feeds=lambda _, __: (feeds.TRAILS,),
    table=table,
    key=lambda r: r.trail.arn,
    searched=lambda r: f"{r.verdict.word} {r.trail.arn} {r.scope} {r.trail.bucket}",
    evidence=lambda r, now: f"{r.trail.name} {r.verdict.word}: {r.verdict.evidence(now)}",
    empty=lambda _: NO_TRAIL,
    sort=("state", False),
    inspects=lambda r, _: Subject(Kind.TRAIL, r.trail.name, r.trail.arn),
)  # fmt: skip
