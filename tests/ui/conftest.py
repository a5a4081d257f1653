"""A console over a simulated AWS, both in the test's own loop, with time standing still."""

import asyncio
import time as wall
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from ecstui.actions.files import files_below
from ecstui.actions.gate import Gate, Publish, TakeOver
from ecstui.actions.registry import ACTIONS
from ecstui.actions.scene import Scene
from ecstui.aws.budget import Budget
from ecstui.aws.connection import ReadConnection, Target, open_connection
from ecstui.journal import Journal
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.browser import Browser
from ecstui.ui.contexts import Context, Contexts
from ecstui.ui.options import Options
from ecstui.ui.screen_text import screen_text
from ecstui.ui.service_rows import ServiceRow
from ecstui.ui.subject import Subject
from ecstui.ui.views import VIEWS
from ecstui.ui.widgets.lines_view import LinesView
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.world import REGION, small_world

R = TypeVar("R")
NO_FILES = files_below(Path("/nonexistent"))
"""Of a console that may change nothing."""
PATIENCE = 20.0
"""Seconds within which a request to this very process is answered."""
NO_QUEUE = 1000.0
"""Times AWS's rates: no call waits for its turn, and no time passes by waiting. Which feed would be
due again meanwhile depends on how busy the machine is.
"""
UNHURRIED = 60.0
"""Seconds that the console waits for an answer: only where a test wants it are they over first."""


@dataclass
class Console:
    """The console as a test sees it."""

    app: EcsConsole
    pilot: Pilot[None]
    server: Server
    time: ManualTime

    @property
    def world(self) -> World:
        return self.server.world

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def browser(self) -> Browser:
        screen = self.app.screen
        assert isinstance(screen, Browser)
        return screen

    @property
    def table(self) -> VirtualTable[object]:
        return self.browser.table

    @property
    def services(self) -> list[ServiceRow]:
        """The rows of a services pane, in their order."""
        return self.rows(ServiceRow)

    def rows(self, kind: type[R]) -> list[R]:
        """The rows on screen, in their order; all are of this kind."""
        rows = [row for row in self.table.rows if isinstance(row, kind)]
        assert len(rows) == len(self.table.rows)
        return rows

    @property
    def names(self) -> list[str]:
        """The services on screen, in their order."""
        return [row.name for row in self.services]

    @property
    def selected(self) -> str:
        """The key of the row under the cursor."""
        row = self.table.current
        return "" if row is None else self.browser.view.key(row)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the requests that are under way be answered, until something holds."""
        deadline = wall.monotonic() + PATIENCE
        while not holds():
            assert wall.monotonic() < deadline, f"it never came to hold:\n{self.text}"
            await asyncio.sleep(0.005)
        await self.settle()

    async def see(self, *wanted: str) -> None:
        """Wait until all of it is on the screen, wherever its lines are broken."""
        await self.until(lambda: all(part in " ".join(self.text.split()) for part in wanted))

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when the console is done with the one before.

        As Pilot does, but without its waits for the processor to be idle: 50 ms for each key.
        """
        for key in keys:
            character = " " if key == "space" else key
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, character if len(character) == 1 else None))
            await asyncio.sleep(0)  # It goes its way before anything that looks for calm.
            await self.settle()

    async def enter(self, line: str) -> None:
        """Type a filter or a command, and Enter."""
        await self.press(*line, "enter")

    async def settle(self) -> None:
        """Let every message that is under way arrive; answers of AWS are not waited for."""
        calm, deadline = 0, wall.monotonic() + 3 * PATIENCE
        while calm < 2:
            assert wall.monotonic() < deadline, f"messages without end: {self.under_way}"
            screen = self.app.screen
            await self.pilot.pause(0)
            nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
            is_calm = screen is self.app.screen and not any(n.message_queue_size for n in nodes)
            is_calm = is_calm and self.app.turns.over
            calm = calm + 1 if is_calm else 0

    @property
    def under_way(self) -> dict[str, int]:
        """How many messages have not arrived yet, by whom they are for."""
        nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
        return {str(node): node.message_queue_size for node in nodes if node.message_queue_size}

    async def rest(self) -> None:
        """Wait until everything that is due has been read and drawn, and brings nothing more."""
        seen = None
        deadline = wall.monotonic() + 3 * PATIENCE
        while self.is_busy or seen != (self.snapshots, self.arrived.total()):
            await self.until(lambda: self.app.session.connection is not None and not self.is_busy)
            assert wall.monotonic() < deadline, f"no rest: {self.arrived}"
            seen = (self.snapshots, self.arrived.total())
            self.browser.tick()
            await self.settle()

    @property
    def is_busy(self) -> bool:
        """Whether a feed is being read or should be."""
        now = self.time.monotonic()
        feeds = self.app.session.refresher._running.values()
        return any(feed.busy or feed.due <= now for feed in feeds)

    async def open(self, view: str, subject: Subject | None = None) -> None:
        """Go to a view, and wait until all of it is there."""
        self.app.open(VIEWS[view], subject or Subject())
        await self.until(lambda: self.browser.view.name == view and self.browser.is_settled)
        await self.rest()

    async def resize(self, size: tuple[int, int]) -> None:
        await self.pilot.resize_terminal(*size)
        await self.settle()
        self.browser.tick()
        await self.settle()

    def click(self, what: type[Widget] | str, x: int, y: int, times: int = 1) -> Awaitable[bool]:
        return self.pilot.click(what, offset=(x, y), times=times)

    @property
    def path(self) -> str:
        """The breadcrumbs."""
        return self.browser.header_texts().path

    @property
    def sheet(self) -> str:
        """What the inspector says, all of it, as it was before it was broken into lines."""
        return "\n".join(line.text for line in self.browser.query_one(LinesView).lines)

    @property
    def notices(self) -> list[str]:
        """What the console has told in passing, the last one last."""
        return [notice.message for notice in self.app._notifications]

    @property
    def arrived(self) -> Counter[str]:
        """How many calls of each operation have arrived at the simulated AWS."""
        counted: Counter[str] = Counter()
        for arrival, number in self.server.calls.counts.items():
            counted[f"{arrival.service}:{arrival.operation}"] += number
        return counted

    async def pass_time(self, seconds: float) -> None:
        """Let virtual time pass, in AWS and here, and what is due be refreshed."""
        before = self.snapshots
        self.world.advance(seconds)
        self.time.advance(seconds)
        await self.until(lambda: self.snapshots != before)
        await self.settle()
        self.browser.tick()
        await self.settle()

    @property
    def snapshots(self) -> int:
        return self.app.session.refresher.published


@pytest.fixture
def world() -> World:
    return small_world()


def sleeper(time: ManualTime) -> Callable[[float], Awaitable[None]]:
    """Whoever sleeps has time pass; those who sleep at the same time share it."""

    async def sleep(seconds: float) -> None:
        until = time.elapsed + seconds
        await asyncio.sleep(0)
        time.advance(max(0.0, until - time.elapsed))

    return sleep


def place(
    server: Server,
    time: ManualTime,
    *,
    name: str = "test",
    region: str = REGION,
    cluster: str = "",
    budget: Budget | None = None,
    journal: Journal | None = None,
    harmless: bool = False,
    read_timeout: float = UNHURRIED,
) -> Context:
    """The context of a simulated AWS.

    :param harmless: it is no production.
    :param journal: of a context in which something may be changed; None makes it read-only.
    """
    target = Target(
        region=region,
        endpoint_url=server.url,
        isolated=True,
        read_timeout=read_timeout,
        read_only=journal is None,
    )
    shared = budget or Budget(monotonic=time.monotonic, sleep=sleeper(time))

    files = files_below(journal.directory.parent) if journal is not None else NO_FILES

    def connect() -> AbstractAsyncContextManager[ReadConnection]:
        return open_connection(target, clock=time, budget=shared)

    def production(_account: str, alias: str, _cluster: str, _tags: object = None) -> bool:
        return "prod" in alias and not harmless

    def gate(publish: Publish, take_over: TakeOver | None) -> Gate:
        assert journal is not None
        scene = Scene(connect, time, time, production, journal.session_id, name, files)
        return Gate(scene, ACTIONS, journal, publish, take_over=take_over)

    return Context(
        name,
        connect,
        gate=gate if journal is not None else None,
        production=production,
        region=region,
        cluster=cluster,
        files=files,
    )


@asynccontextmanager
async def open_console(
    world: World,
    time: ManualTime,
    *,
    size: tuple[int, int] = (120, 36),
    cluster: str = "prod-web",
    settled: bool = True,
    view: str = "",
    options: Options | None = None,
    contexts: Callable[[Context], Contexts] | None = None,
    memory: Memory | None = None,
    port: int = 0,
    journal: Path | None = None,
    harmless: bool = False,
    read_timeout: float = UNHURRIED,
    share: float = NO_QUEUE,
) -> AsyncIterator[Console]:
    """:param journal: its folder, for a context in which something may be changed.
    :param read_timeout: seconds; more for worlds of which much is read at once.
    :param share: how much of AWS's rates the console takes.
    """
    budget = Budget(monotonic=time.monotonic, sleep=sleeper(time), share=share)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(world, port=port))
        written = Journal(journal, time, "test-session") if journal is not None else None
        if written is not None:
            stack.push_async_callback(written.close)
        context = place(
            server, time, cluster=cluster, budget=budget, journal=written, harmless=harmless,
            read_timeout=read_timeout,
        )  # fmt: skip
        app = EcsConsole(
            context,
            time,
            timer=time,
            options=options or Options(view=view),
            contexts=contexts and contexts(context),
            memory=memory,
            journal=written,
        )
        app.animation_level = "none"  # What scrolls is there at once.
        pilot = await stack.enter_async_context(app.run_test(size=size, notifications=True))
        console = Console(app, pilot, server, time)
        if settled:
            # In manual time what AWS takes some seconds to make never is.
            await console.until(lambda: app.settled.is_set() or console.browser.pending != "")
        await console.settle()
        yield console


@pytest.fixture
async def console(world: World, time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(world, time) as opened:
        yield opened
