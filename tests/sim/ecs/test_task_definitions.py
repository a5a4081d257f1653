from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecstui.sim.call import AwsError, Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.faults import Fault
from ecstui.sim.protocol.models import model
from ecstui.sim.protocol.signature import user
from ecstui.sim.server import Server
from ecstui.sim.world import World
from tests.sim.ecs.account import ACCOUNT, NETWORK, REGION, Account, container, definition
from tests.sim.generated import in_seconds, values


async def test_revisions_count_up_and_keep_what_was_registered(ecs: Account) -> None:
    request = definition(
        "web",
        container(environment=[{"name": "A", "value": "1"}], secrets=[]),
        taskRoleArn="arn:aws:iam::123456789012:role/web",
        tags=[{"key": "team", "value": "web"}],
    )
    first = await ecs.client.register_task_definition(**request)
    second = await ecs.client.register_task_definition(**request)

    described = await ecs.client.describe_task_definition(taskDefinition="web:1", include=["TAGS"])

    assert first["taskDefinition"]["revision"] == 1
    assert second["taskDefinition"]["taskDefinitionArn"].endswith(":task-definition/web:2")
    body = described["taskDefinition"]
    assert body == first["taskDefinition"]
    assert described["tags"] == request["tags"]
    assert body["taskRoleArn"] == request["taskRoleArn"]
    assert body["containerDefinitions"][0]["environment"] == [{"name": "A", "value": "1"}]
    assert set(body["compatibilities"]) == {"EC2", "FARGATE"}
    assert body["status"] == "ACTIVE"


async def test_found_by_family_revision_and_arn(ecs: Account) -> None:
    first, second = await ecs.register("web"), await ecs.register("web")

    async def found(name: str) -> str:
        answer = await ecs.client.describe_task_definition(taskDefinition=name)
        return str(answer["taskDefinition"]["taskDefinitionArn"])

    assert await found("web") == second
    assert await found("web:1") == first
    assert await found(first) == first
    await ecs.client.deregister_task_definition(taskDefinition=second)
    assert await found("web") == first
    assert await found("web:2") == second


async def test_listed_by_family_status_and_order(ecs: Account) -> None:
    for _ in range(11):
        await ecs.register("web")
    await ecs.register("api")
    await ecs.client.deregister_task_definition(taskDefinition="web:3")

    async def listed(**filters: str) -> list[str]:
        answer = await ecs.client.list_task_definitions(**filters)
        return [arn.rpartition("/")[2] for arn in answer["taskDefinitionArns"]]

    revisions = [f"web:{n}" for n in range(1, 12) if n != 3]
    assert await listed() == ["api:1", *revisions]
    assert await listed(familyPrefix="web", sort="DESC") == revisions[::-1]
    assert await listed(familyPrefix="we") == []
    assert await listed(status="INACTIVE") == ["web:3"]


@pytest.mark.parametrize("sort", ["ASC", "DESC"])
async def test_listed_in_pages_either_way(ecs: Account, sort: str) -> None:
    for _ in range(25):
        await ecs.register("web")

    paginator = ecs.client.get_paginator("list_task_definitions")
    config = {"PageSize": 7}
    pages = [p async for p in paginator.paginate(sort=sort, PaginationConfig=config)]

    numbers = [int(a.rpartition(":")[2]) for p in pages for a in p["taskDefinitionArns"]]
    assert numbers == sorted(range(1, 26), reverse=sort == "DESC")


async def test_families_by_prefix_and_status(ecs: Account) -> None:
    for family in ("web", "worker", "api"):
        await ecs.register(family)
    await ecs.client.deregister_task_definition(taskDefinition="api:1")

    async def listed(**filters: str) -> list[str]:
        return list((await ecs.client.list_task_definition_families(**filters))["families"])

    assert await listed() == ["api", "web", "worker"]
    assert await listed(familyPrefix="w") == ["web", "worker"]
    assert await listed(status="ACTIVE") == ["web", "worker"]
    assert await listed(status="INACTIVE") == ["api"]


@pytest.mark.parametrize(("cpu", "memory"), [("1 vCPU", "2 GB"), (".25 vCPU", "0.5GB")])
async def test_sizes_may_have_units(ecs: Account, cpu: str, memory: str) -> None:
    request = {**definition("web"), "cpu": cpu, "memory": memory}

    answer = await ecs.client.register_task_definition(**request)

    assert "FARGATE" in answer["taskDefinition"]["compatibilities"]


def _members(shape: str, *fixed: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some members of a shape of the model with any values, without those that are fixed."""
    members = model("ecs").service.shape_for(shape).members
    text = st.text("abc-:/1 ", max_size=6)
    return st.fixed_dictionaries(
        {},
        optional={name: values(each, text) for name, each in members.items() if name not in fixed},
    )


@settings(max_examples=60, deadline=None)
@given(
    whole=_members(
        "RegisterTaskDefinitionRequest",
        "family", "containerDefinitions", "networkMode", "requiresCompatibilities", "cpu", "memory",
    ),
    part=_members(
        "ContainerDefinition",
        "name", "image", "essential", "cpu", "memory", "memoryReservation", "portMappings",
    ),
)  # fmt: skip
def test_a_copy_loses_nothing(whole: dict[str, Any], part: dict[str, Any]) -> None:
    call = Call(World(), user(ACCOUNT), REGION, "ecs", "RegisterTaskDefinition", "request")
    request = in_seconds(definition("web", container(**part), **whole))
    try:
        first = dispatch(call, request)
    except AwsError:
        assume(False)

    body = first["taskDefinition"]
    named = {name: body[name] for name in request if name != "tags"}
    named["containerDefinitions"] = [
        {name: item[name] for name in given}
        for item, given in zip(
            body["containerDefinitions"], request["containerDefinitions"], strict=True
        )
    ]
    assert {**named, "tags": first["tags"]} == {"tags": [], **request}


async def test_what_runs_an_inactive_one_goes_on(ecs: Account) -> None:
    arn = await ecs.register("web")
    await ecs.steady("web", 1, arn)
    answer = await ecs.client.deregister_task_definition(taskDefinition=arn)

    await ecs.client.stop_task(task=(await ecs.tasks(serviceName="web"))[0]["taskArn"])
    await ecs.update("web", desiredCount=3)
    ecs.advance(120)

    assert answer["taskDefinition"]["status"] == "INACTIVE"
    assert {t["taskDefinitionArn"] for t in await ecs.tasks(serviceName="web")} == {arn}
    assert (await ecs.service("web"))["runningCount"] == 3
    with pytest.raises(ecs.client.exceptions.ClientException, match="TaskDefinition is inactive"):
        await ecs.update("web", arn)
    with pytest.raises(ecs.client.exceptions.ClientException, match="TaskDefinition is inactive"):
        await ecs.create("other", 1, arn)


TASK_ROLE = "arn:aws:iam::123456789012:role/web-task"


async def test_who_needs_to_pass_the_roles_of_a_task(ecs: Account, server: Server) -> None:
    request = definition("web", taskRoleArn=TASK_ROLE, executionRoleArn=f"{TASK_ROLE}-execution")
    await ecs.client.register_task_definition(**request)
    await ecs.create("web", 1, "web")
    job = {"launchType": "FARGATE", "networkConfiguration": NETWORK}
    server.faults.add(Fault("iam:PassRole", "denied", match={"roleArn": TASK_ROLE}))

    await ecs.update("web", desiredCount=2)
    await ecs.update("web", forceNewDeployment=True)
    await ecs.update("web", await ecs.register("free"))
    for call in (
        ecs.update("web", "web"),
        ecs.create("other", 1, "web"),
        ecs.client.run_task(taskDefinition="web:1", **job),
        ecs.client.run_task(taskDefinition="free", overrides={"taskRoleArn": TASK_ROLE}, **job),
        ecs.client.register_task_definition(**request),
    ):
        with pytest.raises(ClientError, match=rf"iam:PassRole on resource: {TASK_ROLE} ") as denied:
            await call
        assert denied.value.response["Error"]["Code"] == "AccessDeniedException"

    assert (await ecs.service("web"))["taskDefinition"].endswith("/free:1")
    assert (await ecs.client.list_tasks(family="web"))["taskArns"] == []


async def test_a_denied_role_is_on_record(ecs: Account, server: Server, aio: Any) -> None:
    server.faults.add(Fault("iam:PassRole", "denied"))
    with pytest.raises(ClientError):
        await ecs.client.register_task_definition(**definition("web", taskRoleArn=TASK_ROLE))
    ecs.advance(900)

    async with aio("cloudtrail") as trail:
        (event, *_) = (await trail.lookup_events())["Events"]

    assert event["EventName"] == "RegisterTaskDefinition"
    assert '"errorCode":"AccessDenied' in event["CloudTrailEvent"].replace('": "', '":"')
