"""What a call changed: before and after, as far as events tell; of a revision, what it brought."""

from collections.abc import Iterator, Sequence
from typing import Any

from ecstui.analysis.revisions import compare
from ecstui.analysis.trail.change import NOT_KNOWN, changes, parts
from ecstui.analysis.trail.entry import Entry
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.compare import difference_lines
from ecstui.ui.inspector.sheet import BLANK, Line, Span, heading, pair, side_by_side, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.trail_finding import all_of, find
from ecstui.ui.subject import Kind
from ecstui.ui.trail_subjects import feed_of
from ecstui.ui.widgets.tones import Tone

REGISTERED = "RegisterTaskDefinition"
UNKNOWN_BEFORE = f"{NOT_KNOWN}: no event of this list tells what it was before."


def lines(look: Look) -> Sequence[Line]:
    """The differences, else what was asked for."""
    entry = find(look)
    if entry is None:
        return ()
    if entry.error:
        return [text(f"Refused ({entry.error}): nothing was changed.", "good"), *_asked(entry)]
    if (pair_of := _revisions(entry)) is not None:
        return _compared(look, *pair_of)
    found = changes(entry, all_of(look))
    if not found:
        return [text("What was before does not follow from events.", "muted"), *_asked(entry)]
    names = (Span("before", "strong"), Span("after", "strong"))
    shown = side_by_side(Span("differs", "muted"), *names, look.width)
    for each in found:
        sign, tone = _sign(each.before, each.after)
        name = Span(f"{sign} {each.field}", tone)
        shown += side_by_side(name, Span(each.before), Span(each.after), look.width)
    unknown = any(each.before == NOT_KNOWN for each in found)
    return [*shown, *([BLANK, text(UNKNOWN_BEFORE, "muted")] if unknown else [])]


def _sign(before: str, after: str) -> tuple[str, Tone]:
    if not before:
        return "+", "good"
    return ("~", "warn") if after else ("-", "bad")


def _asked(entry: Entry) -> Iterator[Line]:
    asked, _ = parts(entry)
    if asked:
        yield BLANK
        yield heading("Asked for")
    for name, value in asked.items():
        if isinstance(value, str | int | bool):
            yield pair(name, value)


def _revisions(entry: Entry) -> tuple[str, str] | None:
    """The ARNs of the revision before the one that was registered, and of that one."""
    made = entry.of("task definition")
    if entry.name != REGISTERED or made is None or entry.elsewhere:
        return None
    family, _, number = made.id.rpartition(":")
    if not (family.startswith("arn:") and number.isdigit() and int(number) > 1):
        return None
    return f"{family}:{int(number) - 1}", made.id


def _compared(look: Look, before: str, after: str) -> Sequence[Line]:
    left, right = (look.readings.value(feeds.task_definition(arn)) for arn in (before, after))
    if left is None or right is None:
        return ()
    return difference_lines(before, after, compare(left, right), look.width)


def wanted(look: Look) -> tuple[Feed[Any], ...]:
    """The events; and the task definitions, once it is known which."""
    entry = find(look)
    arns = _revisions(entry) if entry is not None else None
    return (feed_of(look.subject), *map(feeds.task_definition, arns or ()))


TRAIL_CHANGE = Tab(
    id="compare",
    title="Change",
    kinds=(Kind.TRAIL_EVENT,),
    feeds=wanted,
    lines=lines,
    ages=False,
    empty="This event is not in the list any more.",
)
