"""How roles, groups and policies come to be: a scenario's part, for nothing in ecstui makes them.

Times are seconds since the epoch; None is now.
"""

import json

from ecstui.sim.call import Body
from ecstui.sim.services.iam.records import Group, IamState, Policy, Role, User
from ecstui.sim.world import World


def add_role(
    world: World,
    account: str,
    name: str,
    trusted: str,
    *,
    path: str = "/",
    description: str = "",
    created_at: float | None = None,
) -> Role:
    """Make a role."""
    arn = f"arn:aws:iam::{account}:role{path}{name}"
    born = world.now if created_at is None else created_at
    role = Role(name, arn, born, trusted, description, path)
    world.state(IamState, account, "global").roles[name] = role
    return role


def add_user(
    world: World,
    account: str,
    name: str,
    *,
    created_at: float | None = None,
    path: str = "/",
    user_id: str = "",
) -> User:
    """Make a user."""
    made = User(account, name, world.now if created_at is None else created_at, path, user_id)
    world.state(IamState, account, "global").users[name] = made
    return made


def add_group(world: World, account: str, name: str, *, created_at: float | None = None) -> Group:
    """Make a group; a user is in it by `User.groups`."""
    born = world.now if created_at is None else created_at
    group = Group(name, f"arn:aws:iam::{account}:group/{name}", born)
    world.state(IamState, account, "global").groups[name] = group
    return group


def add_policy(
    world: World, account: str, name: str, document: Body, *, created_at: float | None = None
) -> Policy:
    """Make a policy of the customer's, or enter one of AWS's where `name` begins with `aws:`."""
    owner, named = ("aws", name[4:]) if name.startswith("aws:") else (account, name)
    born = world.now if created_at is None else created_at
    policy = Policy(f"arn:aws:iam::{owner}:policy/{named}", json.dumps(document), born)
    world.state(IamState, account, "global").policies[policy.arn] = policy
    return policy
