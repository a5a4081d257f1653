"""What nobody heard of is judged by the time since the answer was given up, not since the call.

Before the call one may wait for the budget, and after it for an answer.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.request import Target, TargetKind
from ecstui.aws.write_connection import WriteConnection
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs.behaviours import SlowStart
from ecstui.sim.services.ecs.capacity import register_instance, register_provider
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.actions.checks import autoscaled
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, call, register, small_world

CHECKOUT = service("checkout")
GROUP = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:autoScalingGroup:1:autoScalingGroupName/g"
WAITED = 90.0
"""Seconds from the intent until the answer is given up: longer than any action waits after it."""


@pytest.fixture
def world() -> World:
    """Checkout is autoscaled, cart is being deployed, and there is a container instance."""
    world = small_world()
    autoscaled.register(world, "checkout", 2, 10)
    slow = register(world, "cart", "web:2", SlowStart(6000))
    call(world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=slow)
    plane = Plane.at(world, ACCOUNT, REGION)
    register_provider(plane, "group", GROUP)
    call(world, "CreateCluster", clusterName="prod-ec2", capacityProviders=["group"])
    register_instance(
        plane, "prod-ec2", zone=f"{REGION}a", instance_type="m6i.large", cpu=2048, memory=8000,
        capacity_provider="group",
    )  # fmt: skip
    world.advance(60)
    return world


@pytest.fixture
def slow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every changing call is cut off, which takes long to be noticed."""
    made = WriteConnection.call

    async def late(self: WriteConnection, *given: Any) -> Any:
        desk.world.advance(WAITED)
        desk.time.advance(WAITED)
        return await made(self, *given)

    monkeypatch.setattr(WriteConnection, "call", late)
    for operation in ("ecs:Update*", "ecs:Stop*", "ecs:RunTask", "*:RegisterScalableTarget"):
        desk.server.faults.add(Fault(operation, "reset"))


def a_task(desk: Desk) -> Target:
    asked = {"cluster": "prod-web", "serviceName": "checkout"}
    arn = call(desk.world, "ListTasks", **asked)["taskArns"][0]
    return Target(TargetKind.TASK, arn, "a-task", "prod-web")


def an_instance(desk: Desk) -> Target:
    arn = call(desk.world, "ListContainerInstances", cluster="prod-ec2")["containerInstanceArns"][0]
    return Target(TargetKind.INSTANCE, arn, "an-instance", "prod-ec2")


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize(
    ("action", "target", "inputs"),
    [
        ("scale", CHECKOUT, {"count": "6"}),
        ("limits", CHECKOUT, {"min": "3", "max": "12"}),
        ("suspend", CHECKOUT, {}),
        ("roll", CHECKOUT, {"json": ""}),
        ("run", CHECKOUT, {}),
        ("stop-deployment", service("cart"), {}),
        ("stop-task", a_task, {"reason": "stuck"}),
        ("drain", an_instance, {"status": "DRAINING"}),
    ],
)
async def test_it_may_show_for_a_while_after_the_answer_was_given_up(
    desk: Desk, action: str, target: Any, inputs: Mapping[str, str]
) -> None:
    about = target if isinstance(target, Target) else target(desk)
    change = await desk.change(action, about, **inputs)
    await desk.until(lambda: not desk.now(change).summary.startswith("no answer to"))
    assert desk.now(change).stage is not Stage.FAILED
    change = await desk.pass_time(change, 120, step=30)
    assert change.stage is Stage.FAILED
    assert len(desk.writes) == 1


async def test_what_may_have_been_done_is_not_called_unchanged(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RegisterTaskDefinition", "lost", count=1))
    change = await desk.change("roll", CHECKOUT, **{"image-app": "web:3"})
    await desk.until(lambda: desk.now(change).ended is not None)
    said = desk.now(change).summary
    assert said.endswith("RegisterTaskDefinition may have been done all the same.")
    assert "Nothing was changed" not in said


async def test_what_was_refused_is_called_unchanged(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RegisterTaskDefinition", "denied"))
    change = await desk.change("roll", CHECKOUT, **{"image-app": "web:3"})
    await desk.until(lambda: desk.now(change).ended is not None)
    assert desk.now(change).summary.endswith("Nothing was changed.")
