"""A change at one target: who asked, what AWS was asked, how it goes, and the way back."""

import json
from collections.abc import Iterator, Sequence

from ecstui.actions.change import Change
from ecstui.analysis.masking import mask
from ecstui.analysis.wording import ago
from ecstui.journal import Intent
from ecstui.journal.differences import differences
from ecstui.state import feeds
from ecstui.state.feeds import Recorded, Records
from ecstui.ui.inspector.sheet import BLANK, Line, Span, grid, heading, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.record_words import outcome_words
from ecstui.ui.subject import Kind
from ecstui.ui.views.changes import ChangeRow, find, tone


def lines(look: Look) -> Sequence[Line]:
    """All that is known of it here, and of its calls in the journal."""
    listing = look.readings.value(feeds.CHANGES)
    row = find(listing.items, look.subject.id) if listing is not None else None
    if row is None:
        return ()
    change, progress = row.change, row.progress
    records = look.readings.value(feeds.JOURNAL) or Records()
    calls = [line for made in _made(row, records) for line in _call(made)]
    return [
        heading(change.plan.title),
        Line((Span(str(progress.stage), tone(row)),)),
        text(progress.sentence),
        *map(text, change.plan.notes),
        *(text(f"Left out. {sentence}") for sentence in change.plan.left_out),
        BLANK,
        *section("Change", _pairs(row, look)),
        *section("Before → after", _differences(row)),
        *section("Calls", calls or [text("None has been made for it.", "muted")]),
        *section("Way back", _way_back(row, listing.items if listing is not None else ())),
    ]


def _pairs(row: ChangeRow, look: Look) -> Iterator[Line]:
    change, target, place = row.change, row.step.target, row.change.plan.place
    yield pair("target", target.arn)
    yield pair("who", place.caller)
    yield pair("account", " ".join(filter(None, (place.alias, place.account))))
    yield pair("Region", place.region)
    yield pair("begun", f"{change.begun:%m-%d %H:%M:%S} UTC, {ago(look.now - change.begun)} ago")
    if change.ended is not None:
        yield pair("over", f"{change.ended:%m-%d %H:%M:%S} UTC")
    if row.step.effect:
        yield pair("expected", row.step.effect)


def _differences(row: ChangeRow) -> list[Line]:
    """In the journal's words: what has been taken up from there knows no others."""
    before, after = differences(
        {each.field: each.before for each in row.step.changes},
        {each.field: each.after for each in row.step.changes},
    )
    return grid([(Span(name, "muted"), before[name], f"→ {after[name]}") for name in before])


def _made(row: ChangeRow, records: Records) -> list[tuple[Recorded, Intent]]:
    """The calls for this target that are on record, in their order."""
    return [
        (recorded, intent)
        for recorded in records.items
        if isinstance(intent := recorded.entry.record, Intent)
        and intent.change_id == row.change.id
        and row.step.target.arn in intent.targets
    ]


def _call(made: tuple[Recorded, Intent]) -> Iterator[Line]:
    recorded, intent = made
    said, colour = outcome_words(recorded.outcome)
    call = f"{intent.call.service}:{intent.call.operation}"
    yield text(f"{recorded.entry.at:%H:%M:%S} UTC  {call}, {intent.index} of {intent.of}")
    yield text(f"  {'not sent' if not recorded.sent else said}", colour)
    shown = json.dumps(mask(dict(intent.call.parameters)), ensure_ascii=False)
    yield text(f"  {shown}", "muted")
    if intent.reason:
        yield text(f"  reason: {intent.reason}")


def _way_back(row: ChangeRow, changes: Sequence[Change]) -> Iterator[Line]:
    """The key undoes the newest change that can be undone, and of that what may have been done."""
    undo = row.change.way_back(row.step)
    yield text(undo.sentence or "not known")
    if undo.request is None:
        return
    newest = next((each for each in reversed(changes) if each.undo), None)
    if row.step not in row.change.touched:
        yield text("Nothing has been changed here.", "muted")
    elif newest is not None and newest.id == row.change.id:
        yield text("u shows its preview.", "muted")
    elif newest is not None:
        yield text(f"u is for a newer change: {newest.plan.title}.", "muted")


CHANGE = Tab(
    id="overview",
    title="Change",
    kinds=(Kind.CHANGE,),
    feeds=lambda _: (feeds.CHANGES, feeds.JOURNAL),
    lines=lines,
    empty="This change is not known any more.",
)
