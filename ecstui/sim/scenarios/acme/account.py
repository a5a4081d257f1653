"""Acme's account: who works in it, its network, how things are named. Keys are AWS's examples."""

from dataclasses import replace

from ecstui.sim.scenarios.actors import Actor
from ecstui.sim.services.ecs import Plane
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.services.iam import IamState
from ecstui.sim.services.service_quotas import ON_DEMAND, QuotaState
from ecstui.sim.world import Identity, World

ACCOUNT = "123456789012"
ALIAS = "acme-prod"
REGION = "ap-northeast-1"


def _session(role: str, name: str, role_id: str) -> Identity:
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}"
    return Identity(ACCOUNT, arn, f"{role_id}:{name}", "AssumedRole")


ALICE = Actor(
    _session("ops", "alice", "AROAEXAMPLEOPSROLE001"),
    REGION,
    "AKIAIOSFODNN7EXAMPLE",
    "203.0.113.24",
    "aws-cli/2.31.0 md/Botocore#2.31.0 ua/2.1 os/macos#25.0.0 lang/python#3.13.7",
)
CI = Actor(
    Identity(ACCOUNT, f"arn:aws:iam::{ACCOUNT}:user/ci-deployer", "AIDAEXAMPLECIDEPLOY01"),
    REGION,
    "AKIAI44QH8DHBEXAMPLE",
    "198.51.100.7",
    "aws-sdk-js/3.883.0 ua/2.1 os/linux lang/js md/nodejs#20.19.4 api/ecs#3.883.0",
)
TERRAFORM = Actor(
    _session("infra", "terraform", "AROAEXAMPLEINFRAROL01"),
    REGION,
    "ASIAIOSFODNN7EXAMPLE",
    "198.51.100.12",
    "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 terraform-provider-aws/6.14.1",
)
SCHEDULE = Actor(
    _session("ecs-events", "scheduled-tasks", "AROAEXAMPLEEVENTROL01"),
    REGION,
    source_ip="events.amazonaws.com",
    user_agent="events.amazonaws.com",
)

PRIVATE_SUBNETS = {
    "subnet-0a1b2c3d4e5f60001": ("a", 0),
    "subnet-0a1b2c3d4e5f60002": ("c", 16),
    "subnet-0a1b2c3d4e5f60003": ("d", 32),
}
"""Private subnets: (zone letter, third number of the /20)."""
SMALL_SUBNET = Subnet("subnet-0a1b2c3d4e5f60004", f"{REGION}a", "10.20", 48, size=11)
"""A /28, in which few tasks find an address."""
VCPUS = 200.0
"""How many vCPUs Fargate lets acme run on demand; about half of them are in use."""


def open_account(world: World) -> None:
    """Name the account, its people and its subnets."""
    for actor in (ALICE, CI, TERRAFORM):
        world.identities[actor.access_key_id] = actor.identity
    world.state(IamState, ACCOUNT, "global").aliases.append(ALIAS)
    subnets = plane(world).state.subnets
    for name, (letter, base) in PRIVATE_SUBNETS.items():
        subnets[name] = Subnet(name, REGION + letter, "10.20", base)
    subnets[SMALL_SUBNET.id] = replace(SMALL_SUBNET, used=set())
    world.state(QuotaState, ACCOUNT, REGION).values[ON_DEMAND] = VCPUS


def plane(world: World) -> Plane:
    """The ECS control plane of acme's Region."""
    return Plane.at(world, ACCOUNT, REGION)


def role(name: str) -> str:
    """The ARN of a role."""
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def repository(name: str) -> str:
    """The image repository of a program."""
    return f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/acme/{name}"


def secret(stage: str, app: str, name: str) -> str:
    """The ARN of a secret; there is no secret behind it."""
    slug = name.lower().replace("_", "-")
    return f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{stage}/{app}/{slug}-AbCdEf"
