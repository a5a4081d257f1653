"""What the memory keeps of CloudTrail: events, masked, and which spans of time have been read.

An event never changes, so that what has been read once need not be asked for again.
"""

import json
import logging
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from ecstui.analysis.trail.places import Attribute
from ecstui.analysis.trail.spans import Span, joined
from ecstui.aws.errors import AwsFailure
from ecstui.aws.trail_record import read_record
from ecstui.model.trail_event import TrailEvent, TrailResource
from ecstui.state.memory_rows import Scope

log = logging.getLogger(__name__)

TABLES = (
    """
    CREATE TABLE trail_events (
        endpoint TEXT NOT NULL,
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        id TEXT NOT NULL,
        time REAL NOT NULL,
        name TEXT NOT NULL,
        source TEXT,
        username TEXT,
        resources TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (endpoint, account, region, id)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX trail_events_by_time ON trail_events (endpoint, account, region, time)
    """,
    """
    CREATE TABLE trail_spans (
        endpoint TEXT NOT NULL,
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        asked TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (endpoint, account, region, asked, first)
    ) WITHOUT ROWID
    """,
)
KEEP = "INSERT OR IGNORE INTO trail_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
PLACE = "endpoint = ? AND account = ? AND region = ?"
COLUMNS = "id, name, time, source, username, resources, body"


def keep(
    db: sqlite3.Connection,
    scope: Scope,
    asked: Attribute,
    events: Iterable[TrailEvent],
    span: Span,
) -> None:
    """Write down events that have been masked, and the span for which these are all there are."""
    question = "=".join(asked)
    with db:
        db.executemany(KEEP, (_row(scope, event) for event in events))
        known = spans(db, scope, asked)
        db.execute(f"DELETE FROM trail_spans WHERE {PLACE} AND asked = ?", [*_at(scope), question])
        db.executemany(
            "INSERT INTO trail_spans VALUES (?, ?, ?, ?, ?, ?)",
            ((*_at(scope), question, *each) for each in joined([*known, span])),
        )


def _at(scope: Scope) -> tuple[str, str, str]:
    return scope.endpoint, scope.account, scope.region


def _row(scope: Scope, event: TrailEvent) -> tuple[str | float | None, ...]:
    resources = json.dumps([[each.type, each.name] for each in event.resources])
    time = event.time.timestamp()
    facts = (event.event_id, time, event.name, event.source, event.username)
    return (*_at(scope), *facts, resources, event.body)


def spans(db: sqlite3.Connection, scope: Scope, asked: Attribute) -> list[Span]:
    """The spans that have been read with such a question."""
    found = db.execute(
        f"SELECT first, last FROM trail_spans WHERE {PLACE} AND asked = ?",
        [*_at(scope), "=".join(asked)],
    )
    return [(first, last) for first, last in found]


def events(
    db: sqlite3.Connection, scope: Scope, since: float, naming: Sequence[str] = ()
) -> tuple[TrailEvent, ...]:
    """The events since a time, newest first; only those that name one of these, if any is given."""
    where, values = f"{PLACE} AND time >= ?", [*_at(scope), since]
    if naming:
        where += f" AND ({' OR '.join(['instr(body, ?) > 0'] * len(naming))})"
    found = db.execute(
        f"SELECT {COLUMNS} FROM trail_events WHERE {where} ORDER BY time DESC", [*values, *naming]
    )
    return tuple(event for row in found if (event := _event(*row)) is not None)


def _event(
    its_id: str,
    name: str,
    time: float,
    source: str | None,
    username: str | None,
    resources: str,
    body: str,
) -> TrailEvent | None:
    named = tuple(TrailResource(kind, name) for kind, name in json.loads(resources))
    when = datetime.fromtimestamp(time, UTC)
    try:
        return read_record(its_id, name, when, source, username, named, body)
    except AwsFailure:
        log.warning("%s was remembered in a form that is not understood any more", its_id)
        return None


def forget(db: sqlite3.Connection, before: float, most: int) -> None:
    """Drop the events from before a time, and the oldest of those that are too many.

    Of what is dropped it must not be said any more that it has been read.
    """
    newest = f"SELECT time FROM trail_events ORDER BY time DESC LIMIT 1 OFFSET {most}"
    (last,) = db.execute(newest).fetchone() or (before,)
    limit = max(before, last)
    db.execute("DELETE FROM trail_events WHERE time <= ?", [limit])
    db.execute("DELETE FROM trail_spans WHERE last <= ?", [limit])
    db.execute("UPDATE trail_spans SET first = ? WHERE first <= ?", [int(limit) + 1, limit])
