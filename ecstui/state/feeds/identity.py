"""Whose credentials these are."""

from ecstui.aws import iam, sts
from ecstui.model.identity import CallerIdentity
from ecstui.state.feed import Feed, Source


async def _caller(source: Source) -> CallerIdentity:
    caller = await sts.caller_identity(source.connection)
    source.connection.belongs_to(caller.account)
    return caller


async def _alias(source: Source) -> str | None:
    return await iam.account_alias(source.connection)


CALLER: Feed[CallerIdentity] = Feed("caller", _caller)
"""Whose credentials these are."""

ALIAS: Feed[str | None] = Feed("alias", _alias)
"""The account's alias, if it has one."""
