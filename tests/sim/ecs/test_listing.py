"""Pages, tokens and filters."""

from typing import Any

import pytest

from tests.sim.ecs.account import NETWORK, Account


async def create_many(ecs: Account, count: int, **more: Any) -> None:
    arn = await ecs.register("web")
    for number in range(count):
        await ecs.create(f"s{number:03d}", 0, arn, **more)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 21])
async def test_services_come_ten_a_page(ecs: Account, count: int) -> None:
    await create_many(ecs, count)

    pages = [p["serviceArns"] async for p in ecs.client.get_paginator("list_services").paginate()]

    names = [arn.rpartition("/")[2] for page in pages for arn in page]
    assert names == [f"s{n:03d}" for n in range(count)]
    assert max(map(len, pages)) <= 10
    assert len(pages) == max(1, -(-count // 10))


async def test_services_come_a_hundred_a_page_if_asked(ecs: Account) -> None:
    await create_many(ecs, 101)

    first = await ecs.client.list_services(maxResults=100)
    rest = await ecs.client.list_services(maxResults=100, nextToken=first["nextToken"])

    assert (len(first["serviceArns"]), len(rest["serviceArns"])) == (100, 1)
    assert "nextToken" not in rest


@pytest.mark.parametrize("size", [0, 101, -1])
async def test_page_sizes_have_bounds(ecs: Account, size: int) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.list_services(maxResults=size)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.list_tasks(maxResults=size)


@pytest.mark.parametrize("size", [0, 11])
async def test_capacity_providers_come_ten_a_page_at_most(ecs: Account, size: int) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.describe_capacity_providers(maxResults=size)


async def test_a_token_belongs_to_its_query(ecs: Account) -> None:
    await create_many(ecs, 11)
    token = (await ecs.client.list_services())["nextToken"]

    await ecs.client.list_services(nextToken=token, maxResults=5)
    for other in ({"launchType": "FARGATE"}, {"cluster": "default"}):
        with pytest.raises(ecs.client.exceptions.InvalidParameterException):
            await ecs.client.list_services(nextToken=token, **other)
    with pytest.raises(ecs.client.exceptions.InvalidParameterException):
        await ecs.client.list_task_definitions(nextToken=token)
    for rubbish in ("rubbish", "", "bm9wZQ==", "é"):
        if rubbish:
            with pytest.raises(ecs.client.exceptions.InvalidParameterException):
                await ecs.client.list_services(nextToken=rubbish)


async def test_what_stays_is_listed_once_while_the_rest_changes(ecs: Account) -> None:
    await ecs.steady("web", 120)
    pages = [p["taskArns"] async for p in ecs.client.get_paginator("list_tasks").paginate()]
    stay = {arn for page in pages for arn in page}
    seen: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = await ecs.client.list_tasks(maxResults=7, **token)
        seen += page["taskArns"]
        victim = sorted(stay)[len(stay) // 2]
        stay.remove(victim)
        await ecs.client.stop_task(task=victim)
        ecs.advance(3)
        if "nextToken" not in page:
            break
        token = {"nextToken": page["nextToken"]}

    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


async def test_tasks_come_a_hundred_a_page(ecs: Account) -> None:
    await ecs.steady("web", 201)

    pages = [p["taskArns"] async for p in ecs.client.get_paginator("list_tasks").paginate()]

    assert [len(p) for p in pages] == [100, 100, 1]
    assert len({arn for page in pages for arn in page}) == 201


async def test_filters_of_tasks(ecs: Account) -> None:
    await ecs.steady("web", 3)
    await ecs.steady("api", 2)
    job = await ecs.register("job")
    run = {"launchType": "FARGATE", "networkConfiguration": NETWORK}
    await ecs.client.run_task(taskDefinition=job, startedBy="me", **run)
    deployment = (await ecs.service("web"))["deployments"][0]["id"]
    victim = (await ecs.tasks(serviceName="api"))[0]["taskArn"]
    await ecs.client.stop_task(task=victim)

    async def count(**filters: Any) -> int:
        return len((await ecs.client.list_tasks(**filters))["taskArns"])

    assert await count() == 5
    assert await count(desiredStatus="RUNNING") == 5
    assert await count(desiredStatus="PENDING") == 0
    assert await count(desiredStatus="STOPPED") == 1
    assert await count(serviceName="web") == 3
    assert await count(serviceName="api", desiredStatus="STOPPED") == 1
    assert await count(serviceName="web", family="api") == 0
    assert await count(serviceName="web", family="web", launchType="FARGATE") == 3
    assert await count(family="job") == 1
    assert await count(launchType="EC2") == 0
    assert await count(startedBy="me") == 1
    assert await count(startedBy=deployment) == 3


@pytest.mark.parametrize("other", [{"family": "web"}, {"launchType": "FARGATE"}])
async def test_started_by_is_the_only_filter(ecs: Account, other: dict[str, str]) -> None:
    with pytest.raises(ecs.client.exceptions.InvalidParameterException, match="only filter"):
        await ecs.client.list_tasks(startedBy="me", **other)


async def test_filters_of_services(ecs: Account) -> None:
    await create_many(ecs, 2)

    async def count(**filters: str) -> int:
        return len((await ecs.client.list_services(**filters))["serviceArns"])

    assert await count(launchType="FARGATE") == 2
    assert await count(launchType="EC2") == 0
    assert await count(schedulingStrategy="DAEMON") == 0
    assert await count(resourceManagementType="CUSTOMER") == 2
    assert await count(resourceManagementType="ECS") == 0


async def test_service_deployments_come_twenty_a_page(ecs: Account) -> None:
    await ecs.steady("web", 0)
    for _ in range(22):
        await ecs.update("web", forceNewDeployment=True)
        ecs.advance(10)

    first = await ecs.client.list_service_deployments(service="web")
    second = await ecs.client.list_service_deployments(service="web", nextToken=first["nextToken"])

    assert (len(first["serviceDeployments"]), len(second["serviceDeployments"])) == (20, 3)
    times = [d["createdAt"] for p in (first, second) for d in p["serviceDeployments"]]
    assert times == sorted(times, reverse=True)
    assert len({d["serviceDeploymentArn"] for d in first["serviceDeployments"]}) == 20
    arns = [d["serviceDeploymentArn"] for d in first["serviceDeployments"]]
    answer = await ecs.client.describe_service_deployments(serviceDeploymentArns=arns)
    assert [d["serviceDeploymentArn"] for d in answer["serviceDeployments"]] == arns


async def test_clusters_are_listed(ecs: Account) -> None:
    for number in range(105):
        await ecs.client.create_cluster(clusterName=f"c{number:03d}")

    pages = [p["clusterArns"] async for p in ecs.client.get_paginator("list_clusters").paginate()]

    assert [len(p) for p in pages] == [100, 6]
