"""What IAM remembers of one account."""

import hashlib
from dataclasses import dataclass, field

from ecstui.sim.protocol.signature import user
from ecstui.sim.world import Identity


@dataclass(slots=True)
class Grants:
    """The policies of a user, a group or a role."""

    attached: list[str] = field(default_factory=list)
    """ARNs of managed policies."""
    inline: dict[str, str] = field(default_factory=dict)
    """Name to document, JSON."""


@dataclass(frozen=True, slots=True)
class LastUse:
    """The last use of an access key, or of a role, that IAM has noted."""

    at: float
    service: str
    """As in an ARN, e.g. `ecs`; empty for a role."""
    region: str


@dataclass(slots=True)
class Role:
    """A role; who may assume it is a service, e.g. `ecs-tasks.amazonaws.com`, or an account."""

    name: str
    arn: str
    created_at: float
    trusted: str
    description: str = ""
    path: str = "/"
    grants: Grants = field(default_factory=Grants)
    last_use: LastUse | None = None
    profile: str = ""
    """The name of its instance profile, if it has one."""

    @property
    def id(self) -> str:
        """The unique id, which follows from the ARN."""
        return unique_id("AROA", self.arn)


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
class Password:
    """What lets a user sign in to the console; seconds since the epoch, None for never."""

    changed_at: float
    used_at: float | None = None


@dataclass(slots=True)
class User:
    """An IAM user."""

    account: str
    name: str
    created_at: float
    path: str = "/"
    id: str = ""
    """The unique id; follows from account and name if it is not given."""
    grants: Grants = field(default_factory=Grants)
    groups: list[str] = field(default_factory=list)
    password: Password | None = None
    mfa: float | None = None
    """When a virtual MFA device was enabled."""
    certificate: float | None = None
    """When an X.509 signing certificate was uploaded, which is active."""

    def __post_init__(self) -> None:
        self.id = self.id or user(self.account, self.name).user_id

    @property
    def arn(self) -> str:
        """The user's ARN."""
        return f"arn:aws:iam::{self.account}:user{self.path}{self.name}"

    @property
    def mfa_serial(self) -> str:
        """The serial number of the user's MFA device, an ARN."""
        return f"arn:aws:iam::{self.account}:mfa/{self.name}"

    @property
    def identity(self) -> Identity:
        """Who a request is from that was signed with a key of this user."""
        return Identity(self.account, self.arn, self.id)


@dataclass(slots=True)
class Group:
    """A group of users."""

    name: str
    arn: str
    created_at: float
    path: str = "/"
    grants: Grants = field(default_factory=Grants)

    @property
    def id(self) -> str:
        """The unique id, which follows from the ARN."""
        return unique_id("AGPA", self.arn)


@dataclass(frozen=True, slots=True)
class Policy:
    """A managed policy: the customer's, or one of AWS's."""

    arn: str
    document: str
    """JSON."""
    created_at: float

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self.arn.rpartition("/")[2]

    @property
    def id(self) -> str:
        """The unique id, which follows from the ARN."""
        return unique_id("ANPA", self.arn)

    @property
    def of_aws(self) -> bool:
        """Whether AWS wrote it."""
        return self.arn.startswith("arn:aws:iam::aws:")


@dataclass(slots=True)
class Root:
    """The root user of an account; seconds since the epoch, None for never."""

    created_at: float
    password_used_at: float | None = None
    mfa: bool = True


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
    groups: dict[str, Group] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    """By ARN."""
    password_policy: dict[str, int | bool] | None = None
    """As GetAccountPasswordPolicy has it; None if nobody has set one."""
    root: Root | None = None
    """None of an account without a past."""

    def keys_of(self, name: str) -> list[AccessKey]:
        """The access keys of a user, the oldest first."""
        return [key for key in self.keys.values() if key.user == name]

    def members(self, group: str) -> list[User]:
        """The users in a group."""
        return [user for user in self.users.values() if group in user.groups]

    def everybody(self) -> list[User | Group | Role]:
        """All that can have policies."""
        return [*self.users.values(), *self.groups.values(), *self.roles.values()]


def unique_id(prefix: str, arn: str) -> str:
    """A unique id in IAM's form, which follows from an ARN."""
    return prefix + hashlib.sha256(arn.encode()).hexdigest()[:17].upper()
