from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.model.ecs import CapacityProvider
from ecstui.sim.call import Call
from ecstui.sim.server import Server
from ecstui.sim.services.ecs.capacity import register_provider
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_answer
from tests.listings import complete
from tests.world import ALICE, REGION, call

GROUP = "arn:aws:autoscaling:r:1:autoScalingGroup:0:autoScalingGroupName/spare"


def make_providers(world: World, *names: str) -> None:
    plane = Plane.of(Call(world, ALICE, REGION, "ecs", "test", "id"))
    for name in names:
        register_provider(plane, name, GROUP)


async def test_those_of_a_cluster_with_what_they_are(conn: ReadConnection, world: World) -> None:
    make_providers(world, "spare", "of-another-cluster")
    call(world, "CreateCluster", clusterName="mixed", capacityProviders=["spare", "FARGATE"])
    listing = await ecs.capacity_providers(conn, "mixed")
    fargate, spare = listing.items
    assert (fargate.name, fargate.kind, fargate.auto_scaling_group_provider) == (
        "FARGATE",
        "FARGATE",
        None,
    )
    assert (spare.name, spare.kind, spare.status) == ("spare", "EC2_AUTOSCALING", "ACTIVE")
    group = spare.auto_scaling_group_provider
    assert group is not None
    assert group.auto_scaling_group_arn == GROUP
    assert group.managed_scaling is not None
    assert (group.managed_scaling.status, group.managed_scaling.target_capacity) == (
        "DISABLED",
        100,
    )


@pytest.mark.parametrize(("count", "calls"), [(0, 1), (10, 2), (11, 3), (25, 4)])
async def test_they_come_ten_a_page(
    sim: Server, conn: ReadConnection, world: World, count: int, calls: int
) -> None:
    names = [f"provider-{number:02}" for number in range(count)]
    make_providers(world, *names)
    call(world, "CreateCluster", clusterName="many", capacityProviders=names)
    listing = await ecs.capacity_providers(conn, "many")
    assert [it.name for it in listing.items] == names
    assert (listing.total, complete(listing)) == (count, True)
    assert sim.calls.total() == calls


async def test_a_cluster_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="no cluster nowhere"):
        await ecs.capacity_providers(conn, "nowhere")


CLUSTER = {
    "clusterArn": "c",
    "clusterName": "prod",
    "status": "ACTIVE",
    "capacityProviders": ["a", "b"],
}


async def test_those_of_managed_instances_are_known_only_within_their_cluster(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    async def answer(operation: str, parameters: dict[str, Any], _: web.Request) -> web.Response:
        if operation == "DescribeClusters":
            return json_answer({"clusters": [CLUSTER]})
        if parameters.get("cluster") != "prod":
            failures = [{"arn": name, "reason": "MISSING"} for name in ("a", "b")]
            return json_answer({"capacityProviders": [], "failures": failures})
        found = [{"capacityProviderArn": f"arn:{name}", "name": name} for name in ("a", "b")]
        return json_answer({"capacityProviders": found})

    aws.handler = answer
    for cluster in ("prod", "arn:aws:ecs:r:1:cluster/prod"):
        listing = await ecs.capacity_providers(fake_conn, cluster)
        assert ([it.name for it in listing.items], listing.failures) == (["a", "b"], ())


async def test_failures_of_all_pages_are_kept(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    a = {"capacityProviderArn": "arn:a", "name": "a"}
    gone = {"arn": "arn:b", "reason": "MISSING"}
    answers(
        {"clusters": [CLUSTER]},
        {"capacityProviders": [a], "nextToken": "2"},
        {"capacityProviders": [], "failures": [gone]},
    )
    listing = await ecs.capacity_providers(fake_conn, "prod")
    assert [it.name for it in listing.items] == ["a"]
    assert ([it.arn for it in listing.failures], complete(listing)) == (["arn:b"], False)


async def test_a_wrong_body_is_no_provider(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"clusters": [CLUSTER]}, {"capacityProviders": [{"name": "a"}]})
    with pytest.raises(Unreachable, match="capacityProviderArn"):
        await ecs.capacity_providers(fake_conn, "prod")


def test_what_it_is_also_where_aws_does_not_say_it() -> None:
    assert CapacityProvider("arn:x", "FARGATE_SPOT").kind == "FARGATE_SPOT"
