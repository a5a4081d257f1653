"""Whether a service may still be given a task definition."""

from ecstui.actions.plan import Preflight, Result
from ecstui.model.ecs import TaskDefinition

NAME = "task definition"
ACTIVE = "ACTIVE"


def check(definition: TaskDefinition) -> Preflight:
    """ECS lets no service be moved to a revision that was deregistered (API Reference,
    DeregisterTaskDefinition).
    """
    if definition.status != ACTIVE:
        said = f"{definition.name} is {definition.status}: register it anew, and roll to that"
        return Preflight(NAME, Result.FAIL, said)
    return Preflight(NAME, Result.PASS, f"{definition.name} is {ACTIVE}")
