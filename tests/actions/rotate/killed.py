"""A process that rotates a key, to be killed.

It plans a step, confirms it and sees it through. It says what it has just done; when it has said
STOP, it stands still until it is killed.
"""

import asyncio
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecstui.actions.change import Change
from ecstui.actions.custody import Shown
from ecstui.actions.files import files_below
from ecstui.actions.gate import Gate
from ecstui.actions.ladder import Confirmation, phrase
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Request
from ecstui.actions.rotate import credentials_file, replacing, shelf, verifying
from ecstui.actions.scene import Scene
from ecstui.aws.connection import Target, open_connection
from ecstui.clock import SystemClock
from ecstui.journal import Entry, Journal
from ecstui.state.timer import WallTimer
from tests.actions.killed import say
from tests.actions.rotate.conftest import TARGET
from tests.world import REGION

SESSION = "killed"


def telling(work: Callable[..., Any], name: str, stop: str) -> Callable[..., Any]:
    """The same, and it says how often it has been done."""
    times = 0

    @functools.wraps(work)
    def told(*given: Any, **more: Any) -> Any:
        nonlocal times
        done = work(*given, **more)
        times += 1
        say(f"{name} {times}", stop)
        return done

    return told


def watch(stop: str) -> None:
    """Have every write to a file of this process be told."""
    replacing.write_new = telling(replacing.write_new, "written", stop)
    # Where they are used, not where they are made: each tells of its own.
    vars(credentials_file)["replace_file"] = telling(replacing.replace_file, "replaced", stop)
    vars(shelf)["replace_file"] = telling(replacing.replace_file, "remembered", stop)
    verifying.PAUSE = 0.05


async def main(url: str, folder: Path, action: str, inputs: dict[str, str], stop: str) -> None:
    """Carry it out."""
    watch(stop)
    clock = SystemClock()
    target = Target(region=REGION, endpoint_url=url, isolated=True, read_only=False)
    connect = lambda: open_connection(target, clock=clock)  # noqa: E731
    scene = Scene(connect, clock, WallTimer(), lambda *_: False, SESSION, files=files_below(folder))
    journal = Journal(folder / "journal", clock, SESSION)
    records: dict[str, int] = {}

    def on_record(entry: Entry) -> None:
        records[entry.kind] = records.get(entry.kind, 0) + 1
        say(f"{entry.kind} {records[entry.kind]}", stop)

    def on_news(change: Change) -> None:
        say(change.stage.value, stop)

    async def show(_: Shown) -> bool:
        say("shown", stop)
        return True

    journal.on_record(on_record)
    gate = Gate(scene, ACTIONS, journal, on_news)
    gate.show = show
    plan = await gate.prepare(Request(action, (TARGET,), inputs))
    await gate.begin(plan, Confirmation(phrase(plan), "a test"))
    await asyncio.Event().wait()
