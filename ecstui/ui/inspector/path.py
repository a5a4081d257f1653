"""The path of packets for one need, hop by hop, from every place that fares alike."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.network.hop import Hop, Path, Verdict
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.outcomes import MODEL, Outcome
from ecstui.analysis.wording import quantity
from ecstui.model.ecs import Task
from ecstui.ui.inspector.sheet import BLANK, Line, Span, heading, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_path import PathReading
from ecstui.ui.views.path import TONES, outcome_id

WORDS = {Verdict.PASS: "✓ pass", Verdict.BLOCK: "✗ BLOCK", Verdict.UNKNOWN: "? unknown"}


def _reading(look: Look) -> PathReading:
    return PathReading(look.subject.parent or Subject(), look.readings)


def lines(look: Look) -> Sequence[Line]:
    """Verdict, fix, and the hops."""
    found = _reading(look).outcomes()
    outcome = next((each for each in found if outcome_id(each) == look.subject.id), None)
    if outcome is None:
        return ()
    named = f"{outcome.need.name}, port {outcome.need.port}" if outcome.need.port else ""
    return [
        heading(named or outcome.need.name),
        Line((Span(WORDS[outcome.verdict], TONES[outcome.verdict]),)),
        *_decision(outcome),
        text(MODEL, "muted"),
        BLANK,
        *(line for origin, path in _unlike(outcome) for line in _hops(origin, path)),
    ]


def _decision(outcome: Outcome) -> Iterator[Line]:
    yield pair("needed for", outcome.need.why)
    hop = outcome.deciding
    if hop is not None:
        yield pair("decided by", f"{hop.place} {hop.component}".rstrip())
        yield pair("because", hop.rule, TONES[outcome.verdict])
    if hop is not None and hop.fix:
        yield pair("fix", hop.fix, "strong")


def _unlike(outcome: Outcome) -> Iterator[tuple[Origin, Path]]:
    """The paths that are not the same as one before them, hop by hop."""
    seen: set[object] = set()
    for origin, path in outcome.paths:
        both = (path, path.beside) if path.beside is not None else (path,)
        shape = tuple(
            (hop.place, hop.component, hop.rule) for it in both for hop in it.hops[it is path :]
        )
        if shape not in seen:
            seen.add(shape)
            yield origin, path


def _hops(origin: Origin, path: Path) -> list[Line]:
    rows = [line for hop in path.hops for line in _hop(hop)]
    count = len(origin.tasks)
    if count > 1:
        rows.insert(0, text(f"{_alike(origin.tasks)}; one stands for all", "muted"))
    found = section(f"From {origin.name}, {_by(path)}", rows)
    if path.beside is not None:
        other = [line for hop in path.beside.hops for line in _hop(hop)]
        found += section(f"The same, {_by(path.beside)}", other)
    return found


def _by(path: Path) -> str:
    """`by IPv6 and NAT gateway nat-…`; of IP only where either version may be taken."""
    return f"by {path.version} and {path.way}" if path.version else f"by {path.way}"


def _alike(tasks: Sequence[Task]) -> str:
    """`8 tasks alike but for the address, 4 of them stopped`."""
    stopped = sum(task.last_status == "STOPPED" for task in tasks)
    said = f"{quantity(len(tasks), 'task')} alike but for the address"
    return f"{said}, {stopped} of them stopped" if stopped else said


def _hop(hop: Hop) -> Iterator[Line]:
    word = Span(f"{WORDS[hop.verdict]:<10}", TONES[hop.verdict])
    yield Line((word, Span(f"{hop.place} "), Span(hop.component, "muted")), hang=10)
    yield Line((Span(" " * 10), Span(hop.rule)), hang=10)
    if hop.fix:
        yield Line((Span(" " * 10), Span(f"fix: {hop.fix}", "strong")), hang=10)


PATH = Tab(
    id="overview",
    title="Hops",
    kinds=(Kind.PATH,),
    feeds=lambda look: tuple(_reading(look).wanted()),
    lines=lines,
    ages=False,
    empty="This path is not among those that are known any more.",
)
