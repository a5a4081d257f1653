"""What the memory keeps of CloudTrail, over starts and versions."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecstui.analysis.trail.places import WRITES
from ecstui.model.trail_event import TrailEvent, TrailResource
from ecstui.state.memory import Memory, Scope
from ecstui.state.memory_schema import FIRST_TABLES
from tests.conftest import START, ManualTime

SCOPE = Scope("123456789012", "ap-northeast-1")
ELSEWHERE = Scope("123456789012", "us-east-1")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SECOND = int(START.timestamp())
BODY = '{"eventName":"UpdateService","requestParameters":{"service":"cart"}}'


def event(n: int, ago: timedelta = timedelta(), body: str = BODY) -> TrailEvent:
    named = (TrailResource("AWS::ECS::Service", "cart"),)
    return TrailEvent(f"e-{n}", "UpdateService", START - ago, "ecs.amazonaws.com", "alice",
                      resources=named, body=body)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "memory.sqlite"


@pytest.fixture
async def memory(path: Path, time: ManualTime) -> AsyncIterator[Memory]:
    memory = Memory(path, time)
    yield memory
    await memory.close()


async def test_events_and_what_was_read_outlast_a_start(
    memory: Memory, path: Path, time: ManualTime
) -> None:
    memory.remember_trail(SCOPE, WRITES, [event(1), event(2, timedelta(hours=1))], (10, 20))
    memory.remember_trail(SCOPE, WRITES, [event(2, timedelta(hours=1))], (21, 30))
    memory.remember_trail(SCOPE, ("EventName", "X"), [], (50, 60))
    await memory.close()
    again = Memory(path, time)
    first, second = await again.trail(SCOPE, LONG_AGO)
    assert (first.event_id, second.event_id) == ("e-1", "e-2")
    assert (first.name, first.time, first.username) == ("UpdateService", START, "alice")
    assert first.request_parameters == {"service": "cart"}
    assert first.resources == event(1).resources
    assert len(await again.trail(SCOPE, START - timedelta(minutes=5))) == 1
    assert await again.trail(ELSEWHERE, LONG_AGO) == ()
    assert await again.trail(SCOPE, LONG_AGO, ["checkout"]) == ()
    assert len(await again.trail(SCOPE, LONG_AGO, ["checkout", "cart"])) == 2
    # What lies before the days that are kept is forgotten at the start, and so has not been read.
    assert await again.trail_spans(SCOPE, WRITES) == []
    await again.close()


async def test_spans_are_kept_by_question_and_region(memory: Memory) -> None:
    memory.remember_trail(SCOPE, WRITES, [], (SECOND, SECOND + 9))
    memory.remember_trail(SCOPE, WRITES, [], (SECOND + 10, SECOND + 20))
    memory.remember_trail(SCOPE, WRITES, [], (SECOND + 40, SECOND + 30))
    assert await memory.trail_spans(SCOPE, WRITES) == [(SECOND, SECOND + 20)]
    assert await memory.trail_spans(ELSEWHERE, WRITES) == []
    assert await memory.trail_spans(SCOPE, ("EventName", "X")) == []


async def test_of_what_is_forgotten_it_is_not_said_that_it_was_read(
    memory: Memory, path: Path, time: ManualTime
) -> None:
    old = event(1, timedelta(days=13))
    memory.remember_trail(SCOPE, WRITES, [old, event(2)], (SECOND - 13 * 86400, SECOND))
    await memory.close()
    time.advance(2 * 86400)
    again = Memory(path, time)
    assert [it.event_id for it in await again.trail(SCOPE, LONG_AGO)] == ["e-2"]
    ((first, last),) = await again.trail_spans(SCOPE, WRITES)
    assert (first, last) == (SECOND - 12 * 86400 + 1, SECOND)
    await again.close()


async def test_what_is_not_understood_is_left_out(memory: Memory) -> None:
    memory.remember_trail(SCOPE, WRITES, [event(1, body="[]"), event(2)], (0, 1))
    assert [it.event_id for it in await memory.trail(SCOPE, LONG_AGO)] == ["e-2"]
    assert memory.trouble == ""


async def test_a_file_of_the_second_version(path: Path, time: ManualTime) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old, old:
        for statement in (*FIRST_TABLES, "PRAGMA user_version = 2"):
            old.execute(statement)
        old.execute("INSERT INTO service_events VALUES ('', '1', 'r', 'c', 's', 'e', ?, 'm')",
                    (START.timestamp(),))  # fmt: skip
    memory = Memory(path, time)
    memory.remember_trail(SCOPE, WRITES, [event(1)], (0, 1))
    assert len(await memory.trail(SCOPE, LONG_AGO)) == 1
    assert (await memory.cluster_events(Scope("1", "r"), "c")).total == 1
    assert memory.trouble == ""
    await memory.close()
