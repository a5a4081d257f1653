"""How an access key comes to be, and from when on AWS honours it.

`World.identities` holds the keys that are honoured at this moment. IAM itself knows more: those
that are inactive, and those that are so new that other services have not heard of them.
"""

import base64
import hashlib
from functools import partial

from ecstui.sim.services.iam.records import AccessKey, IamState, User
from ecstui.sim.world import World

SPREAD = (4.0, 12.0)
"""Seconds until a new key is known everywhere, from and to. AWS says only that IAM is eventually
consistent (IAM user guide, "Troubleshoot IAM"); the times are our reading of what clients report.
"""


def add_access_key(
    world: World,
    user: User,
    *,
    created_at: float | None = None,
    key_id: str = "",
    active: bool = True,
) -> AccessKey:
    """Give a user a key that is honoured at once, if it is active; a scenario's part.

    :param created_at: seconds since the epoch; None is now.
    :param key_id: one of AWS's documented examples; made from the seed if not given.
    """
    key = new_key(world, user, key_id)
    key.created_at = world.now if created_at is None else created_at
    key.active = active
    settle(world, user, key)
    return key


def new_key(world: World, user: User, key_id: str = "") -> AccessKey:
    """A key of `user` as IAM has it, made from the world's seed, and honoured by nobody yet."""
    made = key_id or f"AKIA{base64.b32encode(_digest(world, user)).decode()[:9]}EXAMPLE"
    key = AccessKey(made, user.name, world.now)
    world.state(IamState, user.account, "global").keys[key.id] = key
    return key


def new_secret(world: World, user: User) -> str:
    """A secret access key, 40 characters."""
    return base64.b64encode(_digest(world, user)).decode()[:40]


def told_secret(world: World, account: str, key_id: str) -> str:
    """The secret of an access key; empty if nobody was told."""
    key = world.state(IamState, account, "global").keys.get(key_id)
    return key.secret if key is not None else ""


def _digest(world: World, user: User) -> bytes:
    return hashlib.sha256(world.hex_id(f"access-key:{user.arn}", 64).encode()).digest()


def spread(world: World, user: User, key: AccessKey) -> None:
    """Have a new key become known everywhere in a while."""
    delay = world.random(f"access-key:{key.id}").uniform(*SPREAD)
    world.after(delay, partial(settle, world, user, key))


def settle(world: World, user: User, key: AccessKey) -> None:
    """Honour a key, or stop to, by what IAM knows of it now."""
    known = world.state(IamState, user.account, "global").keys.get(key.id)
    if known is key and key.active:
        world.identities[key.id] = user.identity
    else:
        world.identities.pop(key.id, None)
