"""A service `shop` with more to it: images in ECR, variables, secrets, roles, a load balancer."""

from collections.abc import Mapping
from typing import Any

import pytest

from ecstui.actions.plan import Plan, Result
from ecstui.sim import gateway
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.ecr import pushing
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import Behaviour
from ecstui.sim.world import World
from tests.actions.conftest import service
from tests.world import ACCOUNT, REGION, call, create_service, small_world

SHOP = service("shop")
CLUSTER = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod-web"
REPOSITORY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/shop"
SIDECAR = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/envoy"
TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop-task"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop-execution"
GROUP = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/shop/0123456789abcdef"
PARAMETER = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/shop/db"
VALUE = "v4lue-that-must-not-show"
APP: dict[str, Any] = {
    "name": "app",
    "image": f"{REPOSITORY}:v1",
    "essential": True,
    "cpu": 128,
    "memoryReservation": 256,
    "portMappings": [{"name": "http", "containerPort": 8080}],
    "environment": [
        {"name": "GREETING", "value": VALUE},
        {"name": "LOG_LEVEL", "value": "info"},
    ],
    "secrets": [{"name": "DB", "valueFrom": PARAMETER}],
    "linuxParameters": {"initProcessEnabled": True},
}
DEFINITION: dict[str, Any] = {
    "family": "shop",
    "cpu": "512",
    "memory": "1024",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
    "taskRoleArn": TASK_ROLE,
    "executionRoleArn": EXECUTION_ROLE,
    "ephemeralStorage": {"sizeInGiB": 30},
    "enableFaultInjection": True,
    "containerDefinitions": [APP, {"name": "envoy", "image": f"{SIDECAR}:stable"}],
    "tags": [{"key": "team", "value": "shop"}],
}


def pushed(world: World, tag: str, *platforms: str, repository: str = "shop") -> None:
    pushing.push(world, ACCOUNT, REGION, repository, tag, platforms=platforms)


def shop_world() -> World:
    """The small world with one service more, whose definition is shop:1."""
    world = small_world()
    for tag in ("v1", "v2"):
        pushed(world, tag, "linux/amd64", "linux/arm64")
        world.advance(3600)
    pushed(world, "x86", "linux/amd64")
    pushed(world, "stable", repository="envoy")
    arn = call(world, "RegisterTaskDefinition", **DEFINITION)["taskDefinition"]["taskDefinitionArn"]
    balancer = {"targetGroupArn": GROUP, "containerName": "app", "containerPort": 8080}
    tags = [{"key": "env", "value": "prod"}]
    create_service(world, "shop", 2, taskDefinition=arn, loadBalancers=[balancer], tags=tags)
    world.advance(1800)
    return world


def behave(world: World, revision: str, behaviour: Behaviour) -> None:
    """Have the tasks of a revision behave so, which may not be registered yet."""
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{revision}"
    world.state(EcsState, ACCOUNT, REGION).behaviours[arn] = behaviour


def arn_of(revision: str) -> str:
    return f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{revision}"


def described(world: World, revision: str) -> dict[str, Any]:
    """What DescribeTaskDefinition answers."""
    return call(world, "DescribeTaskDefinition", taskDefinition=revision, include=["TAGS"])


def registered(world: World, **changes: Any) -> str:
    """Have somebody register another revision of shop; its ARN."""
    answer = call(world, "RegisterTaskDefinition", **{**DEFINITION, **changes})
    arn: str = answer["taskDefinition"]["taskDefinitionArn"]
    return arn


def checks(plan: Plan) -> dict[str, tuple[Result, str]]:
    return {it.name: (it.result, it.sentence) for it in plan.steps[0].preflight}


@pytest.fixture
def world() -> World:
    return shop_world()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mapping[str, Any]]]:
    """The changing calls that have arrived over HTTP, with their input."""
    found: list[tuple[str, Mapping[str, Any]]] = []

    def noted(request: Call, body: dict[str, Any]) -> dict[str, Any]:
        if request.operation.startswith(("Update", "Register")):
            found.append((request.operation, dict(body)))
        return dispatch(request, body)

    monkeypatch.setattr(gateway, "dispatch", noted)
    return found
