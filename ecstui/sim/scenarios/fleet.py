"""The scenario `fleet`: very many tasks on Spot in one cluster, about 1 % replaced each minute."""

from functools import partial

from ecstui.sim.call import Body
from ecstui.sim.scenarios.actors import Actor
from ecstui.sim.services import ecr
from ecstui.sim.services.ecs import Plane
from ecstui.sim.services.ecs.behaviours import SpotInterrupted
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import Identity, World

ACCOUNT = "210987654321"
REGION = "ap-northeast-1"
CLUSTER = "fleet"
WARM_UP = 600.0
"""Virtual seconds from the first service to the arrival: all tasks run by then."""
PROVIDERS = ["FARGATE", "FARGATE_SPOT"]
LIFE = 3500.0
"""Seconds that a task lives on average until Spot takes its capacity back, anything from none to
twice as many: of tasks as young as these, about 1 % end each minute."""
SUBNETS = [f"subnet-0f1ee7{n:011x}" for n in range(6)]
OPERATOR = Actor(
    Identity(
        ACCOUNT,
        f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice",
        "AROAEXAMPLEFLEETOPS01:alice",
        "AssumedRole",
    ),
    REGION,
    "AKIAIOSFODNN7EXAMPLE",
)


def build(*, seed: int, start: float, services: int, tasks: int) -> World:
    """A cluster of `services` services with `tasks` tasks each, churning."""
    world = World(seed=seed, start=start - WARM_UP)
    world.identities[OPERATOR.access_key_id] = OPERATOR.identity
    world.state(IamState, ACCOUNT, "global").aliases.append("acme-fleet")
    OPERATOR.call(world, "CreateCluster", {"clusterName": CLUSTER, "capacityProviders": PROVIDERS})
    plane = Plane.at(world, ACCOUNT, REGION)
    for number in range(services):
        world.at(world.now + number % 60, partial(_start, plane, number, tasks))
    world.advance_to(start)
    return world


def _start(plane: Plane, number: int, tasks: int) -> None:
    name = f"svc-{number:04d}"
    ecr.push(plane.world, ACCOUNT, REGION, f"fleet/{name}", "1.0.0")
    answer = OPERATOR.call(plane.world, "RegisterTaskDefinition", _definition(name))
    arn = answer["taskDefinition"]["taskDefinitionArn"]
    plane.state.behaviours[arn] = SpotInterrupted(LIFE, spread=1.0)
    OPERATOR.call(plane.world, "CreateService", _service(name, arn, tasks))


def _definition(name: str) -> Body:
    image = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/fleet/{name}:1.0.0"
    container = {
        "name": "app",
        "image": image,
        "portMappings": [{"containerPort": 8080, "protocol": "tcp"}],
    }
    return {
        "family": name,
        "containerDefinitions": [container],
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
    }


def _service(name: str, task_definition: str, tasks: int) -> Body:
    return {
        "cluster": CLUSTER,
        "serviceName": name,
        "taskDefinition": task_definition,
        "desiredCount": tasks,
        "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": SUBNETS}},
    }
