import asyncio
import re
from typing import Any

import pytest

from ecstui.sim.services.ecs.behaviours import SlowStart, SpotInterrupted
from tests.sim.ecs.account import CHECK, NETWORK, Account, container

UP = ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING"]
DOWN = ["DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"]


async def run_one(ecs: Account, arn: str, **more: Any) -> str:
    answer = await ecs.client.run_task(
        taskDefinition=arn, launchType="FARGATE", networkConfiguration=NETWORK, **more
    )
    return str(answer["tasks"][0]["taskArn"])


async def describe(ecs: Account, arn: str) -> dict[str, Any]:
    return dict((await ecs.client.describe_tasks(tasks=[arn]))["tasks"][0])


async def watch(ecs: Account, arn: str, end: str) -> list[dict[str, Any]]:
    """The task at each of its statuses, once."""
    seen: list[dict[str, Any]] = []
    for _ in range(600):
        task = await describe(ecs, arn)
        if not seen or seen[-1]["lastStatus"] != task["lastStatus"]:
            seen.append(task)
        if task["lastStatus"] == end:
            return seen
        ecs.advance(0.2)
    raise AssertionError(f"{end} not reached: {[t['lastStatus'] for t in seen]}")


async def test_a_task_comes_up_through_its_states(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))

    seen = await watch(ecs, task, "RUNNING")

    assert [t["lastStatus"] for t in seen] == UP
    versions = [t["version"] for t in seen]
    assert versions == sorted(set(versions))
    last = seen[-1]
    moments = ["createdAt", "connectivityAt", "pullStartedAt", "pullStoppedAt", "startedAt"]
    assert [last[m] for m in moments] == sorted(last[m] for m in moments)
    assert "startedAt" not in seen[-2]
    assert last["connectivity"] == "CONNECTED"
    assert last["desiredStatus"] == "RUNNING"
    assert last["group"] == "family:job"


async def test_a_task_goes_down_through_its_states(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))
    ecs.advance(120)

    answer = await ecs.client.stop_task(task=task, reason="enough")
    seen = await watch(ecs, task, "STOPPED")

    assert answer["task"]["desiredStatus"] == "STOPPED"
    assert [t["lastStatus"] for t in seen] == DOWN
    last = seen[-1]
    moments = ["startedAt", "stoppingAt", "executionStoppedAt", "stoppedAt"]
    assert [last[m] for m in moments] == sorted(last[m] for m in moments)
    assert (last["stopCode"], last["stoppedReason"]) == ("UserInitiated", "enough")
    assert last["containers"][0]["exitCode"] in {0, 137, 143}


async def test_a_task_that_never_ran_has_no_exit_code(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))

    await ecs.client.stop_task(task=task)
    seen = await watch(ecs, task, "STOPPED")

    assert [t["lastStatus"] for t in seen] == ["DEPROVISIONING", "STOPPED"]
    assert "exitCode" not in seen[-1]["containers"][0]
    assert "startedAt" not in seen[-1]


async def test_stopping_again_changes_nothing_and_takes_no_tags_back(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"), tags=[{"key": "who", "value": "me"}])
    assert (await ecs.client.list_tags_for_resource(resourceArn=task))["tags"]
    ecs.advance(120)
    await ecs.client.stop_task(task=task, reason="first")

    again = await ecs.client.stop_task(task=task, reason="second")

    assert again["task"]["stoppedReason"] == "first"
    assert (await ecs.client.list_tags_for_resource(resourceArn=task))["tags"] == []


async def test_a_stopped_task_is_forgotten_after_an_hour(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))
    await ecs.client.stop_task(task=task)
    ecs.advance(60)
    ecs.advance(3500)
    assert await ecs.tasks(desiredStatus="STOPPED")

    ecs.advance(100)

    answer = await ecs.client.describe_tasks(tasks=[task])
    assert answer["tasks"] == []
    assert answer["failures"] == [{"arn": task, "reason": "MISSING"}]
    assert await ecs.tasks(desiredStatus="STOPPED") == []


async def test_the_network_interface_is_told_everywhere_alike(ecs: Account) -> None:
    arn = await ecs.register("job", container(), container("side", essential=False))
    task = await run_one(ecs, arn)
    first = await describe(ecs, task)
    ecs.advance(120)
    task_now = await describe(ecs, task)

    assert first["attachments"][0]["status"] == "ATTACHING"
    (interface,) = task_now["attachments"]
    details = {d["name"]: d["value"] for d in interface["details"]}
    assert interface["status"] == "ATTACHED"
    assert re.fullmatch(r"eni-[0-9a-f]{17}", details["networkInterfaceId"])
    assert re.fullmatch(r"06(:[0-9a-f]{2}){5}", details["macAddress"])
    for each in task_now["containers"]:
        (network,) = each["networkInterfaces"]
        assert network["privateIpv4Address"] == details["privateIPv4Address"]
        assert network["attachmentId"] == interface["id"]
    assert details["subnetId"] in NETWORK["awsvpcConfiguration"]["subnets"]


async def test_addresses_of_running_tasks_differ(ecs: Account) -> None:
    await ecs.steady("web", 30)

    tasks = await ecs.tasks(serviceName="web")

    details = [{d["name"]: d["value"] for d in t["attachments"][0]["details"]} for t in tasks]
    assert len({(d["subnetId"], d["privateIPv4Address"]) for d in details}) == 30
    assert len({d["networkInterfaceId"] for d in details}) == 30


async def test_a_health_check_decides_the_health_of_the_task(ecs: Account) -> None:
    checked = await ecs.register("checked", container(healthCheck=CHECK), container("side"))
    with_check = await run_one(ecs, checked)
    without = await run_one(ecs, await ecs.register("unchecked"))
    ecs.advance(120)

    task = await describe(ecs, with_check)

    assert task["healthStatus"] == "HEALTHY"
    assert [c["healthStatus"] for c in task["containers"]] == [
        "HEALTHY",
        "UNKNOWN",
    ]
    assert (await describe(ecs, without))["healthStatus"] == "UNKNOWN"


async def test_a_container_that_others_wait_for_completes(ecs: Account) -> None:
    waits = [{"containerName": "init", "condition": "SUCCESS"}]
    arn = await ecs.register("job", container("init", essential=False), container(dependsOn=waits))
    task = await run_one(ecs, arn)
    ecs.advance(120)

    containers = {c["name"]: c for c in (await describe(ecs, task))["containers"]}

    assert containers["init"]["lastStatus"] == "STOPPED"
    assert containers["init"]["exitCode"] == 0
    assert containers["app"]["lastStatus"] == "RUNNING"


async def test_a_slow_start_takes_longer(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("slow", behaviour=SlowStart(300)))
    ecs.advance(150)
    assert (await describe(ecs, task))["lastStatus"] == "ACTIVATING"

    ecs.advance(350)

    assert (await describe(ecs, task))["lastStatus"] == "RUNNING"


async def test_a_spot_interruption_takes_spot_tasks_only(ecs: Account) -> None:
    await ecs.client.create_cluster(
        clusterName="spot", capacityProviders=["FARGATE", "FARGATE_SPOT"]
    )
    arn = await ecs.register("job", behaviour=SpotInterrupted(60))
    strategy = [
        {"capacityProvider": "FARGATE", "base": 1, "weight": 1},
        {"capacityProvider": "FARGATE_SPOT", "weight": 3},
    ]
    await ecs.client.run_task(
        cluster="spot",
        taskDefinition=arn,
        count=5,
        capacityProviderStrategy=strategy,
        networkConfiguration=NETWORK,
    )
    ecs.advance(300)

    arns = (await ecs.client.list_tasks(cluster="spot", desiredStatus="STOPPED"))["taskArns"]
    stopped = (await ecs.client.describe_tasks(cluster="spot", tasks=arns))["tasks"]

    assert {t["capacityProviderName"] for t in stopped} == {"FARGATE_SPOT"}
    assert {t["stopCode"] for t in stopped} == {"SpotInterruption"}
    assert len(stopped) == 3


@pytest.mark.parametrize("count", [0, 11])
async def test_run_task_starts_1_to_10(ecs: Account, count: int) -> None:
    arn = await ecs.register("job")

    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await run_one(ecs, arn, count=count)


async def test_a_client_token_starts_tasks_once(ecs: Account) -> None:
    arn = await ecs.register("job")
    first = await run_one(ecs, arn, clientToken="once")

    assert await run_one(ecs, arn, clientToken="once") == first
    with pytest.raises(ecs.client.exceptions.ConflictException) as refused:
        await run_one(ecs, arn, clientToken="once", count=2)

    assert refused.value.response["resourceIds"] == [first]
    assert len(await ecs.tasks()) == 1


async def test_exec_is_not_enabled(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))

    with pytest.raises(
        ecs.client.exceptions.InvalidParameterException, match="execute command was not enabled"
    ):
        await ecs.client.execute_command(task=task, command="sh", interactive=True)


async def test_the_waiter_for_stopped_tasks_ends(ecs: Account) -> None:
    task = await run_one(ecs, await ecs.register("job"))
    ecs.advance(120)
    await ecs.client.stop_task(task=task)

    async def time_passes() -> None:
        while True:
            ecs.advance(1)
            await asyncio.sleep(0.005)

    passing = asyncio.create_task(time_passes())
    waiter = ecs.client.get_waiter("tasks_stopped")
    await waiter.wait(tasks=[task], WaiterConfig={"Delay": 0.01, "MaxAttempts": 200})
    passing.cancel()

    assert (await describe(ecs, task))["lastStatus"] == "STOPPED"
