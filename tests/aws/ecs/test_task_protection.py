from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import ecs
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import NotFound, Unreachable
from ecstui.model.protected_task import ProtectedTask
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_answer
from tests.listings import complete
from tests.world import call


async def test_tasks_that_are_not_protected_and_one_that_is_gone(
    conn: ReadConnection, world: World
) -> None:
    arns = call(world, "ListTasks", cluster="prod-web", serviceName="cart")["taskArns"]
    gone = arns[0][:-1] + "x"
    listing = await ecs.task_protection(conn, "prod-web", [*arns, gone])
    assert listing.items == tuple(ProtectedTask(arn) for arn in sorted(arns))
    assert [it.reason for it in listing.failures] == ["MISSING"]
    assert not complete(listing)


async def test_a_protected_task_says_until_when(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    task = {"taskArn": "arn:t", "protectionEnabled": True, "expirationDate": 1767225600.0}
    answers({"protectedTasks": [task], "failures": []})
    (found,) = (await ecs.task_protection(fake_conn, "prod", ["arn:t"])).items
    assert found == ProtectedTask("arn:t", True, datetime(2026, 1, 1, tzinfo=UTC))


async def test_a_hundred_at_a_time(aws: FakeAws, fake_conn: ReadConnection) -> None:
    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        found = [{"taskArn": arn, "protectionEnabled": False} for arn in parameters["tasks"]]
        assert len(found) <= 100
        return json_answer({"protectedTasks": found})

    aws.handler = answer
    arns = [f"arn:{number:03}" for number in range(101)]
    listing = await ecs.task_protection(fake_conn, "prod", arns)
    assert [it.task_arn for it in listing.items] == arns
    assert len(aws.arrived) == 2


async def test_no_tasks_are_no_call(aws: FakeAws, fake_conn: ReadConnection) -> None:
    assert (await ecs.task_protection(fake_conn, "prod", [])).items == ()
    assert aws.arrived == []


async def test_a_cluster_that_there_is_not(conn: ReadConnection) -> None:
    with pytest.raises(NotFound, match="no cluster nowhere"):
        await ecs.task_protection(conn, "nowhere", ["arn:t"])


async def test_a_wrong_body_is_no_protection(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"protectedTasks": [{"protectionEnabled": True}]})
    with pytest.raises(Unreachable, match="taskArn"):
        await ecs.task_protection(fake_conn, "prod", ["arn:t"])
