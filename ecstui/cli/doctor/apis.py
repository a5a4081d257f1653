"""Who AWS says this is, and whether each API answers."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from ecstui.analysis.wording import ago
from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import AwsFailure
from ecstui.aws.operations import reads
from ecstui.aws.sts import caller_identity
from ecstui.cli.doctor.answer import answer, not_asked
from ecstui.cli.doctor.finding import Finding, Mark
from ecstui.cli.doctor.stopwatch import Stopwatch
from ecstui.clock import SystemClock
from ecstui.state.session import Connect

IMPATIENT: Mapping[str, Any] = {"connect_timeout": 3.0, "attempts": 1}
"""Of the target: a doctor does not try again."""

SERVICES = tuple(dict.fromkeys(operation.service for operation in operations.READS))
"""Every AWS service that ecstui reads from."""

MOST_SKEW = timedelta(seconds=60)
"""This machine's clock may be off by so much; AWS refuses requests from five minutes on."""

NO_CREDENTIALS = "none were found"


@dataclass(slots=True)
class Apis:
    """What came of asking each API once, the caller's identity first and then all others at once.

    :param clock: of the connection: it learns AWS's time from the answers.
    :param stopwatch: the meter of the connection's budget.
    :param own_time: whether the other side has a time of its own, as the simulated AWS does.
    """

    clock: SystemClock
    stopwatch: Stopwatch
    own_time: bool = False
    caller: list[Finding] = field(default_factory=list)
    """Region, identity, credentials and clock."""
    services: list[Finding] = field(default_factory=list)
    """One of each service."""

    async def ask(self, connect: Connect) -> None:
        """Find everything out, whatever goes wrong."""
        try:
            async with connect() as connection:
                self.caller.append(Finding("Region", connection.region))
                await self._ask_all(connection)
        except AwsFailure as failure:
            self.caller.append(Finding("connection", failure.sentence, Mark.WRONG))
            self._ask_nobody(SERVICES)

    async def _ask_all(self, connection: ReadConnection) -> None:
        self.services.append(
            await answer(
                reads.GET_CALLER_IDENTITY,
                lambda: self._identify(connection),
                self.stopwatch,
            )
        )
        self.caller.append(credentials := self._credentials(connection))
        if credentials.text == NO_CREDENTIALS:
            self._ask_nobody(each for each in SERVICES if each != "sts")
            return
        await self._ask_others(connection)
        self.caller.append(self._time())

    async def _identify(self, connection: ReadConnection) -> None:
        caller = await caller_identity(connection)
        self.caller += [Finding("account", caller.account), Finding("identity", caller.arn)]

    async def _ask_others(self, connection: ReadConnection) -> None:
        from ecstui.aws.probes import probes

        found = await asyncio.to_thread(probes)
        asked = [probe for service, probe in found.items() if probe and service != "sts"]
        self.services += await asyncio.gather(
            *(
                answer(probe.operation, partial(probe.send, connection), self.stopwatch)
                for probe in asked
            )
        )
        for service in [service for service, probe in found.items() if probe is None]:
            text = "not asked: ecstui reads only what it knows by name there"
            self.services.append(Finding(service, text, Mark.NOTE))

    def _ask_nobody(self, services: Iterable[str]) -> None:
        self.services += [not_asked(each, "see above") for each in services]

    def _credentials(self, connection: ReadConnection) -> Finding:
        name, source = "credentials", connection.credential_source
        if source == "none":  # or no longer: a connection forgets those that have expired
            sent = self.stopwatch.milliseconds(str(reads.GET_CALLER_IDENTITY)) is not None
            return Finding(name, "expired" if sent else NO_CREDENTIALS, Mark.WRONG)
        expire = connection.credentials_expire
        left = "" if expire is None else f", for {ago(expire - self.clock.now())} more"
        return Finding(name, f"{source}{left}")

    def _time(self) -> Finding:
        skew, name = self.clock.skew, "clock"
        if not any(each.mark is Mark.OK for each in self.services):
            return Finding(name, "unknown: AWS has not told its time", Mark.NOTE)
        if self.own_time:
            return Finding(name, "the simulated AWS has a time of its own")
        if not skew:
            return Finding(name, "as AWS's, within 2 s")
        direction = "behind" if skew > timedelta() else "ahead of"
        text = f"{abs(skew).total_seconds():.0f} s {direction} AWS's"
        return Finding(name, text, Mark.WRONG if abs(skew) > MOST_SKEW else Mark.OK)
