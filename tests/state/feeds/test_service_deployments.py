"""The service deployments: which are asked for, and what that costs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from ecstui.model.ecs import Failure, ServiceDeployment
from ecstui.model.listing import Listing
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feed import Feed
from tests.analysis.world import NOW, deployment, event, service
from tests.state.feeds.desk import Desk
from tests.world import call, register

SERVICES = feeds.services("prod-web")
DEPLOYMENTS = feeds.service_deployments("prod-web")
STOPPED = feeds.stopped_tasks("prod-web")


async def test_a_quiet_cluster_costs_no_more_than_its_services(desk: Desk, world: World) -> None:
    world.advance(3600)
    await desk.read(SERVICES)
    desk.time.advance(3600 + 1800)
    quiet: tuple[Feed[Any], ...] = (DEPLOYMENTS, STOPPED)
    for feed in quiet:
        _, cost = await desk.counted(feed)
        assert cost == Counter()


async def test_a_rollout_is_read_until_it_is_over_and_then_never_again(
    desk: Desk, world: World
) -> None:
    definition = register(world, "cart", "web:2")
    call(world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=definition)
    world.advance(5)
    await desk.read(SERVICES)
    first, cost = await desk.counted(DEPLOYMENTS)
    assert [d.status for d in first.items] == ["IN_PROGRESS"]
    assert cost == Counter({"ecs:DescribeServiceDeployments": 1})
    world.advance(1200)
    await desk.read(SERVICES)
    _, cost = await desk.counted(DEPLOYMENTS)
    assert cost == Counter(), "the service says COMPLETED: there is nothing to ask"


async def test_a_rollback_stays_known_without_being_read_again(desk: Desk, world: World) -> None:
    bad = register(world, "catalog", "web:bad", CrashAfter(1, exit_code=1))
    breaker = {"enable": True, "rollback": True}
    call(world, "UpdateService", cluster="prod-web", service="catalog", taskDefinition=bad,
         deploymentConfiguration={"deploymentCircuitBreaker": breaker})  # fmt: skip
    call(world, "StopServiceDeployment", serviceDeploymentArn=await current(desk, "catalog"))
    world.advance(1800)
    await desk.read(SERVICES)
    first, cost = await desk.counted(DEPLOYMENTS)
    assert [d.status for d in first.items] == ["ROLLBACK_SUCCESSFUL"]
    assert cost.total() == 1
    again, cost = await desk.counted(DEPLOYMENTS)
    assert again == first
    assert cost == Counter()


async def current(desk: Desk, name: str) -> str:
    listing = await desk.read(SERVICES)
    arn = next(s for s in listing.items if s.service_name == name).current_service_deployment
    assert arn is not None
    return arn


def test_only_services_with_something_to_tell_are_asked_about() -> None:
    calm = service(current_service_deployment="arn:calm")
    rolling = service(
        current_service_deployment="arn:rolling", deployments=(deployment("IN_PROGRESS"),)
    )
    told = service(
        current_service_deployment="arn:told",
        events=(event("rolling back to deployment ecs-svc/1.", 50),),
    )
    two = service(
        current_service_deployment="arn:two",
        deployments=(deployment(), replace(deployment(), status="ACTIVE")),
    )
    nothing = replace(rolling, current_service_deployment=None)
    wanted = feeds.deployments_to_read([calm, rolling, told, two, nothing])
    assert wanted == ["arn:rolling", "arn:told", "arn:two"]


async def test_what_did_not_change_is_the_very_same_object(desk: Desk, world: World) -> None:
    before = {s.service_name: s for s in (await desk.read(SERVICES)).items}
    call(world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    after = {s.service_name: s for s in (await desk.read(SERVICES)).items}
    assert after["catalog"] is before["catalog"]
    assert after["cart"] is not before["cart"]
    assert after["cart"].desired_count == 3


async def test_what_aws_does_not_know_is_told_and_not_asked_for_at_each_tick(
    desk: Desk, world: World
) -> None:
    await desk.read(SERVICES)
    gone = "arn:aws:ecs:ap-northeast-1:123456789012:service-deployment/prod-web/cart/gone"
    forget_deployment(desk, gone)
    first, cost = await desk.counted(DEPLOYMENTS)
    assert cost == Counter({"ecs:DescribeServiceDeployments": 1})
    assert [(each.arn, each.reason) for each in first.failures] == [(gone, "MISSING")]
    assert (first.total, first.items) == (1, ())
    desk.time.advance(5)
    again, cost = await desk.counted(DEPLOYMENTS)
    assert cost == Counter()
    assert again == first
    desk.time.advance(60)
    _, cost = await desk.counted(DEPLOYMENTS)
    assert cost.total() == 1, "it may only have been very new"
    await desk.read(SERVICES)
    assert (await desk.read(DEPLOYMENTS)).failures == (), "nobody wants it any more"


async def test_what_could_not_be_described_for_another_reason_is_asked_for_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.read(SERVICES)
    forget_deployment(desk, "arn:secret")
    asked: list[Sequence[str]] = []

    async def describe(_: object, arns: Sequence[str]) -> Listing[ServiceDeployment]:
        asked.append(arns)
        return Listing((), 1, (Failure("arn:secret", "ACCESS_DENIED"),))

    monkeypatch.setattr("ecstui.aws.ecs.service_deployments", describe)
    for _ in range(2):
        found = await desk.read(DEPLOYMENTS)
        assert [each.reason for each in found.failures] == ["ACCESS_DENIED"]
    assert len(asked) == 2


def forget_deployment(desk: Desk, arn: str) -> None:
    """Have a service be in motion towards a service deployment of this ARN."""
    roster = desk.known(SERVICES)
    assert roster is not None
    moving = replace(
        roster.items[0],
        current_service_deployment=arn,
        deployments=(replace(deployment("IN_PROGRESS"), created_at=NOW),),
    )
    desk.know(SERVICES, replace(roster, items=(moving, *roster.items[1:])))
