"""The reads against the simulated ECS, which is as strict about pages and batches as AWS."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection, StaticKeys, Target, open_connection
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.protocol.signature import user
from ecstui.sim.server import Server, serve
from ecstui.sim.world import World
from tests.aws.fake_aws import REGION, VirtualTime
from tests.listings import complete

ACCOUNT = "123456789012"
KEYS = StaticKeys(ACCOUNT, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-0123456789abcdef0"]}}


@pytest.fixture
async def sim() -> AsyncIterator[Server]:
    async with serve(World()) as server:
        yield server


@pytest.fixture
async def conn(sim: Server, time: VirtualTime) -> AsyncIterator[ReadConnection]:
    target = Target(endpoint_url=sim.url, region=REGION, isolated=True, keys=KEYS)
    async with open_connection(target, budget=time.budget()) as connection:
        yield connection


def call(world: World, operation: str, **body: Any) -> dict[str, Any]:
    made = Call(world, user(ACCOUNT), REGION, "ecs", operation, world.uuid("test"))
    return dispatch(made, body)


def fargate(world: World) -> None:
    call(world, "CreateCluster", clusterName="prod")
    call(
        world,
        "RegisterTaskDefinition",
        family="web",
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "app", "image": "nginx:1", "essential": True}],
    )


def create_service(world: World, name: str, desired: int = 0) -> None:
    call(
        world,
        "CreateService",
        cluster="prod",
        serviceName=name,
        taskDefinition="web",
        desiredCount=desired,
        launchType="FARGATE",
        networkConfiguration=NETWORK,
    )


@pytest.mark.parametrize("count", [0, 1, 10, 11, 100, 101, 200, 1000])
async def test_all_services_arrive(sim: Server, conn: ReadConnection, count: int) -> None:
    fargate(sim.world)
    names = [f"service-{number:04}" for number in range(count)]
    for name in reversed(names):
        create_service(sim.world, name)
    listing = await ecs.services(conn, "prod")
    assert [it.service_name for it in listing.items] == names
    assert (listing.total, complete(listing)) == (count, True)


@pytest.mark.parametrize("count", [0, 1, 10, 11, 100, 101, 200, 1000])
async def test_all_tasks_arrive(sim: Server, conn: ReadConnection, count: int) -> None:
    fargate(sim.world)
    create_service(sim.world, "web", desired=count)
    # Time for all of them to start.
    sim.world.advance(1800)
    listing = await ecs.tasks(conn, "prod")
    assert len({it.task_arn for it in listing.items}) == count
    assert (listing.total, complete(listing)) == (count, True)
    assert {it.last_status for it in listing.items} <= {"RUNNING"}


async def test_a_deleted_service_is_in_the_failures(sim: Server, conn: ReadConnection) -> None:
    fargate(sim.world)
    create_service(sim.world, "web")
    known = (await ecs.services(conn, "prod")).items[0]
    gone = known.service_arn + "-gone"
    listing = await ecs.services(conn, "prod", [known.service_arn, gone])
    assert listing.items == (known,)
    assert [(failure.arn, failure.reason) for failure in listing.failures] == [(gone, "MISSING")]
    assert not complete(listing)


async def test_a_service_deployment_is_read(sim: Server, conn: ReadConnection) -> None:
    fargate(sim.world)
    create_service(sim.world, "web", desired=2)
    sim.world.advance(1800)
    service = (await ecs.services(conn, "prod")).items[0]
    assert service.current_service_deployment is not None
    listing = await ecs.service_deployments(conn, [service.current_service_deployment])
    assert listing.items[0].status == "SUCCESSFUL"
    assert listing.items[0].service_arn == service.service_arn


async def test_the_clusters_counts_arrive(sim: Server, conn: ReadConnection) -> None:
    fargate(sim.world)
    create_service(sim.world, "web", desired=2)
    sim.world.advance(1800)
    cluster = (await ecs.clusters(conn)).items[0]
    assert (cluster.cluster_name, cluster.running_tasks_count) == ("prod", 2)
    assert cluster.active_services_count == 1
