"""A service that is brought back to an older revision, as tests of that have it."""

from typing import Any

from ecstui.actions.plan import Plan, Preflight
from ecstui.sim.services.ecr import pushing
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, register

CHECKOUT = service("checkout")
CLUSTER = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod-web"
FAMILY = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/checkout"


def update(desk: Desk, **what: Any) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", **what)


def deployed(desk: Desk, image: str, seconds: float = 900, **more: Any) -> str:
    """Somebody deploys an image; its revision."""
    arn = register(desk.world, "checkout", image)
    update(desk, taskDefinition=arn, **more)
    desk.world.advance(seconds)
    return arn


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(it.field, it.before, it.after) for it in plan.steps[0].changes]


REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
WEB = f"{REGISTRY}/web"


async def in_registry(desk: Desk) -> None:
    """The service runs web:v2 of a registry, and ran web:v1 before."""
    for tag in ("v1", "v2"):
        pushing.push(desk.world, ACCOUNT, REGION, "web", tag)
        deployed(desk, f"{WEB}:{tag}")
