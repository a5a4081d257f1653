"""Credentials that are resolved when first needed, and again after they have expired."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from aiobotocore.credentials import AioCredentials
from botocore.exceptions import NoCredentialsError, TokenRetrievalError

from ecstui.aws.forgetting import LIVE
from ecstui.aws.guard import credential_guard
from ecstui.aws.profiles import Profiles
from ecstui.aws.role import assumed_role
from ecstui.aws.server_date import OnDate
from ecstui.aws.session import guarded_session
from ecstui.aws.sign_in_end import sign_in_end
from ecstui.aws.target import Target


@dataclass(frozen=True, slots=True)
class Resolved:
    """botocore's credentials, and what tells when the sign-in behind them ends. That blocks."""

    credentials: Any
    end: Callable[[], datetime | None]


Source = Callable[[], Awaitable[Resolved | None]]
"""Resolves credentials; None if there are none."""


class LiveCredentials(AioCredentials):  # type: ignore[misc]  # aiobotocore has no types
    """Stands in for botocore's credentials, and is its own provider of them.

    botocore keeps what it once read. When AWS says that credentials have expired, `forget` makes
    the next call read them anew, so that a sign-in in another terminal is enough.
    """

    def __init__(self, source: Source) -> None:
        super().__init__("", "")
        self._source = source
        self._resolved: Resolved | None = None
        self._frozen: Any = None
        self._resolving = asyncio.Lock()
        LIVE.add(self)
        self.access_key_id = ""
        """Of the key with which was signed last; empty before the first call."""
        self.temporary = False
        """Whether they have a session token; known after the first call."""
        self.expire: datetime | None = None
        """When one has to sign in again, if that is known; known after the first call."""

    async def load_credentials(self) -> "LiveCredentials":
        """What a botocore credential provider is asked for."""
        return self

    async def get_frozen_credentials(self) -> Any:
        """The key with which to sign, refreshed by botocore if it is about to expire.

        :raises NoCredentialsError: there are none.
        :raises TokenRetrievalError: they have expired and come back no fresher.
        """
        current = await self._current()
        try:
            frozen = await current.get_frozen_credentials()
        except RuntimeError:  # what botocore says of refreshed credentials that have expired
            raise TokenRetrievalError(provider=self.origin, error_msg="expired") from None
        self.temporary, self.access_key_id = bool(frozen.token), frozen.access_key
        await self._learn_end(frozen)
        return frozen

    async def get_account_id(self) -> Any:
        """The account, where the credentials tell it; for endpoints that contain it."""
        return await (await self._current()).get_account_id()

    def forget(self) -> None:
        """Resolve them anew for the next call."""
        self._resolved = None

    @property
    def origin(self) -> str:
        """botocore's word for where they came from, or `none` as long as there are none."""
        return self._resolved.credentials.method or "none" if self._resolved else "none"

    async def _current(self) -> Any:
        async with self._resolving:
            if self._resolved is None:
                self._resolved = await self._source()
            if self._resolved is None:
                raise NoCredentialsError
            return self._resolved.credentials

    async def _learn_end(self, frozen: Any) -> None:
        """Credentials that have been renewed may come from a new sign-in."""
        if frozen != self._frozen and self._resolved is not None:
            self._frozen = frozen
            self.expire = await asyncio.to_thread(self._resolved.end)


def credential_source(
    target: Target,
    on_send: Callable[[str, str], None],
    on_date: OnDate,
    now: Callable[[], datetime],
) -> Source:
    """Where a target's credentials come from: its keys, or what any AWS tool would use.

    They are resolved by a session that can do only that; so is the role, if it names one.
    """

    async def source() -> Resolved | None:
        # A new session each time: one reads the user's files only once.
        session = await asyncio.to_thread(
            guarded_session, target, credential_guard(), on_send, on_date
        )
        own = await _own(session, target)
        if own is None:
            return None
        end = partial(sign_in_end, _profiles(session, target), session.profile, own)
        if target.role_arn is None:
            return Resolved(own, end)
        return Resolved(assumed_role(session, target, own, now), end)

    return source


async def _own(session: Any, target: Target) -> Any:
    if target.isolated or target.key is not None:
        keys = target.key or target.keys
        return AioCredentials(keys.access_key_id, keys.secret_access_key, method="static")
    if target.region:
        session.set_config_variable("region", target.region)
    return await session.get_credentials()


def _profiles(session: Any, target: Target) -> Profiles:
    profiles: Profiles = {} if target.isolated else session.full_config["profiles"]
    return profiles
