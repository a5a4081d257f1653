"""Changes to the simulated AWS, where something goes wrong before, while and after they go out."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecstui.aws import cloudtrail
from ecstui.aws.connection import Target, open_connection
from ecstui.aws.operations.ecs_writes import UPDATE_SERVICE
from ecstui.aws.write_connection import CallFailed, WriteConnection, open_write_connection
from ecstui.sim.faults import KINDS, Fault
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.aws.fake_aws import VirtualTime
from tests.aws.test_connection import AtVirtualTime
from tests.world import ACCOUNT, REGION, call

SCALE = {"cluster": "prod-web", "service": "cart", "desiredCount": 7}
MAY_HAVE_HAPPENED = {
    "throttle": False,
    "denied": False,
    "expired": False,
    "500": True,
    "503": True,
    "reset": True,
    "truncate": True,
    "slow": True,
    "garbage": True,
}


def target(sim: Server, **options: Any) -> Target:
    return Target(
        endpoint_url=sim.url, region=REGION, isolated=True, read_only=False, attempts=5, **options
    )


@pytest.fixture
async def writing(
    sim: Server, time: VirtualTime, request: pytest.FixtureRequest
) -> AsyncIterator[WriteConnection]:
    hurried = "slow" in request.node.name
    async with open_write_connection(
        target(sim, read_timeout=0.5 if hurried else 15.0, session_id="4f2a"),
        [UPDATE_SERVICE],
        clock=AtVirtualTime(time),
        budget=time.budget(),
    ) as conn:
        yield conn


def desired(world: World) -> int:
    (found,) = call(world, "DescribeServices", cluster="prod-web", services=["cart"])["services"]
    return int(found["desiredCount"])


def test_every_kind_of_fault_is_judged() -> None:
    assert set(MAY_HAVE_HAPPENED) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_said_of_a_change_is_never_untrue(
    sim: Server, world: World, writing: WriteConnection, kind: str
) -> None:
    before = desired(world)
    count = 5 if kind == "throttle" else 1
    sim.faults.add(Fault("ecs:UpdateService", kind, count, 3600 if kind == "slow" else 0))
    with pytest.raises(CallFailed) as failed:
        await writing.call(UPDATE_SERVICE, SCALE)
    assert failed.value.may_have_happened is MAY_HAVE_HAPPENED[kind]
    assert failed.value.attempts == sim.calls.total("ecs:UpdateService") == count
    changed = desired(world) != before
    assert changed is (kind in ("slow", "truncate"))
    assert failed.value.may_have_happened or not changed


async def test_a_throttled_change_is_made_once(
    sim: Server, world: World, writing: WriteConnection
) -> None:
    sim.faults.add(Fault("ecs:UpdateService", "throttle", 2))
    receipt = await writing.call(UPDATE_SERVICE, SCALE)
    assert (receipt.attempts, receipt.status) == (3, 200)
    assert receipt.answer["service"]["desiredCount"] == desired(world) == 7
    assert sim.calls.total("ecs:UpdateService", "OK") == 1


async def test_cloudtrail_has_the_receipts_request_and_the_session(
    sim: Server, world: World, writing: WriteConnection
) -> None:
    caller = await writing.caller()
    assert caller.account == ACCOUNT
    receipt = await writing.call(UPDATE_SERVICE, SCALE)
    world.advance(600)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    async with open_connection(target(sim)) as conn:
        found = await cloudtrail.events(
            conn,
            start=start,
            end=start + timedelta(days=1),
            attribute=("EventName", "UpdateService"),
        )
    (event,) = found
    assert event.request_id == receipt.request_id
    assert event.identity_arn == caller.arn
    assert event.user_agent is not None
    assert event.user_agent.endswith("session/4f2a")
