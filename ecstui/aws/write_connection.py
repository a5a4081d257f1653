"""A connection through which something is changed, open for one change.

Only the gate of the actions may import this: an import contract and a test hold it.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from ecstui.aws import sts
from ecstui.aws.budget import Budget
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Forbidden, Throttled
from ecstui.aws.guard import Guard, write_guard
from ecstui.aws.operations import Operation
from ecstui.aws.patience import Patience
from ecstui.aws.receipt import CallFailed, Receipt
from ecstui.aws.target import Target
from ecstui.clock import Clock
from ecstui.model.identity import CallerIdentity

if TYPE_CHECKING:
    from ecstui.aws.clients import Clients

__all__ = ["CallFailed", "Receipt", "WriteConnection", "open_write_connection"]


class WriteConnection:
    """Calls the operations that it was opened with, and no other.

    Use `open_write_connection` to get one.
    """

    def __init__(
        self,
        target: Target,
        operations: Collection[Operation],
        clock: Clock,
        budget: Budget,
        clients: "Clients",
    ) -> None:
        self.target = target
        self.clock = clock
        self.budget = budget
        self.region = clients.region
        """The Region that is changed, wherever its name came from."""
        self._operations = frozenset(operations)
        self._clients = clients
        # The guard lets it read one thing: who this is.
        self._reads = ReadConnection(target, clock, budget, clients)

    async def caller(self) -> CallerIdentity:
        """Whose credentials the changes will be made with, as this very connection signs them.

        From then on it shares the budget of that account.

        :raises AwsFailure: it could not be found out.
        """
        return await sts.caller_identity(self._reads)

    async def call(self, operation: Operation, parameters: Mapping[str, Any]) -> Receipt:
        """Ask AWS for a change when the budget allows, and wait for the answer.

        Asked again only when AWS refused it for the number of calls. Any other failure, and being
        cancelled, leaves it at one attempt.

        :param parameters: the operation's input, as AWS spells it. botocore adds an idempotency
            token where the operation has one and none is given.
        :raises CallFailed: it was not done, or nobody knows.
        :raises Forbidden: the connection was not opened for it; nothing was sent.
        """
        if operation not in self._operations:
            raise Forbidden(f"{operation} is not what this connection was opened for")
        patience, attempts = Patience(1, self.clock.monotonic), 0
        while True:
            attempts += 1
            try:
                return await self._attempt(operation, parameters, attempts)
            except CallFailed as failed:
                if not _may_wait(failed, patience):
                    raise

    async def _attempt(
        self, operation: Operation, parameters: Mapping[str, Any], attempts: int
    ) -> Receipt:
        from ecstui.aws.exchange import exchange

        scope = self._reads.scope
        await self.budget.acquire(scope, operation.bucket)
        try:
            return await exchange(self._clients, operation, parameters, attempts)
        except CallFailed as failed:
            if isinstance(failed.failure, Throttled):
                wait = self.budget.throttled(scope, operation.bucket)
                failed.failure = Throttled(max(wait, failed.failure.retry_after))
            raise


def _may_wait(failed: CallFailed, patience: Patience) -> bool:
    """Whether AWS surely has not done it, and would later."""
    if failed.may_have_happened or not isinstance(failed.failure, Throttled):
        return False
    return patience.allows(failed.failure)


@asynccontextmanager
async def open_write_connection(
    target: Target, operations: Collection[Operation], *, clock: Clock, budget: Budget
) -> AsyncIterator[WriteConnection]:
    """Open a connection that can make the changes `operations`; nothing is sent by that.

    :param clock: learns AWS's time from the answers.
    :param budget: shared by all connections of the process.
    :raises Forbidden: the target is read-only, or one of them is not on the list of writes.
    :raises Rejected: there is no such profile, no Region, or the AWS configuration is unusable.
    """
    if target.read_only:
        raise Forbidden("Nothing may be changed in a read-only context")
    guard = write_guard(operations)
    clients = await asyncio.to_thread(_clients, target, guard, clock, budget)
    try:
        yield WriteConnection(target, operations, clock, budget, clients)
    finally:
        await clients.aclose()


def _clients(target: Target, guard: Guard, clock: Clock, budget: Budget) -> "Clients":
    """In a thread: importing botocore takes 0.2 s."""
    from ecstui.aws.clients import open_clients
    from ecstui.aws.exchange import note_sending

    def on_send(service: str, operation: str) -> None:
        budget.meter.sent(f"{service}:{operation}")
        note_sending(service, operation)

    return open_clients(target, guard, on_send, clock.observe, clock.now)
