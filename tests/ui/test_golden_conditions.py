"""Every condition of a pane as a person sees it, at both sizes, and no two of them alike."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from ecstui.aws.budget import SHARE
from ecstui.sim.faults import Fault, faults
from ecstui.sim.world import World
from ecstui.ui.condition import SIGNS, PaneCondition
from tests.conftest import Golden, ManualTime
from tests.ui.conftest import Console, open_console

Bring = Callable[[Console], Awaitable[None]]


def fails(kind: str) -> Bring:
    """AWS answers like this from now on."""

    async def bring(console: Console) -> None:
        console.server.faults.add(Fault("ecs:Describe*", kind))
        await console.pass_time(7)

    return bring


async def nothing(_: Console) -> None:
    """It is like this from the start."""


async def hide_all(console: Console) -> None:
    await console.enter("/nowhere")


async def grow_old(console: Console) -> None:
    """Time passes and nobody reads, as after the lid of a laptop was closed; then AWS is slow."""
    console.server.faults.add(Fault("ecs:*", "slow", seconds=3600))
    console.time.elapsed += 125
    console.world.advance(125)
    console.browser.tick()


async def kill_the_loop(_: Console) -> None:
    (loop,) = [t for t in asyncio.all_tasks() if t.get_name() == "services:prod-web"]
    loop.cancel()


CONDITIONS: dict[PaneCondition, Bring] = {
    PaneCondition.LOADING: nothing,
    PaneCondition.READY: nothing,
    PaneCondition.EMPTY: nothing,
    PaneCondition.FILTERED_EMPTY: hide_all,
    PaneCondition.STALE: grow_old,
    PaneCondition.DENIED: fails("denied"),
    PaneCondition.THROTTLED: fails("throttle"),
    PaneCondition.EXPIRED: fails("expired"),
    PaneCondition.UNREACHABLE: fails("503"),
    PaneCondition.REFUSED: nothing,
    PaneCondition.FAULT: kill_the_loop,
}
CLUSTERS = {PaneCondition.EMPTY: "staging", PaneCondition.REFUSED: "nowhere"}


def test_every_condition_is_drawn() -> None:
    assert set(CONDITIONS) == set(PaneCondition)


@pytest.mark.parametrize("condition", PaneCondition)
async def test_a_condition(
    world: World, time: ManualTime, golden: Golden, condition: PaneCondition
) -> None:
    loading = condition is PaneCondition.LOADING
    if loading:
        faults(world).add(Fault("ecs:*", "slow", seconds=3600))
    cluster = CLUSTERS.get(condition, "prod-web")
    async with open_console(
        world, time, cluster=cluster, settled=not loading, share=SHARE
    ) as console:
        if loading:
            await console.see("ops/alice", "acme-prod")
        else:
            await console.rest()
        await CONDITIONS[condition](console)
        await console.until(lambda: console.browser.header_texts().status.condition is condition)
        for size in ((80, 24), (120, 36)):
            await console.resize(size)
            sign = SIGNS.get(condition, "")
            assert f"{sign} {condition.upper()}" in console.text or not sign
            golden(f"condition-{condition}-{size[0]}x{size[1]}", console.text)
