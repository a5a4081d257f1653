"""Tasks that neither scale-in nor a deployment may stop."""

from typing import Any

import pytest

from tests.sim.ecs.account import NETWORK, Account, percents

BLOCKED = (
    "was unable to scale in. Reason: number of protected tasks are more than the desired count"
)


async def protect(ecs: Account, *tasks: str, on: bool = True, **more: Any) -> dict[str, Any]:
    answer = await ecs.client.update_task_protection(
        cluster="default", tasks=list(tasks), protectionEnabled=on, **more
    )
    return dict(answer)


async def arns(ecs: Account) -> list[str]:
    return [task["taskArn"] for task in await ecs.tasks(serviceName="web")]


async def protected(ecs: Account, *tasks: str) -> dict[str, bool]:
    answer = await ecs.client.get_task_protection(cluster="default", tasks=list(tasks))
    return {t["taskArn"]: t["protectionEnabled"] for t in answer["protectedTasks"]}


async def test_protection_is_set_extended_and_ends(ecs: Account) -> None:
    await ecs.steady("web", 2)
    one, other = await arns(ecs)

    (set_once,) = (await protect(ecs, one))["protectedTasks"]
    ecs.advance(60)
    (again,) = (await protect(ecs, one, expiresInMinutes=10))["protectedTasks"]
    before = await protected(ecs, one, other)
    ecs.advance(601)

    assert set_once["protectionEnabled"]
    assert set_once["expirationDate"].timestamp() == ecs.world.now - 661 + 7200
    assert again["expirationDate"].timestamp() == ecs.world.now - 601 + 600
    assert before == {one: True, other: False}
    assert await protected(ecs, one, other) == {one: False, other: False}


async def test_scaling_in_stops_others(ecs: Account) -> None:
    await ecs.steady("web", 4)
    kept = (await arns(ecs))[:2]
    await protect(ecs, *kept)

    await ecs.update("web", desiredCount=2)
    ecs.advance(120)

    assert sorted(await arns(ecs)) == sorted(kept)
    assert not any(BLOCKED in event for event in await ecs.events("web"))


async def test_scaling_in_waits_for_protection_to_end(ecs: Account) -> None:
    await ecs.steady("web", 3)
    kept = (await arns(ecs))[:2]
    await protect(ecs, *kept)

    await ecs.update("web", desiredCount=1)
    ecs.advance(120)
    waiting, events = await arns(ecs), await ecs.events("web")
    await protect(ecs, kept[0], on=False)
    ecs.advance(120)

    assert sorted(waiting) == sorted(kept)
    assert sum(BLOCKED in event for event in events) == 1
    assert await arns(ecs) == [kept[1]]


async def test_a_deployment_waits_for_protection_to_end(ecs: Account) -> None:
    await ecs.steady("web", 2, deploymentConfiguration=percents(100, 200))
    kept = (await arns(ecs))[0]
    await protect(ecs, kept, expiresInMinutes=20)

    await ecs.update("web", await ecs.register("web"))
    ecs.advance(600)
    waiting, status = await arns(ecs), (await ecs.journey("web"))["status"]
    ecs.advance(900)

    assert kept in waiting
    assert status == "IN_PROGRESS"
    assert (await ecs.journey("web"))["status"] == "SUCCESSFUL"
    assert kept not in await arns(ecs)


async def test_somebody_stops_a_protected_task(ecs: Account) -> None:
    await ecs.steady("web", 1)
    (task,) = await arns(ecs)
    await protect(ecs, task)

    await ecs.client.stop_task(task=task, reason="because")
    ecs.advance(120)

    assert task not in await arns(ecs)
    (stopped,) = await ecs.tasks(desiredStatus="STOPPED")
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "because")


async def test_what_cannot_be_protected(ecs: Account) -> None:
    family = await ecs.register("job")
    answer = await ecs.client.run_task(
        taskDefinition=family, launchType="FARGATE", networkConfiguration=NETWORK
    )
    job = answer["tasks"][0]["taskArn"]

    refused = await protect(ecs, job, "nope")
    asked = await ecs.client.get_task_protection(cluster="default", tasks=[job])

    assert refused["protectedTasks"] == asked["protectedTasks"] == []
    assert sorted(f["reason"] for f in refused["failures"]) == ["MISSING", "TASK_NOT_VALID"]
    assert asked["failures"] == [{"arn": job, "reason": "TASK_NOT_VALID"}]


@pytest.mark.parametrize("wrong", [{"expiresInMinutes": 0}, {"expiresInMinutes": 2881}, {}])
async def test_limits(ecs: Account, wrong: dict[str, Any]) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await protect(ecs, *(["x"] if wrong else ["x"] * 11), **wrong)
