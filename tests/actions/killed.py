"""A process with a gate, to be killed.

It plans an action for the service checkout, confirms and follows it. It says which records of its
journal are on disk, and how the change goes; when it has said STOP, it stands still until it is
killed, in the midst of what it was doing.
"""

import asyncio
import os
from pathlib import Path

from ecstui.actions.change import Change
from ecstui.actions.gate import Gate
from ecstui.actions.ladder import Confirmation, phrase
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request
from ecstui.actions.scene import Scene
from ecstui.aws.connection import Target, open_connection
from ecstui.clock import SystemClock
from ecstui.journal import Entry, Journal
from ecstui.state.timer import WallTimer
from tests.actions.conftest import service
from tests.world import REGION

SESSION = "killed"


def say(line: str, stop: str) -> None:
    """Say it, and stand still if that was the moment: nobody ever writes to standard input."""
    os.write(1, f"{line}\n".encode())
    if line == stop:
        os.read(0, 1)


async def main(url: str, folder: Path, action: str, inputs: dict[str, str], stop: str) -> None:
    """Carry it out, and follow it for ever."""
    clock = SystemClock()
    target = Target(region=REGION, endpoint_url=url, isolated=True, read_only=False)
    connect = lambda: open_connection(target, clock=clock)  # noqa: E731
    scene = Scene(connect, clock, WallTimer(), lambda *_: False, SESSION)
    journal = Journal(folder, clock, SESSION)
    records: dict[str, int] = {}

    def on_record(entry: Entry) -> None:
        records[entry.kind] = records.get(entry.kind, 0) + 1
        say(f"{entry.kind} {records[entry.kind]}", stop)

    def on_news(change: Change) -> None:
        say(change.stage.value, stop)

    journal.on_record(on_record)
    gate = Gate(scene, ACTIONS, journal, on_news)
    plan = await gate.prepare(Request(action, (service("checkout"),), inputs))
    await gate.begin(plan, Confirmation(phrase(plan), "a test"))
    await asyncio.Event().wait()
