"""A record of the journal whole, exactly as it stands in its file: redacted."""

import json
from collections.abc import Sequence

from ecstui.state import feeds
from ecstui.ui.inspector.json_body import member
from ecstui.ui.inspector.sheet import BLANK, Line, heading, pair
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """Its file and number, then its members."""
    records = look.readings.value(feeds.JOURNAL)
    items = records.items if records is not None else ()
    found = next((each for each in items if each.key == look.subject.id), None)
    if found is None:
        return ()
    shown = json.dumps(json.loads(found.entry.line), indent=2, ensure_ascii=False)
    return [
        heading(f"{found.entry.kind}, {found.entry.at:%Y-%m-%d %H:%M:%S} UTC"),
        pair("file", found.file),
        pair("record", found.entry.n),
        BLANK,
        *map(member, shown.splitlines()),
    ]


JOURNAL_ENTRY = Tab(
    id="overview",
    title="Record",
    kinds=(Kind.JOURNAL_RECORD,),
    feeds=lambda _: (feeds.JOURNAL,),
    lines=lines,
    ages=False,
    empty="This record is not in the journal's folder any more.",
)
