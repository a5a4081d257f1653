"""The feeds that read their subject whole each time, and read nothing twice that cannot change."""

from collections import Counter
from typing import Any

import pytest

from ecstui.model.ecs import Failure, ServiceDeployment
from ecstui.model.listing import Listing
from ecstui.sim.call import Call
from ecstui.sim.services.ecs.capacity import register_instance
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from ecstui.state import feeds
from ecstui.state.feed import Feed
from tests.listings import complete
from tests.state.feeds.desk import Desk
from tests.world import ALICE, REGION, call, register

ARN = "arn:aws:ecs:ap-northeast-1:123456789012:"
CART = f"{ARN}service/prod-web/cart"
HISTORY = feeds.service_history(CART, "prod-web")
INSTANCES = feeds.container_instances("prod-web")


def deploy(world: World, image: str) -> None:
    definition = register(world, "cart", image)
    call(world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=definition)


async def test_a_service_at_rest_takes_one_call_for_its_history(desk: Desk, world: World) -> None:
    deploy(world, "web:2")
    world.advance(1200)
    first, cost = await desk.counted(HISTORY)
    assert cost == Counter({"ecs:ListServiceDeployments": 1, "ecs:DescribeServiceDeployments": 1})
    assert [it.status for it in first.items] == ["SUCCESSFUL", "SUCCESSFUL"]
    again, cost = await desk.counted(HISTORY)
    assert cost == Counter({"ecs:ListServiceDeployments": 1})
    assert all(a is b for a, b in zip(first.items, again.items, strict=True))


async def test_a_rollout_in_the_history_is_read_until_it_is_over(desk: Desk, world: World) -> None:
    await desk.read(HISTORY)
    deploy(world, "web:2")
    world.advance(5)
    under_way = await desk.read(HISTORY)
    assert [it.status for it in under_way.items] == ["IN_PROGRESS", "SUCCESSFUL"]
    world.advance(1200)
    over, cost = await desk.counted(HISTORY)
    assert [it.status for it in over.items] == ["SUCCESSFUL", "SUCCESSFUL"]
    assert cost["ecs:DescribeServiceDeployments"] == 1
    assert over.items[1] is under_way.items[1]


async def test_only_the_newest_of_a_long_history_are_read(desk: Desk, world: World) -> None:
    for number in range(25):
        deploy(world, f"web:{number}")
        world.advance(60)
    history, cost = await desk.counted(HISTORY)
    assert len(history.items) == history.total == 20
    assert [it.created_at for it in history.items] == sorted(
        (it.created_at for it in history.items), reverse=True
    )
    assert cost.total() == 2


async def test_what_of_a_history_was_not_described_is_counted(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(world, "web:2")
    world.advance(1200)
    whole = (await desk.read(HISTORY)).items
    desk.forget()
    denied = Failure(whole[0].service_deployment_arn, "ACCESS_DENIED")

    async def describe(*_: object) -> Listing[ServiceDeployment]:
        return Listing(whole[1:], 2, (denied,))

    monkeypatch.setattr("ecstui.aws.ecs.service_deployments", describe)
    assert await desk.read(HISTORY) == Listing(whole[1:], 2, (denied,))


async def test_service_revisions_are_read_once(desk: Desk, world: World) -> None:
    (deployment,) = (await desk.read(HISTORY)).items
    assert deployment.target_service_revision is not None
    gone = f"{ARN}service-revision/prod-web/cart/1"
    feed = feeds.service_revisions((deployment.target_service_revision.arn, gone))
    first, cost = await desk.counted(feed)
    assert [it.service_revision_arn for it in first] == [deployment.target_service_revision.arn]
    assert cost == Counter({"ecs:DescribeServiceRevisions": 1})
    again, cost = await desk.counted(feed)
    assert again is first
    assert cost == Counter()


async def test_a_task_definition_is_the_same_object_until_its_status_changes(
    desk: Desk, world: World
) -> None:
    arn = f"{ARN}task-definition/cart:1"
    feed = feeds.task_definition(arn)
    first = await desk.read(feed)
    assert await desk.read(feed) is first
    call(world, "DeregisterTaskDefinition", taskDefinition=arn)
    assert (await desk.read(feed)).status == "INACTIVE"


async def test_families_and_revisions(desk: Desk, world: World) -> None:
    assert await desk.read(feeds.task_definition_families()) == ("cart", "catalog", "checkout")
    feed = feeds.task_definition_revisions("cart")
    (first,) = await desk.read(feed)
    register(world, "cart", "web:2")
    newer, same = await desk.read(feed)
    assert (newer.revision, newer.status) == (2, "ACTIVE")
    assert same is first


def add_instances(world: World, count: int) -> None:
    plane = Plane.of(Call(world, ALICE, REGION, "ecs", "test", "id"))
    for _ in range(count):
        register_instance(
            plane, "prod-web", zone=f"{REGION}a", instance_type="m7g.large", cpu=2048, memory=7680
        )


async def test_instances_that_did_not_change_are_the_very_same_objects(
    desk: Desk, world: World
) -> None:
    add_instances(world, 2)
    one, other = (await desk.read(INSTANCES)).items
    call(world, "UpdateContainerInstancesState", cluster="prod-web", status="DRAINING",
         containerInstances=[one.container_instance_arn])  # fmt: skip
    drained, same = (await desk.read(INSTANCES)).items
    assert (drained.status, one.status) == ("DRAINING", "ACTIVE")
    assert same is other


async def test_many_instances_are_shown_while_they_are_read(desk: Desk, world: World) -> None:
    add_instances(world, 101)
    assert complete(await desk.read(INSTANCES))
    assert {part.total for part in desk.told} == {101}


async def test_the_capacity_providers_of_a_cluster(desk: Desk, world: World) -> None:
    call(world, "CreateCluster", clusterName="spot", capacityProviders=["FARGATE_SPOT", "FARGATE"])
    feed = feeds.capacity_providers("spot")
    first = await desk.read(feed)
    assert [it.name for it in first.items] == ["FARGATE", "FARGATE_SPOT"]
    again = await desk.read(feed)
    assert all(a is b for a, b in zip(first.items, again.items, strict=True))


async def test_a_body_is_the_same_object_until_it_changes(desk: Desk, world: World) -> None:
    feed: Feed[dict[str, Any]] = feeds.raw("service", CART, "prod-web")
    first = await desk.read(feed)
    assert first["serviceArn"] == CART
    assert await desk.read(feed) is first
    call(world, "UpdateService", cluster="prod-web", service="cart", desiredCount=3)
    assert (await desk.read(feed))["desiredCount"] == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (feeds.raw("task", "t", "a"), feeds.raw("task", "t", "b")),
        (feeds.raw("task", "t", "a"), feeds.raw("service", "t", "a")),
        (feeds.service_revisions(("a",)), feeds.service_revisions(("a", "b"))),
        (feeds.task_definition("web:1"), feeds.task_definition("web:2")),
    ],
)
def test_two_subjects_are_two_feeds(one: Feed[Any], other: Feed[Any]) -> None:
    assert one.key != other.key
