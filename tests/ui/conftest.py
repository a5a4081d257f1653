"""A console over a simulated AWS, both in the test's own loop, with time standing still."""

import asyncio
import time as wall
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from ecstui.ui.app import EcsConsole
from ecstui.ui.browser import Browser
from ecstui.ui.contexts import Context
from ecstui.ui.options import Options
from ecstui.ui.screen_text import screen_text
from ecstui.ui.service_rows import ServiceRow
from ecstui.ui.widgets.virtual_table import VirtualTable
from tests.conftest import ManualTime
from tests.world import REGION, small_world

PATIENCE = 10.0
"""Seconds within which a request to this very process is answered."""


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
        rows = [row for row in self.table.rows if isinstance(row, ServiceRow)]
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
            await self.pilot.pause(0.01)

    async def see(self, *wanted: str) -> None:
        """Wait until all of it is on the screen, wherever its lines are broken."""
        await self.until(lambda: all(part in " ".join(self.text.split()) for part in wanted))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def pass_time(self, seconds: float) -> None:
        """Let virtual time pass, in AWS and here, and what is due be refreshed."""
        before = self.snapshots
        self.world.advance(seconds)
        self.time.advance(seconds)
        await self.until(lambda: self.snapshots != before)
        await self.pilot.pause()
        self.browser.tick()

    @property
    def snapshots(self) -> int:
        return self.app.session.refresher.published


@pytest.fixture
def world() -> World:
    return small_world()


OpenConsole = Callable[..., "AsyncIterator[Console]"]


@asynccontextmanager
async def open_console(
    world: World,
    time: ManualTime,
    *,
    size: tuple[int, int] = (120, 36),
    cluster: str = "prod-web",
    settled: bool = True,
    view: str = "",
) -> AsyncIterator[Console]:
    async def sleep(seconds: float) -> None:
        time.advance(seconds)

    budget = Budget(monotonic=time.monotonic, sleep=sleep)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serve(world))
        target = Target(region=REGION, endpoint_url=server.url, isolated=True, read_timeout=1.0)
        context = Context(
            "test",
            lambda: open_connection(target, clock=time, budget=budget),
            production=lambda _account, alias, _cluster: "prod" in alias,
            cluster=cluster,
        )
        app = EcsConsole(context, time, timer=time, options=Options(view=view))
        pilot = await stack.enter_async_context(app.run_test(size=size, notifications=True))
        console = Console(app, pilot, server, time)
        if settled:
            await asyncio.wait_for(app.settled.wait(), PATIENCE)
        await pilot.pause()
        yield console


@pytest.fixture
async def console(world: World, time: ManualTime) -> AsyncIterator[Console]:
    async with open_console(world, time) as opened:
        yield opened
