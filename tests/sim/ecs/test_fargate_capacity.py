"""AWS Fargate that takes no more tasks."""

import pytest

from ecstui.sim.services.ecs.capacity import FARGATE_REFUSALS, refuse_fargate
from ecstui.sim.services.ecs.state import Plane
from tests.sim.ecs.account import ACCOUNT, NETWORK, REGION, Account, percents


def refuse(ecs: Account, why: str | None) -> None:
    refuse_fargate(Plane.at(ecs.world, ACCOUNT, REGION), "default", why)


@pytest.mark.parametrize("why", ["capacity", "vcpu"])
async def test_a_service_says_so_and_goes_on_later(ecs: Account, why: str) -> None:
    await ecs.steady("web", 2)
    refuse(ecs, why)

    await ecs.update("web", desiredCount=4)
    ecs.advance(240)
    short, events = await ecs.service("web"), await ecs.events("web")
    refuse(ecs, None)
    ecs.advance(120)

    reason = f"was unable to place a task. Reason: {FARGATE_REFUSALS[why]}. For more information"
    assert (short["runningCount"], short["pendingCount"]) == (2, 0)
    assert sum(event.startswith(reason) for event in events) == 1
    assert (await ecs.service("web"))["runningCount"] == 4


async def test_a_rollout_without_room_keeps_what_runs(ecs: Account) -> None:
    await ecs.steady("web", 4, deploymentConfiguration=percents(50, 200))
    refuse(ecs, "capacity")

    await ecs.update("web", await ecs.register("web"))
    ecs.advance(300)

    assert (await ecs.service("web"))["runningCount"] == 4


async def test_the_breaker_counts_it(ecs: Account) -> None:
    await ecs.steady("web", 1, deploymentConfiguration=percents(100, 200, breaker=True))
    good = (await ecs.service("web"))["taskDefinition"]
    refuse(ecs, "capacity")

    await ecs.update("web", await ecs.register("web"))
    ecs.advance(300)

    assert (await ecs.journey("web"))["status"] == "ROLLBACK_SUCCESSFUL"
    assert (await ecs.service("web"))["taskDefinition"] == good


async def test_run_task_fails_without_an_error(ecs: Account) -> None:
    refuse(ecs, "vcpu")

    answer = await ecs.client.run_task(
        taskDefinition=await ecs.register("job"), launchType="FARGATE", count=2,
        networkConfiguration=NETWORK,
    )  # fmt: skip

    reason = "You've reached the limit on the number of vCPUs you can run concurrently"
    assert answer["tasks"] == []
    assert answer["failures"] == [{"reason": reason}] * 2


@pytest.mark.parametrize(("cluster", "why"), [("nope", "vcpu"), ("default", "rain")])
async def test_what_cannot_be_refused(ecs: Account, cluster: str, why: str) -> None:
    with pytest.raises(ValueError, match="capacity, vcpu"):
        refuse_fargate(Plane.at(ecs.world, ACCOUNT, REGION), cluster, why)
