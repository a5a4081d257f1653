"""EC2: container instances that run full, drain, and are queried."""

from typing import Any

import pytest

from ecstui.sim.services.ecs.capacity import register_instance
from ecstui.sim.services.ecs.records.capacity import ContainerInstance
from ecstui.sim.services.ecs.state import Plane
from tests.sim.ecs.account import ACCOUNT, REGION, Account, percents

UNPLACED = "was unable to place a task because no container instance met all of its requirements."


def add(ecs: Account, zone: str = "a", memory: int = 4000) -> ContainerInstance:
    plane = Plane.at(ecs.world, ACCOUNT, REGION)
    return register_instance(
        plane,
        "default",
        zone=REGION + zone,
        instance_type="m6i.large",
        cpu=2048,
        memory=memory,
    )


async def bridge(ecs: Account, family: str = "web", memory: int = 1000, **more: Any) -> str:
    answer = await ecs.client.register_task_definition(
        family=family,
        containerDefinitions=[
            {
                "name": "app",
                "image": "web:1",
                "cpu": 256,
                "memory": memory,
                "portMappings": [{"containerPort": 80, "hostPort": 0}],
                **more,
            }
        ],
    )
    return str(answer["taskDefinition"]["taskDefinitionArn"])


def number(instance: dict[str, Any], which: str, name: str) -> int:
    (found,) = (r["integerValue"] for r in instance[which] if r["name"] == name)
    return int(found)


async def described(ecs: Account, arn: str) -> dict[str, Any]:
    answer = await ecs.client.describe_container_instances(
        containerInstances=[arn], include=["TAGS", "CONTAINER_INSTANCE_HEALTH"]
    )
    return dict(answer["containerInstances"][0])


async def test_tasks_take_and_give_back_resources(ecs: Account) -> None:
    instance = add(ecs)
    await ecs.steady("web", 3, await bridge(ecs), launchType="EC2")
    full = await described(ecs, instance.arn)
    (task, *_) = await ecs.tasks(containerInstance=instance.id)

    await ecs.update("web", desiredCount=0)
    ecs.advance(90)
    empty = await described(ecs, instance.arn)

    assert full["runningTasksCount"] == 3
    assert number(full, "registeredResources", "MEMORY") == 4000
    assert number(full, "remainingResources", "MEMORY") == 1000
    assert number(full, "remainingResources", "CPU") == 2048 - 3 * 256
    assert number(empty, "remainingResources", "MEMORY") == 4000
    assert empty["healthStatus"]["overallStatus"] == "OK"
    assert task["containerInstanceArn"] == instance.arn
    (binding,) = task["containers"][0]["networkBindings"]
    assert binding["containerPort"] == 80
    assert binding["hostPort"] >= 32768


async def test_instances_that_are_full(ecs: Account) -> None:
    small, big = add(ecs, memory=1200), add(ecs, "b", memory=2400)
    arn = await bridge(ecs)

    await ecs.create("web", 5, arn, launchType="EC2")
    ecs.advance(1200)

    service = await ecs.service("web")
    assert (service["desiredCount"], service["runningCount"]) == (5, 3)
    unplaced = [e for e in await ecs.events("web") if e.startswith(UNPLACED)]
    assert 3 <= len(unplaced) <= 5
    assert any(f"(container-instance {i.id})" in unplaced[0] for i in (small, big))
    assert "has insufficient memory available." in unplaced[0]

    add(ecs, "c")
    ecs.advance(120)
    assert (await ecs.service("web"))["runningCount"] == 5


async def test_a_cluster_without_instances(ecs: Account) -> None:
    arn = await bridge(ecs)
    await ecs.create("web", 1, arn, launchType="EC2")
    ecs.advance(60)

    answer = await ecs.client.run_task(taskDefinition=arn, launchType="EC2")

    assert "No Container Instances were found" in (await ecs.events("web"))[0]
    assert answer["tasks"] == []
    assert len(answer["failures"]) == 1


async def test_run_task_says_what_is_lacking(ecs: Account) -> None:
    instance = add(ecs, memory=500)

    answer = await ecs.client.run_task(taskDefinition=await bridge(ecs), launchType="EC2", count=2)

    assert answer["failures"] == [{"arn": instance.arn, "reason": "RESOURCE:MEMORY"}] * 2


async def test_full_instances_make_room_for_a_rollout(ecs: Account) -> None:
    add(ecs)
    await ecs.steady(
        "web", 4, await bridge(ecs), launchType="EC2", deploymentConfiguration=percents(50, 200)
    )

    new = await bridge(ecs)
    await ecs.update("web", new)
    service = await ecs.until(lambda s: s["deployments"][0]["rolloutState"] == "COMPLETED", "web")

    assert service["runningCount"] == 4
    assert {t["taskDefinitionArn"] for t in await ecs.tasks(serviceName="web")} == {new}


async def test_tasks_are_spread_over_zones(ecs: Account) -> None:
    for zone in "abc":
        add(ecs, zone)

    await ecs.steady("web", 6, await bridge(ecs), launchType="EC2")

    zones = [t["availabilityZone"] for t in await ecs.tasks(serviceName="web")]
    assert sorted(zones) == [REGION + zone for zone in "aabbcc"]


async def test_draining_moves_the_tasks_of_services(ecs: Account) -> None:
    old, new = add(ecs), add(ecs, "b", memory=9000)
    arn = await bridge(ecs)
    await ecs.steady("web", 4, arn, launchType="EC2")
    await ecs.client.run_task(taskDefinition=arn, launchType="EC2", count=1)

    answer = await ecs.client.update_container_instances_state(
        containerInstances=[old.id, "unknown"], status="DRAINING"
    )
    counts = []
    for _ in range(60):
        ecs.advance(5)
        counts.append((await ecs.service("web"))["runningCount"])

    assert [i["status"] for i in answer["containerInstances"]] == ["DRAINING"]
    assert [f["reason"] for f in answer["failures"]] == ["MISSING"]
    on_old = await ecs.tasks(containerInstance=old.id)
    assert [t for t in on_old if t["group"] == "service:web"] == []
    assert len(await ecs.tasks(containerInstance=new.id, serviceName="web")) == 4
    assert min(counts) >= 4
    listed = await ecs.client.list_container_instances(status="DRAINING")
    assert listed["containerInstanceArns"] == [old.arn]


async def test_draining_leaves_standalone_tasks_and_takes_no_new_ones(ecs: Account) -> None:
    old = add(ecs)
    arn = await bridge(ecs)
    await ecs.steady("web", 1, arn, launchType="EC2", deploymentConfiguration=percents(100, 200))
    await ecs.client.run_task(taskDefinition=arn, launchType="EC2", count=1)
    ecs.advance(60)

    await ecs.client.update_container_instances_state(
        containerInstances=[old.id], status="DRAINING"
    )
    ecs.advance(600)
    blocked = await ecs.tasks(containerInstance=old.id)
    refused = await ecs.client.run_task(taskDefinition=arn, launchType="EC2", count=1)
    new = add(ecs, "b")
    ecs.advance(300)
    left = await ecs.tasks(containerInstance=old.id)
    await ecs.client.update_container_instances_state(containerInstances=[old.id], status="ACTIVE")
    again = await ecs.client.run_task(taskDefinition=arn, launchType="EC2", count=1)

    assert sorted(task["group"] for task in blocked) == ["family:web", "service:web"]
    assert any(event.startswith(UNPLACED) for event in await ecs.events("web"))
    assert (refused["tasks"], len(refused["failures"])) == ([], 1)
    assert [task["group"] for task in left] == ["family:web"]
    assert (await described(ecs, old.arn))["status"] == "ACTIVE"
    assert len(await ecs.tasks(containerInstance=new.id, serviceName="web")) == 1
    assert len(again["tasks"]) == 1


async def test_percentages_that_leave_no_room_block_the_draining(ecs: Account) -> None:
    add(ecs)
    add(ecs, "b")
    arn = await bridge(ecs)
    await ecs.steady("web", 1, arn, launchType="EC2", deploymentConfiguration=percents(50, 150))
    (task,) = await ecs.tasks(serviceName="web")
    host = task["containerInstanceArn"]

    await ecs.client.update_container_instances_state(containerInstances=[host], status="DRAINING")
    ecs.advance(1200)

    assert [t["taskArn"] for t in await ecs.tasks(serviceName="web")] == [task["taskArn"]]
    assert any("because of the service deployment configuration" in e
               for e in await ecs.events("web"))  # fmt: skip


@pytest.mark.parametrize("status", ["REGISTERING", "DEREGISTERING"])
async def test_what_comes_or_goes_cannot_be_drained(ecs: Account, status: str) -> None:
    fine, other = add(ecs), add(ecs)
    other.status = status

    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match=status):
        await ecs.client.update_container_instances_state(
            containerInstances=[fine.id, other.id], status="DRAINING"
        )

    assert (await described(ecs, fine.arn))["status"] == "ACTIVE"


async def test_instances_can_only_be_drained_and_activated(ecs: Account) -> None:
    instance = add(ecs)

    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.update_container_instances_state(
            containerInstances=[instance.id], status="DEREGISTERING"
        )
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.update_container_instances_state(
            containerInstances=[instance.id] * 11, status="DRAINING"
        )


async def test_a_daemon_runs_once_on_each_instance(ecs: Account) -> None:
    first = add(ecs)
    add(ecs)
    arn = await bridge(ecs, "agent", 100)
    await ecs.client.create_service(
        serviceName="agent", taskDefinition=arn, launchType="EC2", schedulingStrategy="DAEMON"
    )
    ecs.advance(120)

    service = await ecs.service("agent")
    hosts = [t["containerInstanceArn"] for t in await ecs.tasks(serviceName="agent")]
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.update("agent", desiredCount=3)
    await ecs.client.update_container_instances_state(
        containerInstances=[first.id], status="DRAINING"
    )
    ecs.advance(120)

    assert (service["desiredCount"], service["runningCount"]) == (2, 2)
    assert len(set(hosts)) == 2
    assert (await ecs.service("agent"))["runningCount"] == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("attribute:ecs.availability-zone == eu-west-1a", 2),
        ("attribute:ecs.availability-zone != eu-west-1a", 1),
        ("attribute:ecs.instance-type == m6i.large and runningTasksCount == 0", 3),
        ("agentConnected == false", 0),
    ],
)
async def test_a_part_of_the_cluster_query_language(ecs: Account, text: str, found: int) -> None:
    for zone in "aab":
        add(ecs, zone)

    answer = await ecs.client.list_container_instances(filter=text)

    assert len(answer["containerInstanceArns"]) == found


async def test_other_queries_are_refused(ecs: Account) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="does not know"):
        await ecs.client.list_container_instances(filter="registeredAt > 2026-01-01T00:00")
