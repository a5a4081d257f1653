"""Whose credentials these are."""

import asyncio
from weakref import WeakKeyDictionary

from ecstui.aws import iam, sts
from ecstui.aws.connection import ReadConnection
from ecstui.model.identity import CallerIdentity
from ecstui.state.feed import Feed, Source

_asked: WeakKeyDictionary[ReadConnection, asyncio.Task[CallerIdentity]] = WeakKeyDictionary()
"""The last question by each connection, under way or answered."""


async def whose(source: Source) -> CallerIdentity:
    """Whose credentials these are: asked once by all that have to know it first of all.

    :raises AwsFailure: it could not be found out.
    """
    if (known := source.known(CALLER)) is not None:
        return known
    asked = _asked.get(source.connection)
    if asked is not None and asked.done() and (asked.cancelled() or asked.exception()):
        asked = None
    return await asyncio.shield(asked or _ask(source.connection))


async def _caller(source: Source) -> CallerIdentity:
    """Asked anew, unless others have just done so."""
    connection = source.connection
    asked = _asked.get(connection)
    under_way = asked if asked is not None and not asked.done() else _ask(connection)
    return await asyncio.shield(under_way)


def _ask(connection: ReadConnection) -> asyncio.Task[CallerIdentity]:
    asked = _asked[connection] = asyncio.create_task(_found(connection))
    asked.add_done_callback(_heard)
    return asked


async def _found(connection: ReadConnection) -> CallerIdentity:
    caller = await sts.caller_identity(connection)
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
