"""The access keys of all users, a few users at a time; and all credentials of one user."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from ecstui.aws import identities, user_credentials
from ecstui.aws.errors import Denied, NotFound
from ecstui.aws.paging import in_flight
from ecstui.model.iam_user import IamUser
from ecstui.model.listing import Listing
from ecstui.model.user_credentials import UserCredentials, UserKeys
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.identities import CALM, IAM_USERS

TURN = 25
"""Users whose keys are read in one turn: three calls each, of the few that IAM allows."""


async def _keys(source: Source) -> Listing[UserKeys]:
    users = source.known(IAM_USERS) or await identities.users(source.connection)
    known = source.known(USER_KEYS)
    found = {each.user: each for each in known.items} if known is not None else {}
    for user in _turn(users, found, source.on_screen(USER_KEYS)):
        try:
            found[user.user_name] = await user_credentials.keys_in_use(
                source.connection, user.user_name
            )
        except NotFound:
            found.pop(user.user_name, None)
        source.progress(_listing(users, found))
    return _listing(users, found)


def _turn(
    users: tuple[IamUser, ...], found: dict[str, UserKeys], seen: frozenset[str]
) -> list[IamUser]:
    """Whose keys are read this time: first who is seen, then whose keys are not known."""
    order = sorted(users, key=lambda user: (user.arn not in seen, user.user_name in found))
    return order[:TURN]


def _listing(users: tuple[IamUser, ...], found: dict[str, UserKeys]) -> Listing[UserKeys]:
    items = tuple(found[user.user_name] for user in users if user.user_name in found)
    return Listing(items, len(users))


USER_KEYS: Feed[Listing[UserKeys]] = Feed("access-keys", _keys, rests=False, calm=CALM)
"""The keys of the users that were seen, and of others."""


def user_credentials_of(user: str) -> Feed[UserCredentials]:
    """Everything that one user has to sign in with, in about six calls."""

    async def fetch(source: Source) -> UserCredentials:
        reading = _Reading(source, user)
        return await reading.read()

    return Feed(f"credentials:{user}", fetch, calm=60.0)


class _Reading:
    """One reading of a user: its parts, and what kept some from coming."""

    def __init__(self, source: Source, user: str) -> None:
        self._connection = source.connection
        self._user = user
        self._parts: dict[str, Any] = {}
        self._unread: dict[str, str] = {}

    async def read(self) -> UserCredentials:
        """All of it.

        :raises NotFound: there is no such user.
        :raises AwsFailure: AWS does not answer at all.
        """
        reads: dict[str, Callable[..., Awaitable[Any]]] = {
            "keys": user_credentials.keys_in_use,
            "password": user_credentials.login_profile,
            "mfa": user_credentials.mfa_devices,
            "certificates": user_credentials.signing_certificates,
        }
        await in_flight([partial(self._part, name, read) for name, read in reads.items()])
        return UserCredentials(self._user, **self._parts, unread=tuple(self._unread.items()))

    async def _part(self, name: str, read: Callable[..., Awaitable[Any]]) -> None:
        """A part, or for want of what there is none."""
        try:
            self._parts[name] = await read(self._connection, self._user)
        except Denied as denied:
            self._parts[name] = None
            self._unread[name] = denied.action
