import asyncio
import logging
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from ecstui.model.ecs import Container, Service, ServiceEvent, Task
from ecstui.state.memory import Memory, Scope
from ecstui.state.memory_schema import SCHEMA_VERSION
from tests.conftest import START, ManualTime

SCOPE = Scope("123456789012", "ap-northeast-1")
ELSEWHERE = Scope("123456789012", "ap-northeast-1", "http://localhost:4566")
OTHER = Scope("210987654321", "ap-northeast-1")
PREFIX = "arn:aws:ecs:ap-northeast-1:123456789012"
LONG_AGO = START - timedelta(days=365)


def task(number: int, stopped_at: datetime = START, cluster: str = "prod-web") -> Task:
    return Task(
        task_arn=f"{PREFIX}:task/{cluster}/{number}",
        cluster_arn=f"{PREFIX}:cluster/{cluster}",
        task_definition_arn=f"{PREFIX}:task-definition/web:1",
        last_status="STOPPED",
        desired_status="STOPPED",
        created_at=stopped_at - timedelta(minutes=5),
        stopped_at=stopped_at + timedelta(seconds=number),
        containers=(Container(name="app", exit_code=137),),
    )


def service(name: str, *numbers: int) -> Service:
    """A service with events, the newest first."""
    events = [ServiceEvent(f"{name}-{n}", START + timedelta(seconds=n), f"no {n}") for n in numbers]
    return Service(
        service_arn=f"{PREFIX}:service/prod-web/{name}",
        service_name=name,
        cluster_arn=f"{PREFIX}:cluster/prod-web",
        status="ACTIVE",
        desired_count=1,
        running_count=1,
        pending_count=0,
        events=tuple(events),
    )


def ids(events: tuple[ServiceEvent, ...]) -> list[str]:
    return [event.id for event in events]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ecstui" / "memory.sqlite"


@pytest.fixture
async def memory(path: Path, time: ManualTime) -> AsyncIterator[Memory]:
    memory = Memory(path, time)
    yield memory
    await memory.close()


async def test_stopped_tasks_outlive_the_process(
    memory: Memory, path: Path, time: ManualTime
) -> None:
    memory.remember_stopped(SCOPE, [task(1), task(2)])
    await memory.close()
    again = Memory(path, time)
    assert (await again.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(2), task(1))
    await again.close()


async def test_events_outlive_the_hundred_that_aws_tells(memory: Memory) -> None:
    memory.remember_events(SCOPE, [service("cart", 2, 1)])
    memory.remember_events(SCOPE, [service("cart", 4, 3, 2)])
    arn = service("cart").service_arn
    assert ids((await memory.events(SCOPE, arn)).items) == ["cart-4", "cart-3", "cart-2", "cart-1"]
    assert ids((await memory.events(SCOPE, arn, limit=1)).items) == ["cart-4"]


async def test_the_events_of_a_cluster_are_those_of_its_services_newest_first(
    memory: Memory,
) -> None:
    memory.remember_events(SCOPE, [service("cart", 3, 1), service("web", 2)])
    found = (await memory.cluster_events(SCOPE, f"{PREFIX}:cluster/prod-web")).items
    assert [recalled.event.id for recalled in found] == ["cart-3", "web-2", "cart-1"]
    assert found[1].service_arn == service("web").service_arn


async def test_keeping_twice_keeps_once(memory: Memory, path: Path, time: ManualTime) -> None:
    other = Memory(path, time)
    for each in (memory, other, memory):
        each.remember_stopped(SCOPE, [task(1)])
        each.remember_events(SCOPE, [service("cart", 2, 1)])
    await other.close()
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(1),)
    assert len((await memory.events(SCOPE, service("cart").service_arn)).items) == 2
    assert memory.trouble == ""


async def test_nothing_is_kept_under_another_account(memory: Memory) -> None:
    memory.remember_stopped(OTHER, [task(1)])
    memory.remember_events(OTHER, [service("cart", 1)])
    for scope in (SCOPE, OTHER):
        assert (await memory.stopped(scope, "prod-web", LONG_AGO)).items == ()
        assert (await memory.events(scope, service("cart").service_arn)).items == ()


async def test_what_another_than_aws_answers_is_kept_apart(memory: Memory) -> None:
    memory.remember_stopped(ELSEWHERE, [task(1)])
    memory.remember_events(ELSEWHERE, [service("cart", 1)])
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == ()
    assert (await memory.events(SCOPE, service("cart").service_arn)).items == ()
    assert (await memory.cluster_events(SCOPE, "prod-web")).items == ()
    memory.remember_stopped(SCOPE, [task(1), task(2)])
    memory.remember_events(SCOPE, [service("cart", 2, 1)])
    for scope, tasks, events in ((ELSEWHERE, 1, 1), (SCOPE, 2, 2)):
        assert len((await memory.stopped(scope, "prod-web", LONG_AGO)).items) == tasks
        assert len((await memory.events(scope, service("cart").service_arn)).items) == events


VERSION_1 = """
CREATE TABLE stopped_tasks (
    account TEXT NOT NULL, region TEXT NOT NULL, cluster TEXT NOT NULL, arn TEXT PRIMARY KEY,
    stopped_at REAL NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX stopped_tasks_of_cluster ON stopped_tasks (account, region, cluster, stopped_at);
CREATE TABLE service_events (
    account TEXT NOT NULL, region TEXT NOT NULL, cluster TEXT NOT NULL, service TEXT NOT NULL,
    id TEXT NOT NULL, created_at REAL NOT NULL, message TEXT NOT NULL, PRIMARY KEY (service, id)
) WITHOUT ROWID;
CREATE INDEX service_events_of_cluster
    ON service_events (account, region, cluster, created_at);
PRAGMA user_version = 1;
"""


async def test_a_file_of_the_first_version_still_tells_what_it_keeps(
    path: Path, time: ManualTime
) -> None:
    path.parent.mkdir()
    arn, place = service("cart").service_arn, (SCOPE.account, SCOPE.region, "prod-web")
    body = TypeAdapter(Task).dump_json(task(1), by_alias=True, exclude_defaults=True).decode()
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(VERSION_1)
        at = START.timestamp()
        old.execute("INSERT INTO stopped_tasks VALUES (?, ?, ?, ?, ?, ?)",
                    (*place, task(1).task_arn, at, body))  # fmt: skip
        old.execute("INSERT INTO service_events VALUES (?, ?, ?, ?, 'cart-1', ?, 'no 1')",
                    (*place, arn, at))  # fmt: skip
    for _ in range(2):
        memory = Memory(path, time)
        memory.remember_events(SCOPE, [service("cart", 2)])
        assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(1),)
        assert ids((await memory.events(SCOPE, arn)).items) == ["cart-2", "cart-1"]
        assert memory.trouble == ""
        await memory.close()
    with closing(sqlite3.connect(path)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert not [name for name in tables if name.endswith("_1")]


async def test_only_what_was_asked_for_is_told(memory: Memory) -> None:
    early = task(1, START - timedelta(hours=2))
    memory.remember_stopped(SCOPE, [early, task(2), task(3, cluster="staging")])
    assert (await memory.stopped(SCOPE, "prod-web", START)).items == (task(2),)
    assert (await memory.stopped(OTHER, "prod-web", LONG_AGO)).items == ()
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO, limit=1)).items == (task(2),)


async def test_what_is_older_than_two_weeks_is_forgotten_at_the_next_start(
    memory: Memory, path: Path, time: ManualTime
) -> None:
    memory.remember_stopped(SCOPE, [task(1), task(2, START + timedelta(days=10))])
    memory.remember_events(SCOPE, [service("cart", 1)])
    await memory.close()
    time.advance(timedelta(days=15).total_seconds())
    again = Memory(path, time)
    left = await again.stopped(SCOPE, "prod-web", LONG_AGO)
    assert [each.task_arn[-1] for each in left.items] == ["2"]
    assert (await again.events(SCOPE, service("cart").service_arn)).items == ()
    await again.close()


async def test_the_file_is_for_its_owner_only(memory: Memory, path: Path) -> None:
    memory.remember_stopped(SCOPE, [task(1)])
    await memory.stopped(SCOPE, "prod-web", LONG_AGO)
    modes = {each: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_no_environment_and_no_override_is_written_down(memory: Memory, path: Path) -> None:
    memory.remember_stopped(SCOPE, [task(1)])
    await memory.close()
    with closing(sqlite3.connect(path)) as db:
        (body,) = db.execute("SELECT body FROM stopped_tasks").fetchone()
    assert '"exitCode":137' in body
    assert "nvironment" not in body
    assert "verride" not in body


def damage(path: Path) -> None:
    path.write_bytes(b"this is no database, whatever its name says" * 50)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def in_the_way(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(damage, "damaged"), (newer, "newer version"), (in_the_way, "directory")],
)
async def test_a_file_of_no_use_is_said_once_and_harms_nothing(
    path: Path, time: ManualTime, caplog: pytest.LogCaptureFixture, spoil: object, words: str
) -> None:
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    memory = Memory(path, time)
    for number in range(3):
        memory.remember_stopped(SCOPE, [task(number)])
        assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == ()
    assert words in memory.trouble.lower()
    assert str(path) in memory.trouble
    assert len([r for r in caplog.records if r.levelno == logging.WARNING]) == 1
    await memory.close()


async def test_a_locked_file_is_used_again_once_it_is_free(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecstui.state.memory_schema.BUSY", 0.01)
    await memory.stopped(SCOPE, "prod-web", LONG_AGO)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        memory.remember_stopped(SCOPE, [task(1)])
        await memory.stopped(SCOPE, "staging", LONG_AGO)
        memory.remember_stopped(SCOPE, [task(1)])
        await asyncio.wrap_future(memory._thread.submit(lambda: None))
        assert "locked" in memory.trouble
        other.execute("ROLLBACK")
    memory.remember_stopped(SCOPE, [task(1)])
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(1),)
    assert memory.trouble == ""


async def test_a_memory_without_a_file_lasts_until_it_is_closed(time: ManualTime) -> None:
    memory = Memory.in_memory(time)
    memory.remember_stopped(SCOPE, [task(1)])
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(1),)
    await memory.close()
    memory.remember_stopped(SCOPE, [task(2)])
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == ()


async def test_what_is_not_understood_any_more_is_left_out(memory: Memory, path: Path) -> None:
    memory.remember_stopped(SCOPE, [task(1), task(2)])
    await memory.stopped(SCOPE, "prod-web", LONG_AGO)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE stopped_tasks SET body = '{}' WHERE arn LIKE '%/1'")
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO)).items == (task(2),)


async def test_an_event_reads_back_to_the_microsecond(memory: Memory) -> None:
    at = START + timedelta(microseconds=123457)
    odd = replace(service("cart", 1), events=(ServiceEvent("x", at, "text"),))
    memory.remember_events(SCOPE, [odd])
    assert (await memory.events(SCOPE, odd.service_arn)).items == odd.events


async def test_more_than_is_wanted_is_counted(memory: Memory) -> None:
    memory.remember_stopped(SCOPE, [task(1), task(2), task(3, cluster="staging")])
    memory.remember_events(SCOPE, [service("cart", 3, 1), service("web", 2)])
    arn = service("cart").service_arn
    assert (await memory.stopped(SCOPE, "prod-web", LONG_AGO, limit=1)).total == 2
    assert (await memory.events(SCOPE, arn, limit=1)).total == 2
    assert (await memory.cluster_events(SCOPE, "prod-web", limit=1)).total == 3
