import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Rejected
from ecstui.state.feed import Attention
from ecstui.state.memory import Memory, Scope
from ecstui.state.moment import Moment
from ecstui.state.session import Connect, Session
from ecstui.state.snapshot import Condition, Snapshot
from tests.conftest import ManualTime
from tests.state.script import Script, settle


class Door:
    """Opens a connection, or does not."""

    def __init__(self) -> None:
        self.knocks: list[float] = []
        self.failure: Exception | None = None

    def __call__(self, time: ManualTime) -> Connect:
        @asynccontextmanager
        async def connect() -> AsyncIterator[ReadConnection]:
            self.knocks.append(time.elapsed)
            if self.failure is not None:
                raise self.failure
            yield object()  # type: ignore[misc]  # no script reads from it

        return connect


@pytest.mark.parametrize(
    ("failure", "condition"),
    [
        (Rejected("There is no Region."), Condition.REFUSED),
        (PermissionError("a file"), Condition.FAULT),
    ],
)
async def test_connecting_is_tried_again_ever_more_slowly_and_says_why(
    time: ManualTime, failure: Exception, condition: Condition
) -> None:
    door, script = Door(), Script()
    door.failure = failure
    session = Session(door(time), time, time, lambda _: None)
    session.refresher.watch(script.feed, Attention.FOCUSED)
    running = asyncio.create_task(session.run())
    await settle()
    for _ in range(300):
        time.advance(1)
        await settle()
    gaps = [later - earlier for earlier, later in zip(door.knocks, door.knocks[1:], strict=False)]
    assert gaps == [2, 4, 8, 16, 32, 60, 60, 60]
    assert session.refresher.snapshot(script.feed).condition(Moment.now(time)) is condition
    door.failure = None
    session.retry()
    await settle()
    assert session.connection is not None
    assert script.asked == 1
    session.close()
    await running
    assert session.connection is None


async def test_leaving_does_not_wait_for_the_next_attempt(time: ManualTime) -> None:
    door = Door()
    door.failure = Rejected("There is no Region.")
    session = Session(door(time), time, time, lambda _: None)
    running = asyncio.create_task(session.run())
    await settle()
    session.close()
    await asyncio.wait_for(running, 1)


async def test_from_the_moment_of_closing_nothing_is_published(time: ManualTime) -> None:
    published: list[Snapshot[Any]] = []
    session = Session(Door()(time), time, time, published.append)
    script = Script()
    session.refresher.watch(script.feed, Attention.FOCUSED)
    running = asyncio.create_task(session.run())
    await settle()
    assert len(published) == 1
    time.advance(10)
    session.close()
    await running
    session.refresher.fail_all(Condition.UNREACHABLE, "no route", 1.0)
    assert len(published) == 1


async def test_a_memory_that_does_not_work_is_told(time: ManualTime, tmp_path: Path) -> None:
    assert Session(Door()(time), time, time, lambda _: None).memory_trouble == ""
    memory = Memory(tmp_path, time)
    session = Session(Door()(time), time, time, lambda _: None, memory=memory)
    assert session.memory_trouble == ""
    await memory.events(Scope("123456789012", "eu-west-1"), "arn")
    assert str(tmp_path) in session.memory_trouble
    await memory.close()
