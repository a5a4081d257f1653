"""The console is killed while it changes something: the next one says so, and finds out the rest.

A process of its own with the real gate is killed by SIGKILL; nothing here waits by the clock.
"""

import asyncio
import os
import select
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.registry import ACTIONS
from ecstui.actions.scene import Scene
from ecstui.actions.taking_up import FollowUp, is_here, named, rebuilt
from ecstui.aws.connection import Target, open_connection
from ecstui.journal import Doubt, Effect, Journal, read_all, unfinished
from ecstui.sim import gateway
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.server import Server, serve
from tests.actions import killed
from tests.actions.conftest import READS
from tests.actions.victim import Victim, victim
from tests.conftest import ManualTime
from tests.world import REGION, call, small_world

SCALE: tuple[str, Mapping[str, str]] = ("scale", {"count": "6"})
ROLL: tuple[str, Mapping[str, str]] = ("roll", {"image-app": "web:2"})
NEVER = "never"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serve(small_world()) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def console(
    server: Server, folder: Path, what: tuple[str, Mapping[str, str]], stop: str
) -> AbstractAsyncContextManager[Victim]:
    """A process that begins to change checkout, and stands still at a moment."""
    return victim(killed.main, server.url, folder, *what, stop)


async def said(process: Victim, wanted: str) -> None:
    """Wait until the process has said it."""
    async for line in process.lines():
        if line == wanted:
            return
    raise AssertionError(f"it has ended and never said {wanted!r}")


async def killed_at(
    server: Server, folder: Path, what: tuple[str, Mapping[str, str]], moment: str
) -> None:
    """Kill a console when it has said that, and stands still."""
    async with console(server, folder, what, moment) as process:
        await said(process, moment)
        assert unfinished(folder, "next") == (), "it is at work still"
        process.kill()
        assert await process.wait() == -9


def writes(server: Server) -> list[str]:
    counts = server.calls.counts
    return [it.operation for it in counts if not it.operation.startswith(READS)]


@dataclass
class Next:
    """The next console: what it says at first, and what it finds out."""

    journal: Journal
    follow_up: FollowUp
    server: Server
    time: ManualTime
    news: asyncio.Queue[Change]
    told: str = ""

    async def take_up(self) -> None:
        """As the console does it when it starts."""
        found = unfinished(self.journal.directory, self.journal.session_id)
        place = await self.follow_up.place()
        assert all(is_here(each, place) for each in found)
        self.told = ", ".join(named(each, ACTIONS) for each in found)
        self.follow_up.begin(*rebuilt(found, ACTIONS, place))

    async def end(self, seconds: int = 600) -> Change:
        """Let time pass, look after look, until it is over."""
        for _ in range(seconds // 3):
            change = await self.news.get()
            if change.ended is not None:
                return change
            self.server.world.advance(3)
            self.time.advance(3)
        raise AssertionError("it has not ended")


@pytest.fixture
async def following(server: Server, folder: Path, time: ManualTime) -> AsyncIterator[Next]:
    target = Target(region=REGION, endpoint_url=server.url, isolated=True)
    scene = Scene(lambda: open_connection(target, clock=time), time, time, lambda *_: False, "next")
    journal, news = Journal(folder, time, "next"), asyncio.Queue[Change]()
    follow_up = FollowUp(scene, ACTIONS, journal, news.put_nowait, "normal")
    yield Next(journal, follow_up, server, time, news)
    await follow_up.aclose()
    await journal.close()


def effects(folder: Path) -> list[str]:
    records = [entry.record for reading in read_all(folder) for entry in reading.entries]
    return [record.stage.value for record in records if isinstance(record, Effect)]


def desired(server: Server) -> int:
    answer = call(server.world, "DescribeServices", cluster="prod-web", services=["checkout"])
    count: int = answer["services"][0]["desiredCount"]
    return count


async def test_before_the_call_was_sent(server: Server, folder: Path, following: Next) -> None:
    await killed_at(server, folder, SCALE, "intent 1")
    assert (writes(server), desired(server)) == ([], 4)
    await following.take_up()
    assert following.told == f"Scale checkout ({Doubt.DONE_AT_ALL}: finding out)"
    change = await following.end()
    assert change.stage is Stage.FAILED
    assert change.summary.startswith("4 are desired, as before: AWS did not do it")
    assert effects(folder) == ["failed"]
    assert unfinished(folder) == ()
    assert writes(server) == []


async def test_after_it_was_sent_and_before_the_outcome(
    server: Server, folder: Path, following: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with console(server, folder, SCALE, NEVER) as process:

        def kill_after_it(request: Call, body: dict[str, Any]) -> dict[str, Any]:
            """AWS has done it, and has not answered yet."""
            answer = dispatch(request, body)
            if request.operation == "UpdateService":
                ended = os.pidfd_open(process.pid)
                process.kill()
                select.select([ended], [], [])
                os.close(ended)
            return answer

        monkeypatch.setattr(gateway, "dispatch", kill_after_it)
        assert await process.wait() == -9
    assert (writes(server), desired(server)) == (["UpdateService"], 6)
    await following.take_up()
    assert following.told == f"Scale checkout ({Doubt.DONE_AT_ALL}: finding out)"
    change = await following.end()
    assert (change.stage, change.summary) == (Stage.REACHED, "6 of 6 running, none pending")
    assert effects(folder) == ["reached"]
    assert unfinished(folder) == ()
    assert server.calls.total("ecs:UpdateService") == 1


async def test_after_the_outcome_while_it_was_followed(
    server: Server, folder: Path, following: Next
) -> None:
    await killed_at(server, folder, SCALE, Stage.IN_PROGRESS.value)
    await following.take_up()
    assert following.told == f"Scale checkout ({Doubt.ENDED})"
    change = await following.end()
    assert (change.stage, change.summary) == (Stage.REACHED, "6 of 6 running, none pending")
    assert effects(folder) == ["reached"]
    assert unfinished(folder) == ()
    assert server.calls.total("ecs:UpdateService") == 1


@pytest.mark.parametrize("moment", ["outcome 1", "intent 2"])
async def test_between_two_calls(
    server: Server, folder: Path, following: Next, moment: str
) -> None:
    await killed_at(server, folder, ROLL, moment)
    assert writes(server) == ["RegisterTaskDefinition"]
    await following.take_up()
    assert following.told.startswith("Roll checkout (")
    change = await following.end()
    assert change.stage is Stage.FAILED
    assert "AWS has begun no deployment of checkout:2" in change.summary
    assert "checkout:2 stays registered" in change.summary
    assert effects(folder) == ["failed"]
    assert writes(server) == ["RegisterTaskDefinition"]


async def test_after_the_last_of_two_calls(server: Server, folder: Path, following: Next) -> None:
    await killed_at(server, folder, ROLL, "outcome 2")
    await following.take_up()
    change = await following.end(1200)
    assert (change.stage, change.summary) == (Stage.REACHED, "4 of 4 on checkout:2")
    assert effects(folder) == ["reached"]
