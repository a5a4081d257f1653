"""The journal as Markdown, fit for a post-mortem."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from ecstui.aws.errors import tidy
from ecstui.cli.journal.changes import Change
from ecstui.cli.journal.rows import Row
from ecstui.cli.journal.words import place, short, when, who
from ecstui.journal import Reading, Session

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#~"})


def markdown(
    readings: Sequence[Reading], lines: Sequence[Row], made: Sequence[Change], now: datetime
) -> Iterator[str]:
    """The lines of the document.

    :param readings: the files that are told of.
    :param now: when it is made.
    """
    yield from _header(readings, lines, now)
    yield from _timeline(lines)
    yield from _changes(made)
    yield from _notes([row for row in lines if row.what == "note"])
    yield from _evidence(readings)


def escaped(text: str) -> str:
    """Text on one line that Markdown takes for nothing but text."""
    return tidy(text, limit=2000).translate(_ESCAPED)


def _header(readings: Sequence[Reading], lines: Sequence[Row], now: datetime) -> Iterator[str]:
    yield from ("# ecstui journal", "")
    if lines:
        yield f"- Period: {when(lines[0].at)} to {when(lines[-1].at)} UTC"
    sessions = [e.record for r in readings for e in r.entries if isinstance(e.record, Session)]
    for session in dict.fromkeys(sessions):
        said = f"{place(session)}, {who(session.caller_arn)}, {session.mode}"
        yield f"- Session {escaped(session.session_id)}: {escaped(said)}"
    yield from (f"- Made: {when(now)} UTC", "")


def _timeline(lines: Sequence[Row]) -> Iterator[str]:
    yield from ("## Timeline", "")
    yield from _table(("Time (UTC)", "Session", "What", "Target", "Outcome", "Effect"))
    for row in lines:
        at, *cells = row.cells
        yield _line((at, escaped(row.session_id), *map(escaped, cells)))
    yield ""


def _changes(made: Sequence[Change]) -> Iterator[str]:
    yield from ("## Changes", "")
    if not made:
        yield from ("None.", "")
    for change in made:
        yield from _change(change)


def _change(change: Change) -> Iterator[str]:
    intent = change.intent
    targets = ", ".join(short(target) for target in change.targets)
    yield from (f"### {when(change.at)} {escaped(intent.action)}: {escaped(targets)}", "")
    yield f"- Change {escaped(change.change_id)} by {escaped(who(intent.caller))}"
    yield f"- Account {escaped(intent.account)}, {escaped(intent.region)}"
    if intent.risk or intent.typed:
        yield f"- Risk {escaped(intent.risk)}, confirmed by typing: {escaped(intent.typed)}"
    if intent.reason:
        yield f"- Reason: {escaped(intent.reason)}"
    if intent.undo is not None:
        yield f"- Undo: {escaped(intent.undo.sentence)}"
    for target in change.targets:
        if target in change.effects:
            at, effect = change.effects[target]
            yield f"- {escaped(short(target))}: {escaped(change.effect(target))} ({when(at)})"
            if effect.undo is not None:
                yield f"- Undo, as known then: {escaped(effect.undo.sentence)}"
        elif open_end := change.effect(target):
            yield f"- {escaped(short(target))}: {open_end}"
    yield ""
    yield from _before_and_after(change)
    yield from _calls(change)


def _before_and_after(change: Change) -> Iterator[str]:
    """A table for each call that says what there was; calls of the same targets say it once."""
    told: list[Any] = []
    for call in change.calls:
        before, after = call.intent.before, call.intent.after
        said = (call.intent.targets, before, after)
        if not (before or after) or said in told:
            continue
        told.append(said)
        if len(change.targets) > 1:
            yield from (escaped(", ".join(map(short, call.intent.targets))), "")
        yield from _table(("Field", "Before", "After"))
        for name in dict.fromkeys((*before, *after)):
            values = (_value(side.get(name)) for side in (before, after))
            yield _line((escaped(name), *map(escaped, values)))
        yield ""


def _calls(change: Change) -> Iterator[str]:
    for call in change.calls:
        intent, outcome = call.intent, call.outcome
        name = f"{intent.call.service}:{intent.call.operation}"
        its_id = f", request {outcome.request_id}" if outcome and outcome.request_id else ""
        told = f"{name}: {call.words}{its_id}"
        yield from (f"Call {intent.index} of {intent.of}, {when(call.at)}: {escaped(told)}", "")
        text = json.dumps(intent.call.parameters, indent=2, sort_keys=True)
        yield from ("```json", text.replace("`", "\\u0060"), "```", "")


def _notes(notes: Sequence[Row]) -> Iterator[str]:
    yield from ("## Notes", "")
    for row in notes:
        about = f" ({escaped(row.target)})" if row.target else ""
        yield f"- {when(row.at)}{about}: {escaped(row.outcome)}"
    yield from ("",) if notes else ("None.", "")


def _evidence(readings: Sequence[Reading]) -> Iterator[str]:
    """The files that this was made of: their last hashes tell whether they are still the same."""
    yield from ("## Evidence", "")
    yield from _table(("File", "Records", "Last hash", "Chain"))
    for reading in readings:
        last = reading.entries[-1].hash if reading.entries else ""
        chain = f"{len(reading.problems)} problems" if reading.problems else "whole"
        yield _line((escaped(reading.path.name), str(len(reading.entries)), last, chain))


def _table(headings: Iterable[str]) -> Iterator[str]:
    names = tuple(headings)
    yield from (_line(names), _line(("---",) * len(names)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _value(value: Any) -> str:
    if value is None:
        return "—"
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
