"""CloudTrail's event history, of whoever the options of the command line say."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from ecstui.aws.budget import Budget
from ecstui.aws.cloudtrail import events
from ecstui.aws.connection import ReadConnection, open_connection
from ecstui.aws.sts import caller_identity
from ecstui.aws.target import Target
from ecstui.cli.journal.trail import Seen
from ecstui.clock import Clock


class EventHistory:
    """The event history of one account, read Region by Region.

    :param target: whose it is; its Region is only where the account is asked for.
    :param endpoint_url: where another than AWS answers, wherever that is said; empty for AWS's own.
    """

    def __init__(self, target: Target, endpoint_url: str, clock: Clock, budget: Budget) -> None:
        self.endpoint_url = endpoint_url
        self._target = target
        self._clock = clock
        self._budget = budget
        self._account = ""

    async def account(self) -> str:
        """Its id, 12 digits.

        :raises AwsFailure: nobody knows.
        """
        async with self._connection(self._target.region) as connection:
            self._account = (await caller_identity(connection)).account
        return self._account

    async def request_ids(self, region: str, start: datetime, end: datetime) -> Mapping[str, Seen]:
        """The writes between two times in a Region, by request id.

        :raises AwsFailure: it cannot be read.
        """
        async with self._connection(region) as connection:
            if self._account:
                connection.belongs_to(self._account)
            found = await events(connection, start=start, end=end, attribute=("ReadOnly", "false"))
        return {
            event.request_id: Seen(event.name, event.username or event.identity_arn or "nobody")
            for event in found
            if event.request_id
        }

    @asynccontextmanager
    async def _connection(self, region: str | None) -> AsyncIterator[ReadConnection]:
        target = replace(self._target, region=region)
        async with open_connection(target, clock=self._clock, budget=self._budget) as connection:
            yield connection
