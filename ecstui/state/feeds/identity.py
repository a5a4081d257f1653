"""Whose credentials these are."""

import asyncio
from weakref import WeakKeyDictionary

from ecstui.aws import iam, sts
from ecstui.aws.connection import ReadConnection
from ecstui.model.identity import CallerIdentity
from ecstui.state.feed import Feed, Source

_asking: WeakKeyDictionary[ReadConnection, asyncio.Task[CallerIdentity]] = WeakKeyDictionary()
"""Other feeds want to know it first of all too: the answer under way is for all of them."""


async def _caller(source: Source) -> CallerIdentity:
    connection = source.connection
    asking = _asking.get(connection)
    if asking is None or asking.done():
        asking = asyncio.create_task(sts.caller_identity(connection))
        asking.add_done_callback(_heard)
        _asking[connection] = asking
    caller = await asyncio.shield(asking)
    connection.belongs_to(caller.account)
    return caller


def _heard(asking: asyncio.Task[CallerIdentity]) -> None:
    """Whoever waited may have gone: then nobody else asks what came of it."""
    if not asking.cancelled():
        asking.exception()


async def _alias(source: Source) -> str | None:
    return await iam.account_alias(source.connection)


CALLER: Feed[CallerIdentity] = Feed("caller", _caller)
"""Whose credentials these are."""

ALIAS: Feed[str | None] = Feed("alias", _alias)
"""The account's alias, if it has one."""
