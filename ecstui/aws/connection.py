"""A connection to one account and Region, through which everything is read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from ecstui.aws.budget import Budget, Scope
from ecstui.aws.decoding import decode, decode_parsed
from ecstui.aws.errors import Throttled, Unreachable
from ecstui.aws.guard import read_only_guard
from ecstui.aws.listening import tell
from ecstui.aws.operations import Operation
from ecstui.aws.patience import Patience
from ecstui.aws.target import EXAMPLE_KEYS, StaticKeys, Target
from ecstui.clock import Clock, SystemClock

if TYPE_CHECKING:
    from ecstui.aws.clients import Clients

__all__ = ["EXAMPLE_KEYS", "ReadConnection", "StaticKeys", "Target", "open_connection"]

T = TypeVar("T")


class ReadConnection:
    """Reads from one account and Region; it cannot change anything.

    Use `open_connection` to get one.
    """

    def __init__(
        self, target: Target, clock: Clock, budget: Budget, clients: "Clients", region: str = ""
    ) -> None:
        self.target = target
        self.clock = clock
        self.budget = budget
        self.region = region or clients.region
        """The Region that is read, wherever its name came from."""
        self._clients = clients
        self._account = target.role_arn or target.profile or target.endpoint_url or "default"

    @property
    def scope(self) -> Scope:
        """What the budget counts this connection's calls by."""
        return Scope(self._account, self.region)

    @property
    def credential_source(self) -> str:
        """botocore's word for where the credentials came from; `none` before the first call."""
        return self._clients.credential_source

    @property
    def access_key_id(self) -> str:
        """Of the key with which was signed last; empty before the first call."""
        return self._clients.access_key_id

    @property
    def credentials_expire(self) -> datetime | None:
        """When one has to sign in again, as far as is known after the first call.

        Credentials that botocore renews by itself hide the end of the sign-in behind them: that
        is told of IAM Identity Center where its token cannot renew itself, and else not known.
        None if it is not known, or if there is no end, as of a long-lived key.
        """
        return self._clients.credentials_expire

    def belongs_to(self, account: str) -> None:
        """From now on, share the budget of `account`, 12 digits, with its other connections."""
        self._account = account

    def in_region(self, region: str) -> "ReadConnection":
        """The same account, as the same principal, in another Region.

        It goes through the same guard and budget, and lasts as long as this connection.
        """
        if region == self.region:
            return self
        other = ReadConnection(self.target, self.clock, self.budget, self._clients, region)
        other.belongs_to(self._account)
        return other

    async def read(self, operation: Operation, adapter: TypeAdapter[T], /, **parameters: Any) -> T:
        """Call `operation` when the budget allows, and decode the answer.

        :param adapter: the shape of the answer's body.
        :param parameters: the operation's input, as AWS spells it; None means left out.
        :raises AwsFailure: it did not succeed, though tried again as long as that could help.
        :raises Forbidden: the operation is not on the list of reads.
        """
        given = {name: value for name, value in parameters.items() if value is not None}
        patience = Patience(self.target.attempts, self.clock.monotonic)
        while True:
            try:
                return await self._attempt(operation, adapter, given)
            except (Throttled, Unreachable) as failure:
                if not patience.allows(failure):
                    raise

    async def _attempt(
        self, operation: Operation, adapter: TypeAdapter[T], parameters: dict[str, Any]
    ) -> T:
        tell(operation)
        await self.budget.acquire(self.scope, operation.bucket)
        try:
            body = await self._clients.call(operation, parameters, self.region)
        except Throttled as failure:
            wait = self.budget.throttled(self.scope, operation.bucket)
            raise Throttled(max(wait, failure.retry_after)) from None
        return decode(body, adapter) if isinstance(body, bytes) else decode_parsed(body, adapter)


@asynccontextmanager
async def open_connection(
    target: Target, *, clock: Clock | None = None, budget: Budget | None = None
) -> AsyncIterator[ReadConnection]:
    """Open a connection to `target`; nothing is sent until something is read.

    :param clock: learns AWS's time from the answers.
    :param budget: shared by all connections of the process.
    :raises Rejected: there is no such profile, no Region, or the AWS configuration is unusable.
    """
    clock = clock or SystemClock()
    budget = budget or Budget(monotonic=clock.monotonic)
    clients = await asyncio.to_thread(_clients, target, clock, budget)
    try:
        yield ReadConnection(target, clock, budget, clients)
    finally:
        await clients.aclose()


def _clients(target: Target, clock: Clock, budget: Budget) -> "Clients":
    """In a thread: importing botocore takes 0.2 s, which the first screen must not wait for."""
    from ecstui.aws.clients import open_clients

    def on_send(service: str, operation: str) -> None:
        budget.meter.sent(f"{service}:{operation}")

    return open_clients(target, read_only_guard(), on_send, clock.observe, clock.now)
