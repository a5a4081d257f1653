from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from ecstui.sim.world import World
from tests.sim.ecs.account import Account


@pytest.fixture
async def ecs(aio: Callable[..., Any], world: World) -> AsyncIterator[Account]:
    """An account with the cluster `default`, over HTTP."""
    async with aio("ecs") as client:
        await client.create_cluster()
        yield Account(client, world)
