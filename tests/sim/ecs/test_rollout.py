from typing import Any

import pytest

from ecstui.sim.services.ecs import images
from ecstui.sim.services.ecs.behaviours import CannotPull
from tests.sim.ecs.account import NETWORK, Account, percents


async def revisions(ecs: Account, journey: dict[str, Any]) -> dict[str, Any]:
    arn = journey["targetServiceRevision"]["arn"]
    answer = await ecs.client.describe_service_revisions(serviceRevisionArns=[arn])
    return dict(answer["serviceRevisions"][0])


async def test_a_new_task_definition_rolls_out(ecs: Account) -> None:
    await ecs.steady("web", 4)
    old = await ecs.service("web")
    new_arn = await ecs.register("web")

    answer = await ecs.update("web", new_arn)
    primary, active = answer["deployments"]
    begun = await ecs.journey("web")
    service = await ecs.until(lambda s: len(s["deployments"]) == 1, "web")
    ecs.advance(30)
    done = await ecs.journey("web")

    assert answer["taskDefinition"] == new_arn
    assert (primary["status"], active["status"]) == ("PRIMARY", "ACTIVE")
    assert active["id"] == old["deployments"][0]["id"]
    assert primary["rolloutStateReason"] == f"ECS deployment {primary['id']} in progress."
    assert service["deployments"][0]["id"] == primary["id"]
    assert begun["status"] == "PENDING"
    assert [r["arn"] for r in begun["sourceServiceRevisions"]] == [
        r["arn"] for r in old["currentServiceRevisions"]
    ]
    assert (done["status"], done["lifecycleStage"]) == ("SUCCESSFUL", "CLEAN_UP")
    assert done["createdAt"] <= done["startedAt"] < done["finishedAt"]
    assert done["targetServiceRevision"]["runningTaskCount"] == 4
    assert (await revisions(ecs, done))["taskDefinition"] == new_arn
    assert {t["taskDefinitionArn"] for t in await ecs.tasks(serviceName="web")} == {new_arn}


async def test_the_same_task_definition_is_no_reason_to_deploy(ecs: Account) -> None:
    await ecs.steady("web", 1)
    before = await ecs.service("web")

    after = await ecs.update("web", before["taskDefinition"])

    assert after["currentServiceDeployment"] == before["currentServiceDeployment"]


@pytest.mark.parametrize(
    ("change", "deploys"),
    [
        ({"forceNewDeployment": True}, True),
        ({"networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-9"]}}}, True),
        ({"networkConfiguration": NETWORK}, False),
        ({"platformVersion": "1.3.0"}, True),
        ({"deploymentConfiguration": percents(50, 150)}, False),
        ({"healthCheckGracePeriodSeconds": 30}, False),
        ({"enableExecuteCommand": True}, False),
        ({"desiredCount": 3}, False),
    ],
)
async def test_what_makes_a_deployment(ecs: Account, change: dict[str, Any], deploys: bool) -> None:
    await ecs.steady("web", 1)

    await ecs.update("web", **change)

    listed = await ecs.client.list_service_deployments(service="web")
    assert len(listed["serviceDeployments"]) == (2 if deploys else 1)


async def test_a_forced_deployment_finds_what_the_tag_points_at_now(ecs: Account) -> None:
    await ecs.steady("web", 1)
    before = await revisions(ecs, await ecs.journey("web"))
    images.move_tag(ecs.state, "app:1")
    await ecs.client.stop_task(task=(await ecs.tasks(serviceName="web"))[0]["taskArn"])
    ecs.advance(120)
    (restarted,) = await ecs.tasks(serviceName="web")

    await ecs.update("web", forceNewDeployment=True)
    ecs.advance(300)
    after = await revisions(ecs, await ecs.journey("web"))
    (task,) = await ecs.tasks(serviceName="web")

    old_digest = before["containerImages"][0]["imageDigest"]
    new_digest = after["containerImages"][0]["imageDigest"]
    assert restarted["containers"][0]["imageDigest"] == old_digest
    assert task["containers"][0]["imageDigest"] == new_digest != old_digest


async def test_a_later_update_supersedes_a_running_deployment(ecs: Account) -> None:
    await ecs.steady("web", 2)
    await ecs.update("web", await ecs.register("web", behaviour=CannotPull()))
    ecs.advance(20)
    superseded = await ecs.journey("web")

    good = await ecs.register("web")
    await ecs.update("web", good)
    listed = (await ecs.client.list_service_deployments(service="web"))["serviceDeployments"]
    ecs.advance(300)
    then = (await ecs.client.list_service_deployments(service="web"))["serviceDeployments"]

    assert superseded["status"] == "IN_PROGRESS"
    assert [d["status"] for d in listed] == ["PENDING", "STOP_REQUESTED", "SUCCESSFUL"]
    assert [d["status"] for d in then] == ["SUCCESSFUL", "STOPPED", "SUCCESSFUL"]
    assert (await ecs.service("web"))["taskDefinition"] == good
    assert {t["taskDefinitionArn"] for t in await ecs.tasks(serviceName="web")} == {good}


@pytest.mark.parametrize("again", ["register", "force"])
async def test_whoever_is_superseded_is_told_so(ecs: Account, again: str) -> None:
    await ecs.steady("web", 2)
    mine = (await ecs.update("web", await ecs.register("web")))["currentServiceDeployment"]
    ecs.advance(10)
    change: dict[str, Any] = {"forceNewDeployment": True}
    if again == "register":
        change = {"taskDefinition": await ecs.register("web")}

    theirs = (await ecs.update("web", **change))["currentServiceDeployment"]
    stopping = await described(ecs, mine)
    await ecs.client.stop_service_deployment(serviceDeploymentArn=mine)
    ecs.advance(10)
    stopped = await described(ecs, mine)

    assert (await ecs.service("web"))["currentServiceDeployment"] == theirs != mine
    assert stopping["status"] == "STOP_REQUESTED"
    assert stopped["status"] == "STOPPED"
    assert stopped["statusReason"] == "Superseded: a newer service deployment was started."
    assert "stoppedAt" in stopped
    assert (await described(ecs, theirs))["status"] == "IN_PROGRESS"
    with pytest.raises(ecs.client.exceptions.ConflictException) as refused:
        await ecs.client.stop_service_deployment(serviceDeploymentArn=mine)
    assert refused.value.response["resourceIds"] == [mine]


async def described(ecs: Account, arn: str) -> dict[str, Any]:
    answer = await ecs.client.describe_service_deployments(serviceDeploymentArns=[arn])
    return dict(answer["serviceDeployments"][0])


async def test_a_scaled_service_deploys_nothing(ecs: Account) -> None:
    await ecs.steady("web", 1)
    before = await ecs.service("web")

    answer = await ecs.update("web", desiredCount=3)
    after = await ecs.until(lambda s: s["runningCount"] == 3, "web")

    assert answer["desiredCount"] == 3
    for service in (answer, after):
        assert service["currentServiceDeployment"] == before["currentServiceDeployment"]
        assert [d["id"] for d in service["deployments"]] == [before["deployments"][0]["id"]]


async def test_listed_by_status_and_time(ecs: Account) -> None:
    await ecs.steady("web", 1)
    ecs.advance(3600)
    middle = ecs.world.now
    ecs.advance(3600)
    await ecs.update("web", forceNewDeployment=True)

    async def listed(**filters: Any) -> list[str]:
        answer = await ecs.client.list_service_deployments(service="web", **filters)
        return [d["status"] for d in answer["serviceDeployments"]]

    assert await listed() == ["PENDING", "SUCCESSFUL"]
    assert await listed(status=["PENDING"]) == ["PENDING"]
    assert await listed(createdAt={"after": middle}) == ["PENDING"]
    assert await listed(createdAt={"before": middle}) == ["SUCCESSFUL"]


async def test_percentages_that_leave_no_room_are_complained_about(ecs: Account) -> None:
    await ecs.steady("web", 1, deploymentConfiguration=percents(50, 150))

    await ecs.update("web", await ecs.register("web"))
    ecs.advance(700)

    events = await ecs.events("web")
    blocked = [e for e in events if "because of the service deployment configuration" in e]
    assert len(blocked) == 1
    assert (await ecs.service("web"))["deployments"][0]["rolloutState"] == "IN_PROGRESS"


@pytest.mark.parametrize(("least", "most"), [(100, 100), (-1, 200), (101, 200), (50, 99)])
async def test_impossible_percentages_are_refused(ecs: Account, least: int, most: int) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.create("web", 1, deploymentConfiguration=percents(least, most))
