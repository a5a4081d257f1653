from collections.abc import Callable

import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.world import call

Answers = Callable[..., None]

ARN = "arn:aws:ecs:ap-northeast-1:123456789012:cluster/prod-web"


@pytest.mark.parametrize("name", ["prod-web", ARN])
async def test_a_cluster_takes_one_call(sim: Server, conn: ReadConnection, name: str) -> None:
    cluster = await ecs.cluster(conn, name)
    assert (cluster.cluster_arn, cluster.running_tasks_count) == (ARN, 12)
    assert sim.calls.total() == 1


@pytest.mark.parametrize("name", ["nowhere", ARN.replace("prod-web", "nowhere")])
async def test_a_cluster_that_there_is_not_is_named(conn: ReadConnection, name: str) -> None:
    with pytest.raises(NotFound, match=r"no cluster nowhere in ap-northeast-1 \(MISSING\)"):
        await ecs.cluster(conn, name)


async def test_an_answer_without_the_cluster_is_none(
    answers: Answers, fake_conn: ReadConnection
) -> None:
    answers({"clusters": [], "failures": []})
    with pytest.raises(NotFound, match="prod"):
        await ecs.cluster(fake_conn, "prod")


async def test_a_wrong_body_is_no_cluster(answers: Answers, fake_conn: ReadConnection) -> None:
    answers({"clusters": [{"clusterArn": "a"}]})
    with pytest.raises(Unreachable, match="clusterName"):
        await ecs.cluster(fake_conn, "prod")


async def test_what_may_run_in_it_is_told(conn: ReadConnection, world: World) -> None:
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 3, "base": 1}]
    call(world, "CreateCluster", clusterName="spot", capacityProviders=["FARGATE_SPOT"],
         defaultCapacityProviderStrategy=strategy,
         tags=[{"key": "team", "value": "money"}])  # fmt: skip
    cluster = await ecs.cluster(conn, "spot")
    assert cluster.capacity_providers == ("FARGATE_SPOT",)
    (item,) = cluster.default_capacity_provider_strategy
    assert (item.capacity_provider, item.weight, item.base) == ("FARGATE_SPOT", 3, 1)
    assert [(tag.key, tag.value) for tag in cluster.tags] == [("team", "money")]
    assert [(it.name, it.value) for it in cluster.settings] == [("containerInsights", "disabled")]
