"""Service deployments of the past, and the revisions that they brought."""

from collections.abc import Callable
from typing import Any

import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws
from tests.world import call, register

REVISION = "arn:aws:ecs:ap-northeast-1:123456789012:service-revision/prod-web/cart/1"


def deploy(world: World, times: int) -> None:
    for number in range(times):
        definition = register(world, "cart", f"web:{number + 2}")
        call(world, "UpdateService", cluster="prod-web", service="cart", taskDefinition=definition)
        world.advance(60)


@pytest.mark.parametrize(("times", "calls"), [(0, 1), (99, 1), (100, 2)])
async def test_the_history_is_whole_and_newest_first(
    sim: Server, conn: ReadConnection, world: World, times: int, calls: int
) -> None:
    deploy(world, times)
    history = await ecs.service_history(conn, "prod-web", "cart")
    times_created = [it.created_at for it in history]
    assert times_created == sorted(times_created, reverse=True)
    assert len({it.service_deployment_arn for it in history}) == times + 1
    assert sim.calls.total() == calls


async def test_the_newest_cost_one_call(sim: Server, conn: ReadConnection, world: World) -> None:
    deploy(world, 100)
    newest = await ecs.service_history(conn, "prod-web", "cart", most=20)
    assert sim.calls.total() == 1
    assert newest == (await ecs.service_history(conn, "prod-web", "cart"))[:20]


def briefs(*times: int, token: str = "") -> dict[str, Any]:
    """A page of service deployments that were created at these seconds."""
    items = [
        {"serviceDeploymentArn": f"arn:{time}", "status": "SUCCESSFUL", "createdAt": time}
        for time in times
    ]
    return {"serviceDeployments": items} | ({"nextToken": token} if token else {})


@pytest.mark.parametrize(
    ("pages", "calls", "newest"),
    [
        ([briefs(9, 8, 7, token="2"), briefs(6, 5)], 1, [9, 8]),
        ([briefs(9, token="2"), briefs(8, 7, token="3"), briefs(6)], 2, [9, 8]),
        ([briefs(5, 6, 7, token="2"), briefs(8, 9)], 2, [9, 8]),
        ([briefs(7, 9, 8, token="2"), briefs(6)], 2, [9, 8]),
        ([briefs(5, 7, 6)], 1, [7, 6]),
        ([briefs(7)], 1, [7]),
    ],
)
async def test_the_newest_are_the_newest_in_whatever_order_aws_lists(
    aws: FakeAws,
    answers: Callable[..., None],
    fake_conn: ReadConnection,
    pages: list[dict[str, Any]],
    calls: int,
    newest: list[int],
) -> None:
    answers(*pages)
    found = await ecs.service_history(fake_conn, "prod", "cart", most=2)
    assert [it.service_deployment_arn for it in found] == [f"arn:{time}" for time in newest]
    assert len(aws.arrived) == calls


async def test_the_history_of_a_service_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound):
        await ecs.service_history(conn, "prod-web", "nothing")


async def test_what_was_deployed_with_its_digests(conn: ReadConnection, world: World) -> None:
    deploy(world, 1)
    newest = (await ecs.service_history(conn, "prod-web", "cart"))[0]
    target = newest.target_service_revision_arn
    assert target is not None
    listing = await ecs.service_revisions(conn, [target])
    (revision,) = listing.items
    assert revision.task_definition is not None
    assert revision.task_definition.endswith("cart:2")
    (image,) = revision.container_images
    assert (image.container_name, image.image) == ("app", "web:2")
    assert image.image_digest is not None
    assert image.image_digest.startswith("sha256:")
    assert revision.launch_type == "FARGATE"
    network = revision.network_configuration
    assert network is not None
    assert network.awsvpc_configuration is not None
    assert network.awsvpc_configuration.subnets == ("subnet-0a", "subnet-0b")


async def test_revisions_come_twenty_a_call_and_old_ones_are_missing(
    sim: Server, conn: ReadConnection, world: World
) -> None:
    deploy(world, 24)
    history = await ecs.service_history(conn, "prod-web", "cart")
    wanted = [it.target_service_revision_arn or "" for it in history]
    before = sim.calls.total()
    listing = await ecs.service_revisions(conn, [*wanted, REVISION])
    assert [it.service_revision_arn for it in listing.items] == wanted
    assert [(it.arn, it.reason) for it in listing.failures] == [(REVISION, "MISSING")]
    assert sim.calls.total() == before + 2


async def test_a_wrong_body_is_no_history(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"serviceDeployments": [{"status": "PENDING"}]}, {"serviceRevisions": [{}]})
    with pytest.raises(Unreachable, match="serviceDeploymentArn"):
        await ecs.service_history(fake_conn, "prod", "cart")
    with pytest.raises(Unreachable, match="serviceRevisionArn"):
        await ecs.service_revisions(fake_conn, [REVISION])
