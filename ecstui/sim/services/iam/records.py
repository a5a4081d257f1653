"""What IAM remembers of one account."""

import hashlib
from dataclasses import dataclass, field

from ecstui.sim.world import World


@dataclass(frozen=True, slots=True)
class Role:
    """A role; who may assume it is a service, e.g. `ecs-tasks.amazonaws.com`, or an account."""

    name: str
    arn: str
    created_at: float
    trusted: str
    description: str = ""
    path: str = "/"

    @property
    def id(self) -> str:
        """The unique id, which follows from the ARN."""
        return "AROA" + hashlib.sha256(self.arn.encode()).hexdigest()[:17].upper()


@dataclass(slots=True)
class IamState:
    """What IAM knows of one account, under the Region `global`."""

    aliases: list[str] = field(default_factory=list)
    """AWS allows one at most."""
    roles: dict[str, Role] = field(default_factory=dict)
    """By name, without the path."""


def add_role(
    world: World, account: str, name: str, trusted: str, *, path: str = "/", description: str = ""
) -> Role:
    """Make a role now; a scenario's part, for the simulator has no CreateRole."""
    arn = f"arn:aws:iam::{account}:role{path}{name}"
    role = Role(name, arn, world.now, trusted, description, path)
    world.state(IamState, account, "global").roles[name] = role
    return role
