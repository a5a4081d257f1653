"""What the memory keeps, as rows.

Of tasks that is the JSON of our own model, which has neither environments nor overrides.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from ecstui.model.ecs import Service, ServiceEvent, Task
from ecstui.model.listing import Listing

log = logging.getLogger(__name__)

_TASK = TypeAdapter(Task)

KEEP_TASK = "INSERT OR IGNORE INTO stopped_tasks VALUES (?, ?, ?, ?, ?, ?, ?)"
KEEP_EVENT = "INSERT OR IGNORE INTO service_events VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
OF_CLUSTER = "endpoint = ? AND account = ? AND region = ? AND cluster = ?"
OF_SERVICE = "endpoint = ? AND service = ? AND account = ? AND region = ?"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where something happened."""

    account: str
    region: str
    endpoint: str = ""
    """Where another than AWS answers, as a simulation of it; empty for AWS's own."""

    def holds(self, arn: str) -> bool:
        """Whether an ARN is of this account and Region."""
        return arn.split(":")[3:5] == [self.region, self.account]


@dataclass(frozen=True, slots=True)
class Recalled:
    """An event that is remembered of a cluster."""

    service_arn: str
    event: ServiceEvent


def cluster_name(cluster: str) -> str:
    """The name of a cluster that is given by name or ARN."""
    return cluster.rpartition("/")[2]


def keep_stopped(db: sqlite3.Connection, scope: Scope, tasks: Iterable[Task]) -> None:
    """Write down the stopped tasks of an account and Region that are not there yet."""
    with db:
        db.executemany(KEEP_TASK, (_task_row(scope, t) for t in tasks if scope.holds(t.task_arn)))


def _task_row(scope: Scope, task: Task) -> tuple[str, str, str, str, str, float, str]:
    stopped_at = task.stopped_at or task.stopping_at or task.created_at
    return (
        scope.endpoint,
        scope.account,
        scope.region,
        cluster_name(task.cluster_arn),
        task.task_arn,
        stopped_at.timestamp() if stopped_at else 0.0,
        _TASK.dump_json(task, by_alias=True, exclude_defaults=True).decode(),
    )


def stopped(
    db: sqlite3.Connection, scope: Scope, cluster: str, since: datetime, limit: int
) -> Listing[Task]:
    """The stopped tasks of a cluster since a time, the last stopped first."""
    kept = f"stopped_tasks WHERE {OF_CLUSTER} AND stopped_at >= ?"
    values: list[str | float] = [*_place(scope, cluster), since.timestamp()]
    newest = f"SELECT arn, body FROM {kept} ORDER BY stopped_at DESC LIMIT ?"
    found = db.execute(newest, [*values, limit])
    tasks = tuple(task for arn, body in found if (task := _task(arn, body)) is not None)
    return Listing(tasks, _count(db, kept, values))


def _count(db: sqlite3.Connection, kept: str, values: Sequence[str | float]) -> int:
    (number,) = db.execute(f"SELECT count(*) FROM {kept}", values).fetchone()
    return int(number)


def _place(scope: Scope, cluster: str) -> tuple[str, str, str, str]:
    return scope.endpoint, scope.account, scope.region, cluster_name(cluster)


def _task(arn: str, body: str) -> Task | None:
    try:
        return _TASK.validate_json(body)
    except ValidationError:
        log.warning("%s was remembered in a form that is not understood any more", arn)
        return None


def keep_events(
    db: sqlite3.Connection, scope: Scope, services: Iterable[Service], newest: Mapping[str, str]
) -> None:
    """Write down the events that are not there yet.

    :param newest: by service ARN, the id of an event that is there with all older ones.
    """
    with db:
        for service in services:
            if scope.holds(service.service_arn):
                db.executemany(KEEP_EVENT, _event_rows(scope, service, newest))


def _event_rows(
    scope: Scope, service: Service, newest: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str, str, str, float, str]]:
    place, arn = _place(scope, service.cluster_arn), service.service_arn
    for event in service.events:
        if event.id == newest.get(arn):
            return
        at = event.created_at.timestamp()
        yield *place, arn, event.id, at, event.message


def events(
    db: sqlite3.Connection, scope: Scope, service_arn: str, limit: int
) -> Listing[ServiceEvent]:
    """The events of a service, newest first."""
    kept = f"service_events WHERE {OF_SERVICE}"
    values = [scope.endpoint, service_arn, scope.account, scope.region]
    newest = f"SELECT id, created_at, message FROM {kept} ORDER BY created_at DESC LIMIT ?"
    found = db.execute(newest, [*values, limit])
    events = tuple(ServiceEvent(its_id, _time(at), text) for its_id, at, text in found)
    return Listing(events, _count(db, kept, values))


def cluster_events(
    db: sqlite3.Connection, scope: Scope, cluster: str, limit: int
) -> Listing[Recalled]:
    """The events of all services of a cluster, newest first."""
    kept, values = f"service_events WHERE {OF_CLUSTER}", _place(scope, cluster)
    newest = f"SELECT service, id, created_at, message FROM {kept} ORDER BY created_at DESC LIMIT ?"
    found = db.execute(newest, [*values, limit])
    events = tuple(
        Recalled(arn, ServiceEvent(its_id, _time(at), text)) for arn, its_id, at, text in found
    )
    return Listing(events, _count(db, kept, values))


def _time(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
