import pytest

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound
from ecstui.model.ecs import Service, Task
from ecstui.model.listing import Listing
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.listings import complete
from tests.world import create_service


async def test_the_tasks_of_one_service(conn: ReadConnection) -> None:
    listing = await ecs.tasks(conn, "prod-web", service="catalog")
    assert {task.group for task in listing.items} == {"service:catalog"}
    assert (len(listing.items), complete(listing)) == (6, True)
    assert await ecs.task_arns(conn, "prod-web", service="cart") != []


async def test_the_tasks_of_a_service_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound):
        await ecs.tasks(conn, "prod-web", service="nothing")


async def test_tasks_are_described_without_listing(sim: Server, conn: ReadConnection) -> None:
    arns = await ecs.task_arns(conn, "prod-web")
    before = sim.calls.total()
    listing = await ecs.describe_tasks(conn, "prod-web", [*arns[:2], arns[2][:-4] + "gone"])
    assert [task.task_arn for task in listing.items] == sorted(arns[:2])
    assert (listing.total, [f.reason for f in listing.failures]) == (3, ["MISSING"])
    assert sim.calls.total() == before + 1


async def test_a_long_list_grows_while_it_is_being_read(world: World, conn: ReadConnection) -> None:
    create_service(world, "many", 300)
    world.advance(1800)
    known = {task.task_arn: task for task in (await ecs.tasks(conn, "prod-web")).items[:30]}
    seen: list[Listing[Task]] = []
    whole = await ecs.tasks(conn, "prod-web", known=known, progress=seen.append)
    assert len(seen) == 2, "after each batch but the last"
    assert len(seen[0].items) < len(seen[1].items) < 312
    assert {part.total for part in seen} == {312}
    for part in seen:
        assert (
            set(known)
            <= {task.task_arn for task in part.items}
            < {task.task_arn for task in whole.items}
        )
    assert complete(whole)


async def test_what_is_read_at_once_tells_no_progress(conn: ReadConnection) -> None:
    seen: list[Listing[Service]] = []
    assert complete(await ecs.services(conn, "prod-web", progress=seen.append))
    assert seen == []


async def test_services_grow_too(world: World, conn: ReadConnection) -> None:
    for number in range(20):
        create_service(world, f"more-{number}", 0)
    seen: list[Listing[Service]] = []
    await ecs.services(conn, "prod-web", progress=seen.append)
    assert len(seen) == 2
    assert {part.total for part in seen} == {23}
    names = [service.service_name for service in seen[-1].items]
    assert names == sorted(names)
    assert len(await ecs.service_arns(conn, "prod-web")) == 23


async def test_a_task_with_all_that_panes_show(conn: ReadConnection) -> None:
    task = (await ecs.tasks(conn, "prod-web", service="cart")).items[0]
    assert task.private_address is not None
    assert task.private_address.startswith("10.")
    assert task.network_interface_id is not None
    assert task.network_interface_id.startswith("eni-")
    assert [it.status for it in task.attachments] == ["ATTACHED"]
    assert (task.connectivity, task.platform_version is not None) == ("CONNECTED", True)
    assert task.created_at is not None
    assert task.pull_started_at is not None
    assert task.pull_stopped_at is not None
    assert task.started_at is not None
    assert task.created_at < task.pull_started_at <= task.pull_stopped_at <= task.started_at
    (container,) = task.containers
    assert container.runtime_id is not None
    assert container.cpu == "0"
    assert container.exit_code is None


def test_a_task_without_an_interface_of_its_own_has_no_address() -> None:
    task = Task("t", "c", "d", "RUNNING", "RUNNING")
    assert (task.private_address, task.network_interface_id) == (None, None)
