"""Simulated accounts that have something to show in every view."""

import json
from typing import Any

from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.services.ecs.capacity import register_instance, register_provider
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.services.iam import (
    IamState,
    LastUse,
    add_access_key,
    add_group,
    add_policy,
    add_role,
    add_user,
)
from ecstui.sim.services.iam.records import Password, Root
from ecstui.sim.world import World
from tests.world import (
    ACCOUNT,
    ALICE,
    REGION,
    call,
    create_service,
    empty_world,
    lookups_for_free,
    register,
)

ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:"
CART = f"{ARN}service/prod-web/cart"
WORKER = f"{ARN}service/prod-web/worker"
DAY = 86400.0
ONLY_FROM_OFFICE = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "s3:PutObject",
            "Resource": "arn:aws:s3:::carts/*",
            "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
        }
    ],
}
HIDDEN = "hunter2"
"""A secret that nobody must ever see."""
SHOWN = "Asia/Tokyo"
"""A value that is shown when it is asked for."""


def crash_loop(world: World, name: str = "worker", cluster: str = "prod-web") -> None:
    """A service whose tasks do not live for long."""
    bad = register(world, name, "web:bad", CrashAfter(20, exit_code=1))
    create_service(world, name, 2, cluster=cluster, taskDefinition=bad)
    world.advance(400)


def define(world: World, version: str) -> str:
    """Register a revision of `cart` with variables and secrets; its ARN."""
    environment = {"TIME_ZONE": SHOWN, "DB_PASSWORD": HIDDEN, "VERSION": version,
                   "DATABASE_URL": f"postgres://cart:{HIDDEN}@db/cart"}  # fmt: skip
    container: dict[str, Any] = {
        "name": "app",
        "image": f"cart:{version}",
        "essential": True,
        "command": ["serve", "--api-token", HIDDEN],
        "environment": [{"name": name, "value": value} for name, value in environment.items()],
        "secrets": [{"name": "STRIPE", "valueFrom": f"arn:aws:ssm:{REGION}:{ACCOUNT}:param/s"}],
    }
    made = call(
        world, "RegisterTaskDefinition", family="cart", cpu="256", memory="512",
        networkMode="awsvpc", requiresCompatibilities=["FARGATE"], containerDefinitions=[container],
    )  # fmt: skip
    arn: str = made["taskDefinition"]["taskDefinitionArn"]
    return arn


def found_cluster(world: World) -> None:
    """A cluster with two container instances, and the capacity provider that they are of."""
    plane = Plane.of(Call(world, ALICE, REGION, "ecs", "test", "id"))
    group = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:autoScalingGroup:1:autoScalingGroupName/web"
    register_provider(plane, "web-asg", group)
    call(world, "CreateCluster", clusterName="prod-web", capacityProviders=["FARGATE", "web-asg"])
    for zone in "ac":
        register_instance(
            plane, "prod-web", zone=REGION + zone, instance_type="m7g.large", cpu=2048,
            memory=7680, capacity_provider="web-asg",
        )  # fmt: skip


def full_world() -> World:
    """A cluster with a crash loop, a rolled-out service with secrets, and instances."""
    world = empty_world()
    lookups_for_free(world)
    found_cluster(world)
    call(world, "CreateCluster", clusterName="staging")
    create_service(world, "cart", 2, taskDefinition=define(world, "1"))
    create_service(world, "catalog", 3)
    world.advance(900)
    call(world, "UpdateService", cluster="prod-web", service="cart",
         taskDefinition=define(world, "2"))  # fmt: skip
    world.advance(900)
    people(world)
    crash_loop(world)
    return world


def people(world: World) -> None:
    """Two users, a group, and a role of tasks, each with policies."""
    alice = add_user(world, ACCOUNT, "alice", created_at=world.now - 400 * DAY)
    alice.groups, alice.mfa = ["admins"], world.now - 300 * DAY
    alice.password = Password(world.now - 400 * DAY, world.now - 3600)
    add_access_key(world, alice, created_at=world.now - 80 * DAY)
    robot = add_user(world, ACCOUNT, "robot", created_at=world.now - 100 * DAY)
    key = add_access_key(world, robot, created_at=world.now - 100 * DAY)
    elsewhere = Call(world, robot.identity, "eu-west-1", "ecs", "CreateCluster", "r", key.id)
    dispatch(elsewhere, {"clusterName": "mine"})
    policy = add_policy(world, ACCOUNT, "from-office", ONLY_FROM_OFFICE)
    add_group(world, ACCOUNT, "admins", created_at=world.now).grants.attached = [policy.arn]
    role = add_role(
        world, ACCOUNT, "cart-task", "ecs-tasks.amazonaws.com", created_at=world.now - 90 * DAY
    )
    role.grants.inline = {"app": json.dumps(ONLY_FROM_OFFICE)}
    role.last_use = LastUse(world.now - 60, "", REGION)
    world.state(IamState, ACCOUNT, "global").root = Root(0.0, world.now - 6 * DAY)
