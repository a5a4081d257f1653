"""The same seed and the same calls give the same world, over hundreds of HTTP calls."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiobotocore.config import AioConfig
from aiobotocore.session import AioSession

from ecstui.sim.server import serve
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import CannotPull, CrashAfter
from ecstui.sim.world import World

ACCOUNT, REGION = "123456789012", "ap-northeast-1"
NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-1", "subnet-2"]}}
SESSION = AioSession()


@asynccontextmanager
async def client_of(world: World) -> AsyncIterator[Any]:
    async with (
        serve(world) as server,
        SESSION.create_client(
            "ecs",
            region_name=REGION,
            endpoint_url=server.url,
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            config=AioConfig(retries={"total_max_attempts": 1}),
        ) as client,
    ):
        yield client


class Transcript:
    """Every answer, in order, as one digest; the metadata of the answers is left out."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._digest = hashlib.sha256()
        self.calls = 0

    async def call(self, operation: str, **body: Any) -> Any:
        answer = await getattr(self._client, operation)(**body)
        answer.pop("ResponseMetadata")
        self._digest.update(json.dumps(answer, sort_keys=True, default=str).encode())
        self.calls += 1
        return answer

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


async def register(log: Transcript, image: str) -> str:
    container = {"name": "app", "image": image, "portMappings": [{"containerPort": 80}]}
    answer = await log.call(
        "register_task_definition",
        family="web",
        containerDefinitions=[container],
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
    )
    return str(answer["taskDefinition"]["taskDefinitionArn"])


async def look(log: Transcript) -> None:
    services = (await log.call("list_services"))["serviceArns"]
    described = await log.call("describe_services", services=services)
    journeys = [s["currentServiceDeployment"] for s in described["services"]]
    await log.call("describe_service_deployments", serviceDeploymentArns=journeys)
    for status in ("RUNNING", "STOPPED"):
        tasks = (await log.call("list_tasks", desiredStatus=status))["taskArns"]
        if tasks:
            await log.call("describe_tasks", tasks=tasks)


async def incident(world: World) -> Transcript:
    """Create, roll, roll a bad image, scale, crash, stop; looking all the time."""
    behaviours = world.state(EcsState, ACCOUNT, REGION).behaviours
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    async with client_of(world) as client:
        log = Transcript(client)
        await log.call("create_cluster")
        first = await register(log, "web:1")
        for name in ("web", "api"):
            await log.call(
                "create_service",
                serviceName=name,
                taskDefinition=first,
                desiredCount=3,
                launchType="FARGATE",
                networkConfiguration=NETWORK,
                deploymentConfiguration=breaker,
            )
        for minute in range(12):
            if minute == 3:
                bad = await register(log, "web:2")
                behaviours[bad] = CannotPull()
                await log.call("update_service", service="web", taskDefinition=bad)
            if minute == 5:
                loop = await register(log, "web:3")
                behaviours[loop] = CrashAfter(40)
                await log.call("update_service", service="api", taskDefinition=loop)
            if minute == 8:
                await log.call("update_service", service="web", desiredCount=5)
                task = (await log.call("list_tasks", serviceName="web"))["taskArns"][0]
                await log.call("stop_task", task=task, reason="drill")
            for _ in range(4):
                world.advance(15)
                await look(log)
        return log


async def test_same_seed_same_world_other_seed_other_world() -> None:
    first, again, other = [await incident(World(seed=seed)) for seed in (7, 7, 8)]

    assert first.calls > 300
    assert first.digest == again.digest
    assert first.digest != other.digest


async def outcome(world: World, *, reads: int, turned: bool) -> str:
    """A service's life while others read concurrently, forwards or backwards."""
    async with client_of(world) as client:
        log = Transcript(client)
        await log.call("create_cluster")
        arn = await register(log, "web:1")
        world.state(EcsState, ACCOUNT, REGION).behaviours[arn] = CrashAfter(30)
        await log.call(
            "create_service",
            serviceName="web",
            taskDefinition=arn,
            desiredCount=4,
            launchType="FARGATE",
            networkConfiguration=NETWORK,
        )
        for _ in range(20):
            world.advance(15)
            calls: list[Callable[[], Awaitable[Any]]] = [
                lambda: client.list_services(),
                lambda: client.describe_services(services=["web", "nope"]),
                lambda: client.list_tasks(desiredStatus="STOPPED"),
                lambda: client.describe_clusters(),
            ] * reads
            await asyncio.gather(*(call() for call in (calls[::-1] if turned else calls)))
        await look(log)
        return log.digest


async def test_who_looks_and_in_which_order_changes_nothing() -> None:
    quiet = await outcome(World(), reads=0, turned=False)

    assert await outcome(World(), reads=2, turned=False) == quiet
    assert await outcome(World(), reads=3, turned=True) == quiet
