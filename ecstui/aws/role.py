"""The role that a context asks for, assumed with the user's own credentials."""

from typing import Any

from aiobotocore.credentials import (
    AioAssumeRoleCredentialFetcher,
    AioDeferredRefreshableCredentials,
)

from ecstui.aws.target import Target

SESSION_NAME = "ecstui"
"""How CloudTrail tells the sessions of this console from others of the role."""


async def credentials_of(session: Any, target: Target) -> Any:
    """The credentials of the target's role, or of its profile if it names no role.

    A role's are fetched when first needed, and again before they expire. None if there are no
    credentials with which to begin.
    """
    own = await session.get_credentials()
    if own is None or target.role_arn is None:
        return own

    def client(service: str, **keys: Any) -> Any:
        region = session.get_config_variable("region")
        url = target.endpoint_url
        return session.create_client(service, region_name=region, endpoint_url=url, **keys)

    fetcher = AioAssumeRoleCredentialFetcher(
        client, own, target.role_arn, extra_args={"RoleSessionName": SESSION_NAME}
    )
    return AioDeferredRefreshableCredentials(fetcher.fetch_credentials, method="assume-role")
