import pytest

from tests.sim.ecs.account import Account, container, definition


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
