"""ECS Exec: when a session can begin, and when not."""

from typing import Any

import pytest

from ecstui.sim.services.ecs.managed_agent import CONNECTS_AFTER, STARTS_AFTER
from tests.sim.ecs.account import NETWORK, Account, container


async def run(ecs: Account, *containers: dict[str, Any], enabled: bool = True) -> str:
    """A standalone task that has just reached RUNNING."""
    answer = await ecs.client.run_task(
        taskDefinition=await ecs.register("job", *containers),
        launchType="FARGATE",
        networkConfiguration=NETWORK,
        enableExecuteCommand=enabled,
    )
    arn = str(answer["tasks"][0]["taskArn"])
    while (await described(ecs, arn))["lastStatus"] != "RUNNING":
        ecs.advance(0.25)
    return arn


async def described(ecs: Account, arn: str) -> dict[str, Any]:
    return dict((await ecs.client.describe_tasks(tasks=[arn]))["tasks"][0])


async def agents(ecs: Account, arn: str) -> list[dict[str, Any]]:
    return [dict(a) for c in (await described(ecs, arn))["containers"] for a in c["managedAgents"]]


async def execute(ecs: Account, arn: str, **more: Any) -> dict[str, Any]:
    body = {"task": arn, "command": "/bin/sh", "interactive": True, **more}
    return dict(await ecs.client.execute_command(**body))


async def test_the_agent_starts_connects_and_stops(ecs: Account) -> None:
    task = await run(ecs)
    began = await agents(ecs, task)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="isn't running"):
        await execute(ecs, task)
    ecs.advance(STARTS_AFTER)
    running = await agents(ecs, task)
    with pytest.raises(ecs.client.exceptions.TargetNotConnectedException):
        await execute(ecs, task)
    ecs.advance(CONNECTS_AFTER)
    session = await execute(ecs, task)
    await ecs.client.stop_task(task=task)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await execute(ecs, task)

    assert began == [{"name": "ExecuteCommandAgent", "lastStatus": "PENDING"}]
    assert [a["lastStatus"] for a in running] == ["RUNNING"]
    assert ecs.world.now - CONNECTS_AFTER - 1 < running[0]["lastStartedAt"].timestamp()
    assert [a["lastStatus"] for a in await agents(ecs, task)] == ["STOPPED"]
    (only,) = (await described(ecs, task))["containers"]
    assert session["containerArn"] == only["containerArn"]
    assert (session["taskArn"], session["containerName"]) == (task, "app")
    assert session["session"]["sessionId"].startswith("ecs-execute-command-")
    assert session["session"]["streamUrl"].startswith("wss://127.0.0.1:")
    assert session["session"]["tokenValue"] == "EXAMPLETOKEN"


async def test_a_task_without_it_has_no_agent(ecs: Account) -> None:
    task = await run(ecs, enabled=False)
    ecs.advance(60)

    assert "managedAgents" not in (await described(ecs, task))["containers"][0]
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="was not enabled"):
        await execute(ecs, task)


async def test_a_service_turns_it_on_with_its_next_deployment(ecs: Account) -> None:
    await ecs.steady("web", 1)
    await ecs.update("web", enableExecuteCommand=True)
    ecs.advance(60)
    (old,) = await ecs.tasks(serviceName="web")
    await ecs.update("web", forceNewDeployment=True)
    ecs.advance(300)
    (new,) = await ecs.tasks(serviceName="web")

    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await execute(ecs, old["taskArn"])
    assert (await execute(ecs, new["taskArn"]))["taskArn"] == new["taskArn"]


async def test_one_of_several_containers_must_be_named(ecs: Account) -> None:
    sidecar = container("sidecar", readonlyRootFilesystem=True)
    task = await run(ecs, container(), sidecar)
    ecs.advance(60)

    for wrong in ({}, {"container": "nope"}, {"container": "sidecar"}, {"interactive": False}):
        with pytest.raises(ecs.client.exceptions.InvalidParameterException):
            await execute(ecs, task, **wrong)
    assert (await execute(ecs, task, container="app"))["containerName"] == "app"
    assert [a["lastStatus"] for a in await agents(ecs, task)] == ["RUNNING", "STOPPED"]


async def test_an_agent_that_cannot_reach_systems_manager(ecs: Account) -> None:
    task = await run(ecs)
    ecs.state.cut_off.add((await described(ecs, task))["taskDefinitionArn"])
    ecs.advance(600)

    assert [a["lastStatus"] for a in await agents(ecs, task)] == ["RUNNING"]
    with pytest.raises(ecs.client.exceptions.TargetNotConnectedException, match="internal error"):
        await execute(ecs, task)
