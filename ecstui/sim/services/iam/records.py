"""What IAM remembers of one account."""

import hashlib
from dataclasses import dataclass, field

from ecstui.sim.protocol.signature import user
from ecstui.sim.world import Identity, World


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


@dataclass(frozen=True, slots=True)
class LastUse:
    """The last use of an access key that IAM has noted."""

    at: float
    service: str
    """As in an ARN, e.g. `ecs`."""
    region: str


@dataclass(slots=True)
class AccessKey:
    """A long-term credential of a user."""

    id: str
    user: str
    """The user's name."""
    created_at: float
    secret: str = field(default="", repr=False)
    """Empty if nobody was told: a scenario's key, with which any signature will do."""
    active: bool = True
    last_use: LastUse | None = None


@dataclass(slots=True)
class User:
    """An IAM user."""

    account: str
    name: str
    created_at: float
    path: str = "/"
    id: str = ""
    """The unique id; follows from account and name if it is not given."""

    def __post_init__(self) -> None:
        self.id = self.id or user(self.account, self.name).user_id

    @property
    def arn(self) -> str:
        """The user's ARN."""
        return f"arn:aws:iam::{self.account}:user{self.path}{self.name}"

    @property
    def identity(self) -> Identity:
        """Who a request is from that was signed with a key of this user."""
        return Identity(self.account, self.arn, self.id)


@dataclass(slots=True)
class IamState:
    """What IAM knows of one account, under the Region `global`."""

    aliases: list[str] = field(default_factory=list)
    """AWS allows one at most."""
    roles: dict[str, Role] = field(default_factory=dict)
    """By name, without the path."""
    users: dict[str, User] = field(default_factory=dict)
    """By name, without the path."""
    keys: dict[str, AccessKey] = field(default_factory=dict)
    """Every user's access keys, by id, active or not."""

    def keys_of(self, name: str) -> list[AccessKey]:
        """The access keys of a user, the oldest first."""
        return [key for key in self.keys.values() if key.user == name]


def add_role(
    world: World, account: str, name: str, trusted: str, *, path: str = "/", description: str = ""
) -> Role:
    """Make a role now; a scenario's part, for the simulator has no CreateRole."""
    arn = f"arn:aws:iam::{account}:role{path}{name}"
    role = Role(name, arn, world.now, trusted, description, path)
    world.state(IamState, account, "global").roles[name] = role
    return role
