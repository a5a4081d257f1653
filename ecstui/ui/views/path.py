"""The path of a service or a task: for each thing it needs, whether its packets get there and back.

What does not pass shows its hops below it, so that the one that blocks is seen at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.network.hop import Hop, Verdict
from ecstui.analysis.network.outcomes import MODEL, Outcome, verdict
from ecstui.analysis.wording import quantity
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_path import PathReading
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone

TONES: dict[Verdict, Tone] = {
    Verdict.PASS: "good",
    Verdict.BLOCK: "bad",
    Verdict.UNKNOWN: "warn",
}
AGAIN = "As it was; where its tasks are now is being read."
DEPTH = "  "
"""What a hop is indented by."""


@dataclass(frozen=True, slots=True)
class PathRow:
    """A need, or one of the hops to it.

    :param place: where it comes: the number of the need, and that of the hop.
    """

    place: tuple[int, int]
    outcome: Outcome
    hop: Hop | None = None

    @property
    def verdict(self) -> Verdict:
        """What becomes of packets."""
        return self.hop.verdict if self.hop is not None else self.outcome.verdict

    @property
    def id(self) -> str:
        """The same at the next look, whatever has become of it."""
        hop = f" {self.place[1]}" if self.hop is not None else ""
        return f"{outcome_id(self.outcome)}{hop}"

    @property
    def what(self) -> str:
        """The need, or what kind of thing the hop is."""
        return f"{DEPTH}{self.hop.place}" if self.hop is not None else self.outcome.need.name

    @property
    def by(self) -> str:
        """By what the packets go, or which thing the hop is."""
        return self.hop.component if self.hop is not None else self.outcome.way

    @property
    def said(self) -> str:
        """Why, and what would help."""
        if self.hop is not None:
            return _told(self.hop)
        decider = self.outcome.deciding
        return _told(decider) if decider is not None else f"for {self.outcome.need.why}"


def outcome_id(outcome: Outcome) -> str:
    """One of a need's outcomes, by what it is for and from where."""
    return f"{outcome.need.name}:{outcome.need.port}:{outcome.paths[0][0].name}"


def _told(hop: Hop) -> str:
    return f"{hop.rule} → {hop.fix}" if hop.fix else hop.rule


def table(subject: Subject, readings: Readings) -> Table[PathRow]:
    """A row for every need, and for every hop to what is not known to be reached."""
    reading = PathReading(subject, readings)
    found = reading.outcomes()
    if not found and readings.before and not reading.settled:
        return Table(readings.before, len(readings.before), f"{AGAIN} {MODEL}")
    rows = [row for number, each in enumerate(found) for row in _rows(number, each)]
    return Table(rows, len(rows), f"{_summary(found)} {MODEL}" if found else "")


def _rows(number: int, outcome: Outcome) -> Iterator[PathRow]:
    yield PathRow((number, 0), outcome)
    if outcome.verdict is not Verdict.PASS:
        for place, hop in enumerate(outcome.path.hops, 1):
            yield PathRow((number, place), outcome, hop)


def _summary(found: tuple[Outcome, ...]) -> str:
    """`2 of 7 blocked: …`; nothing green is said while something is not known."""
    counts = {word: sum(each.verdict is word for each in found) for word in Verdict}
    match verdict(found):
        case Verdict.BLOCK:
            unknown = f", {counts[Verdict.UNKNOWN]} unknown" if counts[Verdict.UNKNOWN] else ""
            return f"{counts[Verdict.BLOCK]} of {quantity(len(found), 'path')} blocked{unknown}."
        case Verdict.UNKNOWN:
            return f"{counts[Verdict.UNKNOWN]} of {quantity(len(found), 'path')} not known."
        case _:
            return f"Nothing blocks {quantity(len(found), 'path')}."


def evidence(row: PathRow, _: datetime) -> str:
    """The row in a sentence, with the fix."""
    outcome = row.outcome
    start = f"{outcome.need.name} from {outcome.origins} {row.verdict.upper()}"
    hop = row.hop or outcome.deciding
    if hop is None:
        return f"{start}: by {outcome.way}, for {outcome.need.why}"
    where = f"{hop.place} {hop.component}".rstrip()
    fix = f". Fix: {hop.fix}" if hop.fix else ""
    return f"{start}: {where}: {hop.rule}{fix}"


PATH: View[PathRow] = View(
    name="path",
    aliases=("paths", "reach"),
    about=(Kind.TASK, Kind.SERVICE),
    columns=(
        Column("verdict", "VERDICT", 8, lambda r, _: r.verdict.upper(), lambda r: r.place,
               tone=lambda r: TONES[r.verdict], value=lambda r, _: r.verdict.value),
        Column("need", "NEED AND HOPS", 23, lambda r, _: r.what,
               lambda r: (r.outcome.need.name, r.place), 1, squeezed=20),
        Column("from", "FROM", 14, lambda r, _: "" if r.hop is not None else r.outcome.origins,
               lambda r: (r.outcome.origins, r.place), 1, drops=2),
        Column("by", "BY", 21, lambda r, _: r.by, lambda r: (r.by, r.place), 1, drops=1),
        Column("because", "BECAUSE → FIX", 20, lambda r, _: r.said, lambda r: (r.said, r.place), 6,
               squeezed=16, tone=lambda r: "plain" if r.verdict is not Verdict.PASS else "muted"),
    ),
    feeds=lambda subject, readings: tuple(PathReading(subject, readings).wanted()),
    table=table,
    key=lambda r: r.id,
    searched=lambda r: f"{r.verdict} {r.what} {r.by} {r.outcome.origins} {r.said}",
    evidence=evidence,
    empty=lambda subject: f"Nothing is known of where {subject.name} stands in the network.",
    of_several=True,
    sort=("verdict", False),
    inspects=lambda r, subject: Subject(
        Kind.PATH, r.outcome.need.name, outcome_id(r.outcome), subject
    ),
    lacking="a path may be judged by what was so earlier",
)  # fmt: skip
