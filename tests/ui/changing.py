"""A console in which something may be changed, and how tests lead through a change."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from ecstui.actions.action import Stage
from ecstui.sim.world import World
from ecstui.ui.dialogs.confirm import DEAF
from ecstui.ui.dialogs.form import FormDialog
from ecstui.ui.dialogs.preview import Preview
from ecstui.ui.options import Options
from tests.conftest import ManualTime
from tests.ui.conftest import Console, open_console
from tests.world import call

WRITES = ("Update", "Stop", "Run", "Register", "Execute", "Continue", "Deregister")


@asynccontextmanager
async def desk(world: World, time: ManualTime, folder: Path, **more: Any) -> AsyncIterator[Console]:
    """A console in which something may be changed, with the cursor on the service checkout."""
    more.setdefault("options", Options(countdown=0))
    async with open_console(world, time, journal=folder / "journal", **more) as console:
        console.browser.select(service(world, "checkout"))
        await console.rest()
        yield console


def service(world: World, name: str) -> str:
    found = call(world, "DescribeServices", cluster="prod-web", services=[name])
    arn: str = found["services"][0]["serviceArn"]
    return arn


def desired(world: World, name: str = "checkout") -> int:
    found = call(world, "DescribeServices", cluster="prod-web", services=[name])
    count: int = found["services"][0]["desiredCount"]
    return count


def written(console: Console) -> list[str]:
    """The calls that have arrived at AWS and change something."""
    return [name for name in console.arrived if name.partition(":")[2].startswith(WRITES)]


async def preview_of_scaling(console: Console, count: str) -> Preview:
    """Press S, type the count, and wait for the preview."""
    await console.press("S")
    await console.until(lambda: isinstance(console.app.screen, FormDialog))
    await console.press("ctrl+a", "delete", *count, "enter")
    return await preview(console)


async def preview(console: Console) -> Preview:
    """Wait for the preview, until it takes keys."""
    await console.until(lambda: isinstance(console.app.screen, Preview))
    console.time.advance(DEAF + 0.01)
    screen = console.app.screen
    assert isinstance(screen, Preview)
    return screen


async def confirmed(console: Console, *lines: str) -> None:
    """Type these, each with Enter, and wait until AWS has answered."""
    for line in lines:
        await console.press(*line, "enter")
    await console.until(
        lambda: any(c.stage not in (Stage.WAITING, Stage.ASKED) for c in console.app.changes)
    )
