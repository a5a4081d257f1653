"""Credentials that are resolved when first needed, and again after they have expired."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiobotocore.credentials import AioCredentials
from botocore.exceptions import NoCredentialsError, TokenRetrievalError

from ecstui.aws.guard import credential_guard
from ecstui.aws.role import credentials_of
from ecstui.aws.session import guarded_session
from ecstui.aws.target import StaticKeys, Target


class LiveCredentials(AioCredentials):  # type: ignore[misc]  # aiobotocore has no types
    """Stands in for botocore's credentials, and is its own provider of them.

    botocore keeps what it once read. When AWS says that credentials have expired, `forget` makes
    the next call read them anew, so that a sign-in in another terminal is enough.
    """

    def __init__(self, source: Callable[[], Awaitable[Any]]) -> None:
        super().__init__("", "")
        self._source = source
        self._resolved: Any = None
        self._resolving = asyncio.Lock()
        self.temporary = False
        """Whether they have a session token; known after the first call."""

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
        self.temporary = bool(frozen.token)
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
        return getattr(self._resolved, "method", None) or "none"

    @property
    def expire(self) -> datetime | None:
        """When they do, or are renewed; None if never, or as long as there are none."""
        return getattr(self._resolved, "_expiry_time", None)

    async def _current(self) -> Any:
        async with self._resolving:
            if self._resolved is None:
                self._resolved = await self._source()
            if self._resolved is None:
                raise NoCredentialsError
            return self._resolved


def static_credentials(keys: StaticKeys) -> LiveCredentials:
    """Credentials that ask nobody."""

    async def source() -> AioCredentials:
        return AioCredentials(keys.access_key_id, keys.secret_access_key, method="static")

    return LiveCredentials(source)


def users_credentials(target: Target, on_send: Callable[[str, str], None]) -> LiveCredentials:
    """The credentials that any AWS tool would use, resolved by a session that can do only that."""

    async def source() -> Any:
        # A new session each time: one reads the user's files only once.
        session = await asyncio.to_thread(guarded_session, target, credential_guard(), on_send)
        if target.region:
            session.set_config_variable("region", target.region)
        return await credentials_of(session, target)

    return LiveCredentials(source)
