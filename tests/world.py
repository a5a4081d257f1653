"""A small simulated account for tests: one call at a time, as a client would make it."""

from typing import Any

from ecstui.analysis.trail.places import SIGN_IN_REGIONS
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.cloudtrail.history import Bucket, history
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import Behaviour
from ecstui.sim.services.iam import IamState
from ecstui.sim.world import Identity, World

ACCOUNT = "123456789012"
REGION = "ap-northeast-1"
KEY = "AKIAIOSFODNN7EXAMPLE"
ALICE = Identity(ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/ops/alice", "AROAEXAMPLE:alice",
                 "AssumedRole")  # fmt: skip


def call(world: World, operation: str, **body: Any) -> dict[str, Any]:
    """Have alice call an ECS operation at this moment."""
    return call_of(world, "ecs", operation, **body)


def call_of(world: World, service: str, operation: str, /, **body: Any) -> dict[str, Any]:
    """Have alice call an operation of another service, by botocore's name for it."""
    request = Call(world, ALICE, REGION, service, operation, world.uuid("test"), KEY)
    return dispatch(request, body)


def lookups_for_free(world: World) -> None:
    """CloudTrail answers as many lookups as are asked, though its world's time stands still."""
    for region in (REGION, "us-east-1", *SIGN_IN_REGIONS):
        history(world, ACCOUNT, region).lookups = Bucket(rate=1e6, tokens=1e6)


def empty_world(seed: int = 7) -> World:
    """An account with an alias and nothing in it."""
    world = World(seed=seed)
    world.identities[KEY] = ALICE
    world.state(IamState, ACCOUNT, "global").aliases.append("acme-prod")
    return world


def register(
    world: World, family: str, image: str = "web:1", behaviour: Behaviour | None = None
) -> str:
    """Register a revision whose tasks behave in a certain way; its ARN."""
    definition = call(
        world,
        "RegisterTaskDefinition",
        family=family,
        cpu="256",
        memory="512",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=[{"name": "app", "image": image, "essential": True}],
    )
    arn: str = definition["taskDefinition"]["taskDefinitionArn"]
    if behaviour is not None:
        world.state(EcsState, ACCOUNT, REGION).behaviours[arn] = behaviour
    return arn


def create_service(
    world: World, name: str, count: int, *, cluster: str = "prod-web", **more: Any
) -> None:
    """Create a Fargate service of a task definition family of its own."""
    definition = more.pop("taskDefinition", None) or register(world, name)
    call(
        world,
        "CreateService",
        cluster=cluster,
        serviceName=name,
        taskDefinition=definition,
        desiredCount=count,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a", "subnet-0b"]}},
        **more,
    )


def small_world() -> World:
    """A cluster with three steady services, and one without any."""
    world = empty_world()
    for cluster in ("prod-web", "staging"):
        call(world, "CreateCluster", clusterName=cluster)
    for name, count in (("checkout", 4), ("catalog", 6), ("cart", 2)):
        create_service(world, name, count)
    world.advance(1800)
    return world
