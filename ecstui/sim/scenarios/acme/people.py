"""The IAM users of acme and their access keys, some older than they should be."""

import json
from dataclasses import dataclass
from functools import partial

from ecstui.sim.scenarios.acme import policies
from ecstui.sim.scenarios.acme.account import ACCOUNT, CI, REGION
from ecstui.sim.services.iam import IamState, LastUse, add_access_key, add_user
from ecstui.sim.services.iam.last_used import use
from ecstui.sim.services.iam.records import AccessKey, Password, Root
from ecstui.sim.world import World

DAY = 86400.0
EXPORTER = "report-exporter"
"""A program in another Region, whose key nobody has changed for long."""
RELAY = "smtp-relay"
"""A program that nobody remembers, with a key, a signing certificate and a policy of its own."""
ELSEWHERE = "eu-west-1"
PAUSE = 20 * 60.0
"""Between two exports, seconds."""


@dataclass(frozen=True, slots=True)
class Key:
    """An access key at the arrival; ages in days, None for never used."""

    age: float
    used: float | None = None
    service: str = "ecs"
    region: str = REGION
    active: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """A user at the arrival, but for what `happenings` has them do before it; ages in days."""

    name: str
    path: str
    age: float
    keys: tuple[Key, ...] = ()
    groups: tuple[str, ...] = ()
    signed_in: float | None = None
    """How long ago, by password; None if there is no password, below 0 if it was never used."""
    mfa: bool = False


PEOPLE = (
    Person("alice", "/people/", 902, (Key(82, 0.6),), ("admins",), 0.1, mfa=True),
    Person("bob", "/people/", 611, (Key(122, 2.1),), ("developers",), 3.4),
    Person(
        "carol",
        "/people/",
        1204,
        (Key(730, 401, "s3", active=False), Key(19, 2.2, "logs")),
        ("admins", "developers"),
        12.5,
        mfa=True,
    ),
    Person("dave", "/people/", 45, (), ("developers",), -1.0),
    Person(EXPORTER, "/programs/", 871, (Key(544, 0.0, "s3", ELSEWHERE),)),
    Person(RELAY, "/programs/", 1533, (Key(1533, 213, "ses", "us-east-1"),)),
)


def hire(world: World, arrival: float) -> None:
    """Make the users and their keys, as they are at the arrival, and let their programs work."""
    state = world.state(IamState, ACCOUNT, "global")
    state.root = Root(arrival - 1900 * DAY, password_used_at=arrival - 6.3 * DAY)
    born, its_id = arrival - 795 * DAY, CI.identity.user_id
    deployer = add_user(world, ACCOUNT, CI.identity.name, created_at=born, user_id=its_id)
    deployer.groups = ["deployers"]
    add_access_key(world, deployer, created_at=arrival - 411 * DAY, key_id=CI.access_key_id)
    for person in PEOPLE:
        _hire(world, arrival, person)
    state.users[EXPORTER].grants.attached = [policies.own("write-reports")]
    state.users[RELAY].grants.inline = {"relay": json.dumps(policies.RELAY)}
    state.users[RELAY].certificate = arrival - 1500 * DAY
    [key] = state.keys_of(EXPORTER)
    _export(world, key)


def _hire(world: World, arrival: float, person: Person) -> None:
    born = arrival - person.age * DAY
    user = add_user(world, ACCOUNT, person.name, created_at=born, path=person.path)
    user.groups = list(person.groups)
    if person.signed_in is not None:
        never = person.signed_in < 0
        user.password = Password(born, None if never else arrival - person.signed_in * DAY)
    if person.mfa:
        user.mfa = born
    for key in person.keys:
        made = add_access_key(world, user, created_at=arrival - key.age * DAY, active=key.active)
        if key.used is not None:
            made.last_use = LastUse(arrival - key.used * DAY, key.service, key.region)


def _export(world: World, key: AccessKey) -> None:
    use(key, world.now, "s3", ELSEWHERE)
    world.after(PAUSE, partial(_export, world, key))
