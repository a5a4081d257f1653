from typing import Any

import pytest

from ecstui.sim.services.ecs.behaviours import CannotPull, FailingHealthCheck, SlowStart
from tests.sim.ecs.account import CHECK, Account, container, percents

FAILED = "ECS deployment circuit breaker: tasks failed to start."


async def roll_bad(ecs: Account, desired: int, **breaker: Any) -> str:
    """A steady service whose next version cannot be pulled; that version's ARN."""
    configuration = percents(100, 200, breaker=True, **breaker)
    await ecs.steady("web", desired, deploymentConfiguration=configuration)
    bad = await ecs.register("web", behaviour=CannotPull())
    await ecs.update("web", bad)
    return bad


@pytest.mark.parametrize(
    ("desired", "breaker", "threshold"),
    [
        (1, {}, 3),
        (6, {}, 3),
        (7, {}, 4),
        (11, {}, 6),
        (4, {"thresholdConfiguration": {"type": "COUNT", "value": 1}}, 1),
        (20, {"thresholdConfiguration": {"type": "BOUNDED_PERCENT", "value": 10}}, 3),
        (8, {"thresholdConfiguration": {"type": "UNBOUNDED_PERCENT", "value": 25}}, 2),
        (3, {"thresholdConfiguration": {"type": "UNBOUNDED_PERCENT", "value": 10}}, 1),
    ],
)
async def test_it_trips_at_the_threshold(
    ecs: Account, desired: int, breaker: dict[str, Any], threshold: int
) -> None:
    await roll_bad(ecs, desired, **breaker)
    most = 0
    while (journey := await ecs.journey("web"))["status"] in {"PENDING", "IN_PROGRESS"}:
        most = max(most, journey["deploymentCircuitBreaker"]["failureCount"])
        assert journey["deploymentCircuitBreaker"]["status"] == "MONITORING"
        ecs.advance(0.5)

    assert journey["deploymentCircuitBreaker"] == {
        "status": "TRIGGERED",
        "failureCount": threshold,
        "threshold": threshold,
    }
    assert most < threshold


async def test_the_threshold_is_at_most_200(ecs: Account) -> None:
    await ecs.create("web", 500, deploymentConfiguration=percents(100, 200, breaker=True))

    assert (await ecs.journey("web"))["deploymentCircuitBreaker"]["threshold"] == 200


async def test_it_rolls_back_to_what_was_completed_last(ecs: Account) -> None:
    await roll_bad(ecs, 4)
    service = await ecs.service("web")
    bad, good = service["deployments"]

    rolling = await ecs.until(lambda s: s["deployments"][0]["id"] == good["id"], "web")
    journey = await ecs.journey("web")
    ecs.advance(120)
    after = await ecs.service("web")
    done = await ecs.journey("web")

    primary, active = rolling["deployments"]
    assert (active["id"], active["rolloutState"]) == (bad["id"], "FAILED")
    assert active["rolloutStateReason"] == FAILED
    assert primary["status"] == "PRIMARY"
    assert primary["rolloutStateReason"] == (
        f"ECS deployment circuit breaker: rolling back to deploymentId {good['id']}."
    )
    assert journey["status"] == "ROLLBACK_IN_PROGRESS"
    assert journey["rollback"]["reason"] == FAILED
    assert journey["rollback"]["serviceRevisionArn"] == journey["sourceServiceRevisions"][0]["arn"]
    assert (done["status"], done["statusReason"]) == ("ROLLBACK_SUCCESSFUL", FAILED)
    assert "stoppedAt" not in done
    assert after["taskDefinition"] == good["taskDefinition"]
    assert (after["runningCount"], len(after["deployments"])) == (4, 1)
    events = await ecs.events("web")
    order = [
        "has reached a steady state.",
        f"(deployment {good['id']}) deployment completed.",
        f"rolling back to deployment {good['id']}.",
        f"(deployment {bad['id']}) deployment failed: tasks failed to start.",
    ]
    assert [e for e in events if e in order][:4] == order


async def test_nothing_that_worked_is_lost_on_the_way(ecs: Account) -> None:
    await roll_bad(ecs, 4)

    for _ in range(100):
        ecs.advance(2)
        assert (await ecs.service("web"))["runningCount"] >= 4


async def test_it_stalls_when_nothing_was_completed_before(ecs: Account) -> None:
    bad = await ecs.register("web", behaviour=CannotPull())
    await ecs.create("web", 2, bad, deploymentConfiguration=percents(100, 200, breaker=True))

    stalled = await ecs.until(lambda s: s["deployments"][0]["rolloutState"] == "FAILED", "web")
    ecs.advance(120)
    before = len(await ecs.tasks(desiredStatus="STOPPED"))
    ecs.advance(3000)
    after = await ecs.service("web")

    assert stalled["deployments"][0]["rolloutStateReason"] == FAILED
    journey = await ecs.journey("web")
    assert journey["status"] == "STOPPED"
    assert "stoppedAt" in journey
    assert "rollback" not in journey
    assert (after["runningCount"], after["pendingCount"]) == (0, 0)
    assert before >= 3
    assert len(await ecs.tasks(desiredStatus="STOPPED")) == before
    await ecs.update("web", await ecs.register("web"))
    await ecs.until(lambda s: s["deployments"][0]["rolloutState"] == "COMPLETED", "web")


async def test_without_rollback_the_old_tasks_stay_and_nothing_is_launched(ecs: Account) -> None:
    await ecs.steady("web", 3)
    configuration = percents(100, 200)
    configuration["deploymentCircuitBreaker"] = {"enable": True, "rollback": False}
    bad = await ecs.register("web", behaviour=CannotPull())

    await ecs.update("web", bad, deploymentConfiguration=configuration)
    ecs.advance(600)

    service = await ecs.service("web")
    assert [d["rolloutState"] for d in service["deployments"]] == ["FAILED", "COMPLETED"]
    assert (service["runningCount"], service["pendingCount"]) == (3, 0)
    assert (await ecs.journey("web"))["status"] == "STOPPED"


async def test_failing_health_checks_count(ecs: Account) -> None:
    configuration = percents(100, 200, breaker=True)
    good = await ecs.register("web", container(healthCheck=CHECK))
    await ecs.steady("web", 2, good, deploymentConfiguration=configuration)
    bad = await ecs.register("web", container(healthCheck=CHECK), behaviour=FailingHealthCheck())

    await ecs.update("web", bad)
    ecs.advance(600)

    assert (await ecs.journey("web"))["status"] == "ROLLBACK_SUCCESSFUL"
    failed = [
        t
        for t in await ecs.tasks(serviceName="web", desiredStatus="STOPPED")
        if t["stoppedReason"] == "Task failed container health checks"
    ]
    assert len(failed) >= 3
    assert {t["healthStatus"] for t in failed} == {"UNHEALTHY"}
    assert any("failed container health checks." in e for e in await ecs.events("web"))


@pytest.mark.parametrize(("reset", "expected"), [(True, 0), (False, 2)])
async def test_a_healthy_task_forgives_earlier_failures(
    ecs: Account, reset: bool, expected: int
) -> None:
    configuration = percents(100, 200, breaker=True, resetOnHealthyTask=reset)
    await ecs.steady("web", 2, deploymentConfiguration=configuration)
    flaky = await ecs.register("web", behaviour=CannotPull())
    await ecs.update("web", flaky)
    while (await ecs.journey("web"))["deploymentCircuitBreaker"]["failureCount"] < 2:
        ecs.advance(0.5)

    ecs.state.behaviours[flaky] = SlowStart(1)
    ecs.advance(200)

    journey = await ecs.journey("web")
    assert journey["status"] == "SUCCESSFUL"
    assert journey["deploymentCircuitBreaker"]["status"] == "MONITORING_COMPLETE"
    assert journey["deploymentCircuitBreaker"]["failureCount"] == expected
    assert (await ecs.service("web"))["deployments"][0]["failedTasks"] == 0


async def test_somebody_stops_a_deployment(ecs: Account) -> None:
    await ecs.steady("web", 2)
    good = (await ecs.service("web"))["taskDefinition"]
    await ecs.update("web", await ecs.register("web", behaviour=SlowStart(600)))
    ecs.advance(30)
    arn = (await ecs.journey("web"))["serviceDeploymentArn"]

    answer = await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)
    requested = await ecs.journey("web")
    again = await ecs.client.stop_service_deployment(serviceDeploymentArn=arn, stopType="ROLLBACK")
    ecs.advance(300)
    done = await ecs.journey("web")

    assert answer["serviceDeploymentArn"] == again["serviceDeploymentArn"] == arn
    assert requested["status"] == "ROLLBACK_REQUESTED"
    assert done["status"] == "ROLLBACK_SUCCESSFUL"
    assert done["deploymentCircuitBreaker"]["status"] == "DISABLED"
    assert (await ecs.service("web"))["taskDefinition"] == good
    with pytest.raises(ecs.client.exceptions.ConflictException):
        await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)


async def test_a_first_deployment_cannot_be_rolled_back(ecs: Account) -> None:
    await ecs.create("web", 2, await ecs.register("web", behaviour=SlowStart(600)))
    arn = (await ecs.journey("web"))["serviceDeploymentArn"]

    await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)
    ecs.advance(60)
    stopped = await ecs.journey("web")
    tasks = len(await ecs.tasks(desiredStatus="STOPPED")) + len(await ecs.tasks())
    ecs.advance(600)

    assert stopped["status"] == "STOPPED"
    assert stopped["statusReason"] == "No completed service revision to roll back to."
    assert "stoppedAt" in stopped
    assert "rollback" not in stopped
    assert (await ecs.service("web"))["deployments"][0]["rolloutState"] == "FAILED"
    assert tasks == 2 == len(await ecs.tasks(desiredStatus="STOPPED")) + len(await ecs.tasks())


@pytest.mark.parametrize("breaker", [True, False])
async def test_a_way_back_that_fails_too(ecs: Account, breaker: bool) -> None:
    good = await ecs.register("web")
    await ecs.steady("web", 2, good, deploymentConfiguration=percents(0, 100, breaker=breaker))
    await ecs.update("web", await ecs.register("web", behaviour=SlowStart(600)))
    ecs.advance(120)
    ecs.state.behaviours[good] = CannotPull()

    arn = (await ecs.journey("web"))["serviceDeploymentArn"]
    await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)
    ecs.advance(1200)

    failed, service = await ecs.journey("web"), await ecs.service("web")
    assert failed["serviceDeploymentArn"] == arn
    assert failed["status"] == "ROLLBACK_FAILED"
    assert failed["statusReason"] == "Service deployment rollback failed: tasks failed to start."
    assert failed["rollback"]["serviceRevisionArn"] == failed["sourceServiceRevisions"][0]["arn"]
    assert service["taskDefinition"] == good
    assert service["deployments"][0]["rolloutState"] == "FAILED"
    assert (service["runningCount"], service["pendingCount"]) == (0, 0)
    with pytest.raises(ecs.client.exceptions.ConflictException):
        await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)


async def test_a_pending_deployment_is_rolled_back(ecs: Account) -> None:
    await ecs.steady("web", 2)
    good = (await ecs.service("web"))["taskDefinition"]
    await ecs.update("web", await ecs.register("web"))
    pending = await ecs.journey("web")

    arn = pending["serviceDeploymentArn"]
    await ecs.client.stop_service_deployment(serviceDeploymentArn=arn)
    ecs.advance(120)

    assert pending["status"] == "PENDING"
    assert (await ecs.journey("web"))["status"] == "ROLLBACK_SUCCESSFUL"
    assert (await ecs.service("web"))["taskDefinition"] == good
    assert (await ecs.service("web"))["runningCount"] == 2


async def test_what_cannot_be_stopped(ecs: Account) -> None:
    await ecs.create("web", 1)
    arn = (await ecs.journey("web"))["serviceDeploymentArn"]

    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.stop_service_deployment(serviceDeploymentArn=arn, stopType="ABORT")
    with pytest.raises(ecs.client.exceptions.ServiceDeploymentNotFoundException):
        await ecs.client.stop_service_deployment(serviceDeploymentArn=arn + "0")
