"""The role that a context asks for, assumed with the user's own credentials."""

import getpass
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiobotocore.credentials import (
    AioAssumeRoleCredentialFetcher,
    AioDeferredRefreshableCredentials,
)

from ecstui.aws.target import Target, plain_http

SESSION_NAME = "ecstui"
"""How CloudTrail tells the sessions of this console from others of the role."""
LONGEST_NAME = 64
"""Characters of a RoleSessionName (AWS STS API Reference, AssumeRole)."""
_UNFIT = re.compile(r"[^A-Za-z0-9_+=,.@-]+")


def assumed_role(session: Any, target: Target, own: Any, now: Callable[[], datetime]) -> Any:
    """The credentials of the target's role, fetched when needed, and again before they expire.

    :param session: can assume a role and do nothing else.
    :param own: the credentials with which to assume it.
    :param now: the time at AWS, which is what they expire by.
    """

    def client(service: str, **keys: Any) -> Any:
        region = target.region or session.get_config_variable("region")
        return session.create_client(
            service,
            region_name=region,
            endpoint_url=target.endpoint_url,
            verify=False if plain_http(target) else None,
            **keys,
        )

    name = SESSION_NAME if target.isolated else session_name()
    fetcher = AioAssumeRoleCredentialFetcher(
        client, own, target.role_arn, extra_args={"RoleSessionName": name}
    )
    return AioDeferredRefreshableCredentials(
        fetcher.fetch_credentials, method="assume-role", time_fetcher=now
    )


def session_name() -> str:
    """`ecstui-alice`: this console and its user, as CloudTrail is to tell them."""
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may have no user of that number
        return SESSION_NAME
    fit = _UNFIT.sub("-", user).strip("-")
    return f"{SESSION_NAME}-{fit}"[:LONGEST_NAME] if fit else SESSION_NAME
