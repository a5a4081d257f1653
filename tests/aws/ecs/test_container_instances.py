from collections.abc import Callable

import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.call import Call
from ecstui.sim.services.ecs.capacity import register_instance
from ecstui.sim.services.ecs.records.capacity import ContainerInstance
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.listings import complete
from tests.world import ALICE, REGION

ARN = "arn:aws:ecs:r:1:container-instance/prod/a"


def add_instance(world: World) -> ContainerInstance:
    plane = Plane.of(Call(world, ALICE, REGION, "ecs", "test", "id"))
    return register_instance(
        plane, "prod-web", zone=f"{REGION}a", instance_type="m7g.large", cpu=2048, memory=7680,
        capacity_provider="spare",
    )  # fmt: skip


async def test_an_instance_with_all_that_panes_show(conn: ReadConnection, world: World) -> None:
    record = add_instance(world)
    record.cpu_used, record.agent_connected = 512, False
    listing = await ecs.container_instances(conn, "prod-web")
    (found,) = listing.items
    assert (found.status, found.agent_connected) == ("ACTIVE", False)
    assert (found.availability_zone, found.instance_type) == (f"{REGION}a", "m7g.large")
    assert (found.registered("CPU"), found.remaining("CPU")) == (2048, 1536)
    assert (found.registered("MEMORY"), found.remaining("GPU")) == (7680, None)
    assert found.capacity_provider_name == "spare"
    assert found.ec2_instance_id == record.ec2_instance_id
    assert found.health_status is not None
    assert found.health_status.overall_status == "IMPAIRED"
    assert found.health_status.details[0].type == "CONTAINER_RUNTIME"
    assert found.version_info is not None
    assert found.version_info.agent_version == "1.98.0"


@pytest.mark.parametrize("count", [0, 100, 101])
async def test_all_instances_arrive(conn: ReadConnection, world: World, count: int) -> None:
    arns = sorted(add_instance(world).arn for _ in range(count))
    listing = await ecs.container_instances(conn, "prod-web")
    assert [it.container_instance_arn for it in listing.items] == arns
    assert (listing.total, complete(listing)) == (count, True)


async def test_a_cluster_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="no cluster nowhere"):
        await ecs.container_instances(conn, "nowhere")


async def test_what_vanished_is_in_the_failures(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    failure = {"arn": ARN, "reason": "MISSING"}
    answers({"containerInstanceArns": [ARN]}, {"containerInstances": [], "failures": [failure]})
    listing = await ecs.container_instances(fake_conn, "prod")
    assert ([it.arn for it in listing.failures], complete(listing)) == ([ARN], False)


async def test_a_wrong_body_is_no_instance(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"containerInstanceArns": [ARN]}, {"containerInstances": [{"status": "ACTIVE"}]})
    with pytest.raises(Unreachable, match="containerInstanceArn"):
        await ecs.container_instances(fake_conn, "prod")
