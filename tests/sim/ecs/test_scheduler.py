import asyncio
from collections import Counter

import pytest

from ecstui.sim.services.ecs.behaviours import CrashAfter
from tests.sim.ecs.account import SUBNETS, Account


async def test_a_service_starts_its_tasks_and_reaches_a_steady_state(ecs: Account) -> None:
    await ecs.create("web", 3)
    born = await ecs.service("web")
    await ecs.steady("other", 1)

    service = await ecs.until(lambda s: s["runningCount"] == 3, "web")
    ecs.advance(30)
    service = await ecs.service("web")

    assert (born["runningCount"], born["pendingCount"]) == (0, 0)
    assert born["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    (deployment,) = service["deployments"]
    identifier = deployment["id"]
    assert deployment["rolloutStateReason"] == f"ECS deployment {identifier} completed."
    events = await ecs.events("web")
    assert events[:2] == [
        "has reached a steady state.",
        f"(deployment {identifier}) deployment completed.",
    ]
    assert events[-1].startswith("has started 3 tasks: (task ")
    tasks = await ecs.tasks(serviceName="web")
    assert {t["startedBy"] for t in tasks} == {identifier}
    assert {t["group"] for t in tasks} == {"service:web"}


async def test_tasks_are_spread_over_the_zones(ecs: Account) -> None:
    await ecs.steady("web", 6)

    tasks = await ecs.tasks(serviceName="web")

    assert set(Counter(t["availabilityZone"] for t in tasks).values()) <= {2, 3}
    zones = {t["availabilityZone"] for t in tasks}
    assert 1 < len(zones) <= len(SUBNETS)


async def test_the_steady_state_is_said_again_every_six_hours(ecs: Account) -> None:
    await ecs.steady("web", 1)

    ecs.advance(13 * 3600)

    assert (await ecs.events("web")).count("has reached a steady state.") == 3


async def test_a_new_desired_count_makes_no_deployment(ecs: Account) -> None:
    await ecs.steady("web", 2)
    before = await ecs.service("web")

    changed = await ecs.update("web", desiredCount=5)
    ecs.advance(120)
    after = await ecs.service("web")

    assert changed["desiredCount"] == 5
    assert after["runningCount"] == 5
    assert after["deployments"][0]["id"] == before["deployments"][0]["id"]
    assert after["currentServiceDeployment"] == before["currentServiceDeployment"]


async def test_scaling_in_keeps_the_zones_even(ecs: Account) -> None:
    await ecs.steady("web", 9)
    before = {t["taskArn"]: t for t in await ecs.tasks(serviceName="web")}

    await ecs.update("web", desiredCount=3)
    ecs.advance(120)

    left = await ecs.tasks(serviceName="web")
    zones = Counter(t["availabilityZone"] for t in before.values())
    assert len({t["availabilityZone"] for t in left}) == len(zones)
    stopped = await ecs.tasks(serviceName="web", desiredStatus="STOPPED")
    (deployment,) = (await ecs.service("web"))["deployments"]
    assert {t["stoppedReason"] for t in stopped} == {
        f"Scaling activity initiated by (deployment {deployment['id']})"
    }
    assert {t["stopCode"] for t in stopped} == {"ServiceSchedulerInitiated"}
    assert any(e.startswith("has stopped 6 running tasks: ") for e in await ecs.events("web"))


async def test_a_stopped_task_is_replaced(ecs: Account) -> None:
    await ecs.steady("web", 2)
    victim = (await ecs.tasks(serviceName="web"))[0]["taskArn"]

    await ecs.client.stop_task(task=victim, reason="drill")
    ecs.advance(120)

    arns = [t["taskArn"] for t in await ecs.tasks(serviceName="web")]
    assert len(arns) == 2
    assert victim not in arns


async def test_a_hundred_events_are_kept(ecs: Account) -> None:
    arn = await ecs.register("web", behaviour=CrashAfter(20))
    await ecs.create("web", 4, arn)

    ecs.advance(3600)

    service = await ecs.service("web")
    created = [e["createdAt"] for e in service["events"]]
    assert len(created) == 100
    assert created == sorted(created, reverse=True)
    assert len({e["id"] for e in service["events"]}) == 100


async def test_a_service_of_a_load_balancer_registers_its_targets(ecs: Account) -> None:
    group = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef"
    arn = await ecs.register(
        "web", {"name": "app", "image": "web:1", "portMappings": [{"containerPort": 80}]}
    )
    balancer = {"targetGroupArn": group, "containerName": "app", "containerPort": 80}
    await ecs.steady("web", 1, arn, loadBalancers=[balancer])

    await ecs.update("web", desiredCount=0)
    ecs.advance(60)

    events = await ecs.events("web")
    assert f"registered 1 targets in (target-group {group})" in events
    assert f"deregistered 1 targets in (target-group {group})" in events
    assert "has begun draining connections on 1 tasks." in events


async def test_deleting_drains_then_ends(ecs: Account) -> None:
    await ecs.steady("web", 2)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="scaled above 0"):
        await ecs.client.delete_service(service="web")

    draining = await ecs.client.delete_service(service="web", force=True)
    listed = await ecs.client.list_services()
    with pytest.raises(ecs.client.exceptions.ServiceNotActiveException):
        await ecs.update("web", desiredCount=1)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="idempotent"):
        await ecs.create("web", 1)
    ecs.advance(120)

    assert draining["service"]["status"] == "DRAINING"
    assert listed["serviceArns"] == []
    gone = await ecs.service("web")
    assert (gone["status"], gone["runningCount"]) == ("INACTIVE", 0)
    with pytest.raises(ecs.client.exceptions.ServiceNotFoundException):
        await ecs.client.delete_service(service="web")
    await ecs.create("web", 1)
    assert (await ecs.service("web"))["status"] == "ACTIVE"


async def test_a_service_scaled_to_zero_can_be_deleted(ecs: Account) -> None:
    await ecs.steady("web", 0)

    await ecs.client.delete_service(service="web")
    ecs.advance(10)

    assert (await ecs.service("web"))["status"] == "INACTIVE"


async def test_tags_of_service_and_tasks(ecs: Account) -> None:
    tags = [{"key": "team", "value": "web"}]
    await ecs.steady("web", 1, tags=tags, propagateTags="SERVICE", enableECSManagedTags=True)

    (task,) = await ecs.tasks(serviceName="web")

    assert (await ecs.service("web"))["tags"] == tags
    assert {t["key"]: t["value"] for t in task["tags"]} == {
        "team": "web",
        "aws:ecs:clusterName": "default",
        "aws:ecs:serviceName": "web",
    }


async def test_the_waiter_for_stable_services_ends(ecs: Account) -> None:
    await ecs.create("web", 3)

    async def time_passes() -> None:
        while True:
            ecs.advance(1)
            await asyncio.sleep(0.005)

    passing = asyncio.create_task(time_passes())
    waiter = ecs.client.get_waiter("services_stable")
    await waiter.wait(services=["web"], WaiterConfig={"Delay": 0.01, "MaxAttempts": 300})
    passing.cancel()

    assert (await ecs.service("web"))["runningCount"] == 3
