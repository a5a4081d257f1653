"""An account for tests: calls over HTTP with aiobotocore, virtual time by hand."""

from collections.abc import Callable
from typing import Any

from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import Behaviour
from ecstui.sim.world import World

ACCOUNT = "123456789012"
REGION = "eu-west-1"
SUBNETS = ["subnet-1", "subnet-2", "subnet-4"]
NETWORK = {"awsvpcConfiguration": {"subnets": SUBNETS}}
CHECK = {"command": ["CMD", "true"], "interval": 10, "retries": 2}


def container(name: str = "app", **more: Any) -> dict[str, Any]:
    return {"name": name, "image": f"{name}:1", "essential": True, **more}


def definition(family: str, *containers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The request that registers a Fargate task definition."""
    return {
        "family": family,
        "containerDefinitions": list(containers) or [container()],
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
        **more,
    }


def percents(least: int, most: int, *, breaker: bool = False, **more: Any) -> dict[str, Any]:
    """A deployment configuration."""
    return {
        "minimumHealthyPercent": least,
        "maximumPercent": most,
        "deploymentCircuitBreaker": {"enable": breaker, "rollback": breaker, **more},
    }


class Account:
    """Shorthand for what tests do; every answer comes from an ECS client."""

    def __init__(self, client: Any, world: World) -> None:
        self.client = client
        self.world = world
        self.state = world.state(EcsState, ACCOUNT, REGION)

    async def register(
        self, family: str, *containers: dict[str, Any], behaviour: Behaviour | None = None
    ) -> str:
        answer = await self.client.register_task_definition(**definition(family, *containers))
        arn: str = answer["taskDefinition"]["taskDefinitionArn"]
        if behaviour is not None:
            self.state.behaviours[arn] = behaviour
        return arn

    async def create(self, name: str, count: int, arn: str | None = None, **more: Any) -> None:
        more.setdefault("launchType", "FARGATE")
        if more["launchType"] == "FARGATE":
            more.setdefault("networkConfiguration", NETWORK)
        if more["launchType"] is None:
            del more["launchType"]
        await self.client.create_service(
            serviceName=name,
            taskDefinition=arn or await self.register(name),
            desiredCount=count,
            **more,
        )

    async def steady(self, name: str, count: int, arn: str | None = None, **more: Any) -> None:
        """A service that has reached its steady state."""
        await self.create(name, count, arn, **more)
        await self.until(lambda s: s["deployments"][0]["rolloutState"] == "COMPLETED", name)

    async def update(self, name: str, arn: str | None = None, **more: Any) -> dict[str, Any]:
        if arn:
            more["taskDefinition"] = arn
        answer = await self.client.update_service(service=name, **more)
        return dict(answer["service"])

    async def service(self, name: str) -> dict[str, Any]:
        answer = await self.client.describe_services(services=[name], include=["TAGS"])
        return dict(answer["services"][0])

    async def events(self, name: str) -> list[str]:
        """Messages without the service's name, newest first."""
        service = await self.service(name)
        return [e["message"].removeprefix(f"(service {name}) ") for e in service["events"]]

    async def journey(self, name: str) -> dict[str, Any]:
        """The newest service deployment."""
        arn = (await self.service(name))["currentServiceDeployment"]
        answer = await self.client.describe_service_deployments(serviceDeploymentArns=[arn])
        return dict(answer["serviceDeployments"][0])

    async def tasks(self, **filters: Any) -> list[dict[str, Any]]:
        """Tasks by ListTasks and DescribeTasks, oldest first."""
        arns = (await self.client.list_tasks(**filters))["taskArns"]
        if not arns:
            return []
        answer = await self.client.describe_tasks(tasks=arns, include=["TAGS"])
        return sorted(answer["tasks"], key=lambda task: task["createdAt"])

    async def until(
        self, wanted: Callable[[dict[str, Any]], bool], name: str, limit: float = 3600
    ) -> dict[str, Any]:
        """Let time pass until a service is as wanted."""
        end = self.world.now + limit
        while self.world.now < end:
            service = await self.service(name)
            if wanted(service):
                return service
            self.world.advance(5)
        raise AssertionError(f"{name} is not as wanted after {limit} s: {service}")

    def advance(self, seconds: float) -> None:
        self.world.advance(seconds)
