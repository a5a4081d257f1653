"""Service deployments that wait at a pause hook."""

from typing import Any

import pytest

from tests.sim.ecs.account import Account, percents

PAUSE = {"targetType": "PAUSE", "lifecycleStages": ["PRE_SCALE_UP"]}


def hooked(*hooks: dict[str, Any]) -> dict[str, Any]:
    return {**percents(100, 200), "lifecycleHooks": list(hooks)}


async def pause(ecs: Account, *hooks: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A service whose new version waits; that version, and the service deployment."""
    await ecs.steady("web", 2)
    arn = await ecs.register("web")
    await ecs.update("web", arn, deploymentConfiguration=hooked(*hooks))
    for _ in range(60):
        ecs.advance(5)
        journey = await ecs.journey("web")
        if "lifecycleHookDetails" in journey:
            return arn, journey
    raise AssertionError("no hook")


async def go_on(ecs: Account, journey: dict[str, Any], action: str | None = "CONTINUE") -> str:
    more = {"action": action} if action else {}
    answer = await ecs.client.continue_service_deployment(
        serviceDeploymentArn=journey["serviceDeploymentArn"],
        hookId=journey["lifecycleHookDetails"][-1]["hookId"],
        **more,
    )
    return str(answer["serviceDeploymentArn"])


async def versions(ecs: Account) -> set[str]:
    return {task["taskDefinitionArn"] for task in await ecs.tasks(serviceName="web")}


async def test_nothing_starts_before_somebody_says_so(ecs: Account) -> None:
    new, paused = await pause(ecs, PAUSE)
    began = ecs.world.now
    ecs.advance(600)
    old = await versions(ecs)

    answered = await go_on(ecs, paused, None)
    ecs.advance(300)
    done = await ecs.journey("web")

    (hook,) = paused["lifecycleHookDetails"]
    assert (paused["status"], paused["lifecycleStage"]) == ("IN_PROGRESS", "PRE_SCALE_UP")
    assert (hook["targetType"], hook["status"]) == ("PAUSE", "AWAITING_ACTION")
    assert hook["timeoutAction"] == "ROLLBACK"
    assert began + 86390 <= hook["expiresAt"].timestamp() <= began + 86400
    assert len(old) == 1
    assert new not in old
    assert answered == done["serviceDeploymentArn"]
    assert (done["status"], done["lifecycleHookDetails"][0]["status"]) == (
        "SUCCESSFUL",
        "SUCCEEDED",
    )
    assert await versions(ecs) == {new}


async def test_a_hook_at_the_end_waits_for_the_new_tasks(ecs: Account) -> None:
    new, paused = await pause(ecs, {**PAUSE, "lifecycleStages": ["POST_SCALE_UP"]})
    waiting = await ecs.service("web")
    there = await versions(ecs)

    await go_on(ecs, paused, "ROLLBACK")
    requested = await ecs.journey("web")
    ecs.advance(300)
    done = await ecs.journey("web")

    assert paused["lifecycleStage"] == "POST_SCALE_UP"
    assert there == {new}
    assert waiting["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    assert requested["status"] == "ROLLBACK_REQUESTED"
    assert requested["lifecycleHookDetails"][0]["status"] == "FAILED"
    assert done["status"] == "ROLLBACK_SUCCESSFUL"
    assert "ContinueServiceDeployment" in done["statusReason"]
    assert new not in await versions(ecs)
    assert (await ecs.service("web"))["runningCount"] == 2


async def test_each_stage_waits_for_itself(ecs: Account) -> None:
    stages = ["PRE_SCALE_UP", "POST_PRODUCTION_TRAFFIC_SHIFT"]
    _, first = await pause(ecs, {**PAUSE, "lifecycleStages": stages})
    await go_on(ecs, first)
    ecs.advance(300)
    second = await ecs.journey("web")
    await go_on(ecs, second)
    ecs.advance(10)

    assert second["lifecycleStage"] == "POST_PRODUCTION_TRAFFIC_SHIFT"
    statuses = [hook["status"] for hook in second["lifecycleHookDetails"]]
    assert statuses == ["SUCCEEDED", "AWAITING_ACTION"]
    assert (await ecs.journey("web"))["status"] == "SUCCESSFUL"


@pytest.mark.parametrize(
    ("action", "status"), [("CONTINUE", "SUCCESSFUL"), ("ROLLBACK", "ROLLBACK_SUCCESSFUL")]
)
async def test_time_runs_out(ecs: Account, action: str, status: str) -> None:
    timeout = {"timeoutInMinutes": 10, "action": action}
    _, paused = await pause(ecs, {**PAUSE, "timeoutConfiguration": timeout})
    ecs.advance(580)
    waiting = await ecs.journey("web")
    ecs.advance(300)
    done = await ecs.journey("web")

    assert paused["lifecycleHookDetails"][0]["timeoutAction"] == action
    assert waiting["lifecycleHookDetails"][0]["status"] == "AWAITING_ACTION"
    assert done["lifecycleHookDetails"][0]["status"] == "TIMED_OUT"
    assert done["status"] == status
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="TIMED_OUT"):
        await go_on(ecs, done)


async def test_whoever_stops_a_paused_deployment_ends_its_hook(ecs: Account) -> None:
    _, paused = await pause(ecs, PAUSE)
    await ecs.client.stop_service_deployment(serviceDeploymentArn=paused["serviceDeploymentArn"])
    ecs.advance(120)

    done = await ecs.journey("web")

    assert done["status"] == "ROLLBACK_SUCCESSFUL"
    assert done["lifecycleHookDetails"][0]["status"] == "FAILED"
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="not awaiting"):
        await go_on(ecs, paused)


async def test_whoever_supersedes_a_paused_deployment_ends_its_hook(ecs: Account) -> None:
    timeout = {"timeoutInMinutes": 5, "action": "ROLLBACK"}
    _, paused = await pause(ecs, {**PAUSE, "timeoutConfiguration": timeout})
    newest = await ecs.register("web")
    await ecs.update("web", newest, deploymentConfiguration=hooked())
    ecs.advance(600)

    arn = paused["serviceDeploymentArn"]
    answer = await ecs.client.describe_service_deployments(serviceDeploymentArns=[arn])

    (old,) = answer["serviceDeployments"]
    assert (old["status"], old["lifecycleHookDetails"][0]["status"]) == ("STOPPED", "FAILED")
    assert (await ecs.journey("web"))["status"] == "SUCCESSFUL"
    assert await versions(ecs) == {newest}
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="not awaiting"):
        await go_on(ecs, paused)


async def test_what_cannot_be_continued(ecs: Account) -> None:
    _, paused = await pause(ecs, PAUSE)
    arn = paused["serviceDeploymentArn"]

    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="not found"):
        await ecs.client.continue_service_deployment(serviceDeploymentArn=arn, hookId="ecs-pause-x")
    with pytest.raises(ecs.client.exceptions.ServiceDeploymentNotFoundException):
        await ecs.client.continue_service_deployment(serviceDeploymentArn=arn + "0", hookId="x")


@pytest.mark.parametrize(
    ("hook", "message"),
    [
        ({**PAUSE, "lifecycleStages": []}, "can not be empty"),
        ({**PAUSE, "lifecycleStages": ["TEST_TRAFFIC_SHIFT"]}, "cannot be configured"),
        ({**PAUSE, "timeoutConfiguration": {"timeoutInMinutes": 20161}}, "equal to 20160"),
        ({"lifecycleStages": ["PRE_SCALE_UP"], "hookTargetArn": "arn:x"}, "Lambda"),
    ],
)
async def test_hooks_that_cannot_be(ecs: Account, hook: dict[str, Any], message: str) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match=message):
        await ecs.create("web", 1, deploymentConfiguration=hooked(hook))
