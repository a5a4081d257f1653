"""What of a change can be taken back: only what may have been done."""

import pytest

from ecstui.actions.action import Stage
from ecstui.sim.faults import Fault
from tests.actions.conftest import Desk, service

CHECKOUT, CATALOG, CART = service("checkout"), service("catalog"), service("cart")


async def test_what_aws_refused_is_not_undone_with_what_it_did(desk: Desk) -> None:
    plan = await desk.plan("scale", CHECKOUT, CATALOG, CART, inputs={"count": "7"})
    desk.server.faults.add(Fault("ecs:UpdateService", "denied", match={"service": CATALOG.arn}))
    change = await desk.begin(plan)
    await desk.until(lambda: len(desk.writes) == 1)
    change = await desk.pass_time(change, 3600, step=10.0)
    assert [change.of(step).stage for step in plan.steps] == [
        Stage.REACHED, Stage.FAILED, Stage.NOT_BEGUN,
    ]  # fmt: skip
    assert [request.targets for request in change.undo] == [(CHECKOUT,)]
    assert (await desk.gate.prepare(change.undo[0])).title == "Scale checkout to 4"


@pytest.mark.parametrize("kind", ["denied", "reset"])
async def test_what_was_not_done_has_no_way_back(desk: Desk, kind: str) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", kind))
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 600)
    assert desk.described("checkout")["desiredCount"] == 4
    assert (change.stage, change.touched, change.undo) == (Stage.FAILED, (), ())


async def test_what_may_have_been_done_has_one(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "lost", count=1))
    change = await desk.change("scale", CHECKOUT, count="6")
    assert [request.targets for request in change.undo] == [(CHECKOUT,)]
