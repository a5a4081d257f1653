"""Credentials that can be forgotten and resolved again, and how the user signs in."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiobotocore.credentials import AioCredentials
from botocore.exceptions import NoCredentialsError

from ecstui.aws.errors import Rejected
from ecstui.aws.target import StaticKeys

NO_COMMAND = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How the credentials in use came about.

    :param method: botocore's word for it (`sso`, `env`, `assume-role`, …), or `none`.
    :param temporary: whether they come with a session token and so run out.
    :param login: the command that renews them; empty where no command does.
    :param advice: what to do when they have run out, a sentence.
    """

    method: str
    temporary: bool
    login: str
    advice: str


class LiveCredentials(AioCredentials):  # type: ignore[misc]  # aiobotocore has no types
    """Stands in for botocore's credentials, and resolves them when they are first needed.

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
        """
        frozen = await (await self._current()).get_frozen_credentials()
        self.temporary = bool(frozen.token)
        return frozen

    async def get_account_id(self) -> Any:
        """The account, where the credentials tell it; for endpoints that contain it."""
        return await (await self._current()).get_account_id()

    def forget(self) -> None:
        """Resolve them anew for the next call."""
        self._resolved = None

    @property
    def resolved_method(self) -> str:
        """botocore's word for where they came from, or `none`."""
        return getattr(self._resolved, "method", None) or "none"

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


def sign_in(
    profiles: Mapping[str, Mapping[str, Any]], profile: str | None, method: str, temporary: bool
) -> SignIn:
    """How to renew credentials that came by `method`, from the profile's settings."""
    name, settings = _signing_profile(profiles, profile or "default")
    option = f" --profile {name}" if name != "default" else ""
    if method == "env":
        return SignIn(method, temporary, NO_COMMAND, _ENVIRONMENT)
    if "sso_session" in settings or "sso_start_url" in settings:
        return _with_command(method, temporary, f"aws sso login{option}")
    if "login_session" in settings:
        return _with_command(method, temporary, f"aws login{option}")
    if "credential_process" in settings:
        return SignIn(method, temporary, NO_COMMAND, _PROCESS.format(name=name))
    if method in ("iam-role", "container-role"):
        return SignIn(method, temporary, NO_COMMAND, _MACHINE)
    if method == "none":
        return _with_command(method, temporary, f"aws configure sso{option}")
    return _with_command(method, temporary, f"aws configure{option}")


_ENVIRONMENT = (
    "Set fresh AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN and start again"
)
_PROCESS = "Sign in with the tool behind credential_process of profile {name}"
_MACHINE = "They come from the role of this machine and renew themselves; look at that role"


def _with_command(method: str, temporary: bool, command: str) -> SignIn:
    return SignIn(method, temporary, command, f"Sign in again: {command}")


def _signing_profile(
    profiles: Mapping[str, Mapping[str, Any]], name: str
) -> tuple[str, Mapping[str, Any]]:
    """The profile at the end of the chain of `source_profile`, which is where a person signs in."""
    seen = set()
    while name not in seen:
        seen.add(name)
        name = profiles.get(name, {}).get("source_profile", name)
    return name, profiles.get(name, {})


def refuse_mfa(profiles: Mapping[str, Mapping[str, Any]], profile: str | None) -> None:
    """botocore would ask for an MFA code on the terminal, which the screen owns.

    :raises Rejected: the profile assumes a role that needs an MFA code.
    """
    name = profile or "default"
    seen = set()
    while name not in seen:
        seen.add(name)
        settings = profiles.get(name, {})
        if "mfa_serial" in settings and "role_arn" in settings:
            raise Rejected(_MFA.format(name=name))
        name = settings.get("source_profile", name)


_MFA = (
    "Profile {name} needs an MFA code, which cannot be entered here. Sign in first: "
    'eval "$(aws configure export-credentials --profile {name} --format env)", '
    "then start without --profile"
)
