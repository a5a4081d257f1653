"""Services that ECS does not deploy itself, and those whose resources it manages."""

from typing import Any

import pytest

from ecstui.sim.services.ecs.express import manage_by_ecs
from ecstui.sim.services.ecs.state import Plane
from tests.sim.ecs.account import ACCOUNT, NETWORK, REGION, Account, percents

CODE_DEPLOY: dict[str, Any] = {"deploymentController": {"type": "CODE_DEPLOY"}}
EXTERNAL = {"serviceName": "web", "deploymentController": {"type": "EXTERNAL"}, "desiredCount": 2}
ELSEWHERE = {"awsvpcConfiguration": {"subnets": ["subnet-9"]}}


async def test_code_deploy_has_a_task_set_and_no_deployments(ecs: Account) -> None:
    await ecs.create("web", 2, **CODE_DEPLOY)
    begun = await ecs.service("web")
    ecs.advance(120)
    service = await ecs.service("web")
    history = await ecs.client.list_service_deployments(service="web")

    assert (service["runningCount"], service["deployments"]) == (2, [])
    assert "currentServiceDeployment" not in service
    assert history["serviceDeployments"] == []
    (task_set,) = service["taskSets"]
    assert begun["taskSets"][0]["stabilityStatus"] == "STABILIZING"
    assert (task_set["status"], task_set["stabilityStatus"]) == ("PRIMARY", "STEADY_STATE")
    assert (task_set["computedDesiredCount"], task_set["runningCount"]) == (2, 2)
    assert task_set["taskSetArn"].endswith(f":task-set/default/web/{task_set['id']}")
    assert {t["startedBy"] for t in await ecs.tasks(serviceName="web")} == {task_set["id"]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"taskDefinition": "web"}, "Unable to update task definition on services with"),
        (
            {"networkConfiguration": ELSEWHERE},
            "Unable to update network parameters on services with",
        ),
        ({"loadBalancers": []}, "Unable to update load balancers on services with"),
        ({"forceNewDeployment": True}, "Cannot force a new deployment on services with"),
    ],
)
@pytest.mark.parametrize("kind", ["CODE_DEPLOY", "EXTERNAL"])
async def test_what_others_deploy_is_not_updated(
    ecs: Account, kind: str, change: dict[str, Any], words: str
) -> None:
    if kind == "EXTERNAL":
        await ecs.client.create_service(**EXTERNAL)
    else:
        await ecs.create("web", 1, **CODE_DEPLOY)
    article, instead = {
        "CODE_DEPLOY": ("a", "Use AWS CodeDeploy to trigger a new deployment."),
        "EXTERNAL": ("an", "Create a new task set."),
    }[kind]
    before = await ecs.service("web")

    with pytest.raises(ecs.client.exceptions.InvalidParameterException) as refused:
        await ecs.update("web", desiredCount=5, **change)

    message = refused.value.response["Error"]["Message"]
    assert message == f"{words} {article} {kind} deployment controller. {instead}"
    assert await ecs.service("web") == before


async def test_what_code_deploy_leaves_to_the_operator(ecs: Account) -> None:
    await ecs.create("web", 1, **CODE_DEPLOY)

    await ecs.update("web", desiredCount=3, healthCheckGracePeriodSeconds=9,
                     deploymentConfiguration=percents(50, 200))  # fmt: skip
    ecs.advance(120)

    service = await ecs.service("web")
    assert (service["runningCount"], service["healthCheckGracePeriodSeconds"]) == (3, 9)
    assert service["deploymentConfiguration"]["minimumHealthyPercent"] == 50


async def test_an_external_service_gets_its_tasks_from_a_task_set(ecs: Account) -> None:
    created = (await ecs.client.create_service(**EXTERNAL))["service"]
    ecs.advance(60)
    idle = await ecs.service("web")
    arn = await ecs.register("web")
    body = {"cluster": "default", "service": "web", "taskDefinition": arn,
            "launchType": "FARGATE", "networkConfiguration": NETWORK}  # fmt: skip

    made = (await ecs.client.create_task_set(**body))["taskSet"]
    ecs.advance(120)
    await ecs.update("web", desiredCount=3)
    ecs.advance(60)
    service = await ecs.service("web")

    assert "taskDefinition" not in created
    assert (idle["runningCount"], idle["taskSets"]) == (0, [])
    assert made["taskDefinition"] == service["taskDefinition"] == arn
    assert service["runningCount"] == 3
    assert [t["id"] for t in service["taskSets"]] == [made["id"]]
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="one task set"):
        await ecs.client.create_task_set(**body)


async def test_an_external_service_without_tasks_is_deleted(ecs: Account) -> None:
    await ecs.client.create_service(**{**EXTERNAL, "desiredCount": 0})

    await ecs.client.delete_service(service="web")
    ecs.advance(10)

    assert (await ecs.service("web"))["status"] == "INACTIVE"


async def test_only_external_services_get_task_sets(ecs: Account) -> None:
    await ecs.steady("web", 1)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="EXTERNAL"):
        await ecs.client.create_task_set(cluster="default", service="web", taskDefinition="web")


async def test_an_express_service(ecs: Account) -> None:
    await ecs.steady("web", 1)
    await ecs.create("plain", 0)

    manage_by_ecs(Plane.at(ecs.world, ACCOUNT, REGION), "default", "web")

    assert (await ecs.service("web"))["resourceManagementType"] == "ECS"
    assert (await ecs.service("plain"))["resourceManagementType"] == "CUSTOMER"
    for kind, names in (("ECS", ["web"]), ("CUSTOMER", ["plain"])):
        listed = await ecs.client.list_services(resourceManagementType=kind)
        assert [arn.rpartition("/")[2] for arn in listed["serviceArns"]] == names
