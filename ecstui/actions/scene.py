"""Where a gate reads: a connection of its own, opened when it is first needed."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from ecstui.actions.action import Site
from ecstui.actions.files import Files, users_files
from ecstui.actions.plan import Place
from ecstui.actions.planning import Production
from ecstui.aws import iam, sts
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied
from ecstui.clock import Clock
from ecstui.state.timer import Timer

Connect = Callable[[], AbstractAsyncContextManager[ReadConnection]]


class Scene:
    """One context, as the gate sees it. It goes on reading when the screens look elsewhere.

    :param production: what counts as production here.
    :param files: where on this machine something may be kept; None for the user's own places.
    """

    def __init__(
        self,
        connect: Connect,
        clock: Clock,
        timer: Timer,
        production: Production,
        session_id: str,
        context: str = "",
        files: Files | None = None,
    ) -> None:
        self.context = context
        """The context's name."""
        self.clock = clock
        self.timer = timer
        self.production = production
        self._connect = connect
        self._session_id = session_id
        self._files = files or users_files()
        self._stack = AsyncExitStack()
        self._site: Site | None = None
        self._opening = asyncio.Lock()

    async def site(self) -> Site:
        """The connection, and whose account it leads to.

        :raises AwsFailure: there is no connection, or nobody says whose account it is.
        """
        async with self._opening:
            if self._site is None:
                self._site = await self._open()
            return self._site

    async def _open(self) -> Site:
        async with AsyncExitStack() as opening:
            conn = await opening.enter_async_context(self._connect())
            place = await _place(conn)
            self._stack = opening.pop_all()
        return Site(conn, place, self.clock, self._session_id, self._files)

    async def aclose(self) -> None:
        """Close the connection."""
        self._site = None
        await self._stack.aclose()


async def _place(conn: ReadConnection) -> Place:
    caller = await sts.caller_identity(conn)
    try:
        alias = await iam.account_alias(conn) or ""
    except Denied:  # Common, and no harm: the account is known by its id.
        alias = ""
    target = conn.target
    return Place(
        account=caller.account,
        alias=alias,
        region=conn.region,
        caller=caller.arn,
        profile=target.profile,
        endpoint_url=target.endpoint_url,
        role_arn=target.role_arn,
    )
