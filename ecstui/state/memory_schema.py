"""The file in which is kept what AWS forgets."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from ecstui.state import memory_trail

SCHEMA_VERSION = 3
"""Of the tables below; kept in the file's `user_version`."""
BUSY = 1.0
"""Seconds to wait for another console that writes to the same file."""
MOST_TASKS = 50_000
"""How many stopped tasks are kept over a start, the newest ones."""
MOST_EVENTS = 200_000
"""How many service events are kept over a start, the newest ones."""
MOST_TRAIL_EVENTS = 50_000
"""How many events of CloudTrail are kept over a start, the newest ones."""

FIRST_TABLES = (
    """
    CREATE TABLE stopped_tasks (
        endpoint TEXT NOT NULL,
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        cluster TEXT NOT NULL,
        arn TEXT NOT NULL,
        stopped_at REAL NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (endpoint, arn)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX stopped_tasks_of_cluster
        ON stopped_tasks (endpoint, account, region, cluster, stopped_at)
    """,
    """
    CREATE TABLE service_events (
        endpoint TEXT NOT NULL,
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        cluster TEXT NOT NULL,
        service TEXT NOT NULL,
        id TEXT NOT NULL,
        created_at REAL NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (endpoint, service, id)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX service_events_of_cluster
        ON service_events (endpoint, account, region, cluster, created_at)
    """,
)
TABLES = (*FIRST_TABLES, *memory_trail.TABLES)
FROM_VERSION_1 = (
    "DROP INDEX stopped_tasks_of_cluster",
    "DROP INDEX service_events_of_cluster",
    "ALTER TABLE stopped_tasks RENAME TO stopped_tasks_1",
    "ALTER TABLE service_events RENAME TO service_events_1",
    *TABLES,
    "INSERT INTO stopped_tasks SELECT '', * FROM stopped_tasks_1",
    "INSERT INTO service_events SELECT '', * FROM service_events_1",
    "DROP TABLE stopped_tasks_1",
    "DROP TABLE service_events_1",
)
"""The first version did not know the endpoint: what it kept counts as AWS's own."""
STEPS = {0: TABLES, 1: FROM_VERSION_1, 2: memory_trail.TABLES}
"""What brings a file of each version up to date; a new one says 0."""


class NewerSchemaError(Exception):
    """The file was written by a newer version, which this one does not understand."""


def open_database(path: Path | None, forget_before: datetime) -> sqlite3.Connection:
    """Open the file, made for its owner only; what happened earlier than that is dropped.

    :param path: None for one that is kept in memory.
    :raises NewerSchemaError: a newer version wrote it.
    :raises OSError: it cannot be made.
    :raises sqlite3.Error: it is damaged, locked or cannot be written to.
    """
    if path is not None:
        _make(path)
    database = sqlite3.connect(path or ":memory:", timeout=BUSY)
    try:
        _prepare(database)
        _forget(database, forget_before.timestamp())
    except BaseException:  # Whatever it is, an interruption too: the file does not stay open.
        database.close()
        raise
    return database


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)  # SQLite gives the files beside it the same mode.


def _prepare(database: sqlite3.Connection) -> None:
    if _version(database) > SCHEMA_VERSION:
        raise NewerSchemaError(_version(database))
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if _version(database) < SCHEMA_VERSION:
        with database:
            database.execute("BEGIN IMMEDIATE")
            # Another console may have done it since.
            for step in STEPS.get(_version(database), ()):
                database.execute(step)
            database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def _forget(database: sqlite3.Connection, before: float) -> None:
    """Drop what is too old, and the oldest of what is too much."""
    with database:
        for table, column, most in (
            ("stopped_tasks", "stopped_at", MOST_TASKS),
            ("service_events", "created_at", MOST_EVENTS),
        ):
            newest = f"SELECT {column} FROM {table} ORDER BY {column} DESC LIMIT 1 OFFSET {most}"
            database.execute(f"DELETE FROM {table} WHERE {column} < ?", [before])
            database.execute(f"DELETE FROM {table} WHERE {column} <= ({newest})")
        memory_trail.forget(database, before, MOST_TRAIL_EVENTS)
