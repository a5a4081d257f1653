"""The calls of one step, each with its intent before it and its outcome after it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from ecstui.actions.action import Done, Refused
from ecstui.actions.half_done import left_behind, made
from ecstui.actions.plan import Call, Step
from ecstui.actions.recording import Recording
from ecstui.actions.resolving import recorded, resolved
from ecstui.aws.operations import Operation
from ecstui.aws.receipt import CallFailed, Receipt
from ecstui.clock import Clock
from ecstui.journal import JournalUnwritable

log = logging.getLogger(__name__)


class Changes(Protocol):
    """The gate's connection, through which something is changed."""

    async def call(self, operation: Operation, parameters: Mapping[str, Any]) -> Receipt:
        """Ask AWS for a change, once."""


class Stopped(Exception):
    """Not all calls were made; `sentence` says what was done, and what was not.

    :param unchanged: AWS has done nothing: there is nothing to take back.
    """

    def __init__(self, sentence: str, *, unchanged: bool = False) -> None:
        self.sentence = sentence
        self.unchanged = unchanged
        super().__init__(sentence)


class Calling:
    """Makes the calls of a step, one after the other, each once.

    :param conn: can do that and what takes it back, and nothing else.
    """

    def __init__(self, conn: Changes, step: Step, recording: Recording, clock: Clock) -> None:
        self.done = Done(step, clock.now())
        self.unheard = ""
        """The operation that was asked for and of which no answer was heard."""
        self._conn = conn
        self._recording = recording
        self._clock = clock

    async def through(self) -> None:
        """Make the calls.

        Where the answer to one was not heard, nothing more is called, and `unheard` says so: what
        became of it has to be found out.

        :raises Stopped: one was refused after another had been made.
        :raises JournalUnwritable, Refused: nothing was called.
        """
        step = self.done.step
        for index, call in enumerate(step.calls):
            try:
                await self._make(index, call)
            except CallFailed as failed:
                self.done = replace(self.done, asked_until=self._clock.now())
                last = index == len(step.calls) - 1
                if failed.may_have_happened and (last or step.takes_back):
                    self.unheard = call.operation.name
                    return
                said = f"{failed.failure.sentence} {left_behind(self.done, call, failed)}"
                nothing = not failed.may_have_happened and not self.done.answers
                raise Stopped(await self._and_back(said), unchanged=nothing) from None
            except (JournalUnwritable, Refused) as stop:
                if not self.done.answers:
                    raise
                said = f"{stop.sentence} {made(self.done)}"
                raise Stopped(await self._and_back(said)) from None

    async def take_back(self) -> str:
        """Make the calls that take back what was done; how that went, in a sentence."""
        step = self.done.step
        for index, call in enumerate(step.takes_back, start=len(step.calls)):
            try:
                await self._send(index, call)
            except (JournalUnwritable, Refused) as stop:
                return f"It could not be taken back: {stop.sentence}"
            except CallFailed as failed:
                unsure = " (it may have been done all the same)" if failed.may_have_happened else ""
                return f"It could not be taken back{unsure}: {failed.failure.sentence}"
        return f"It was taken back: {' and '.join(c.operation.name for c in step.takes_back)}."

    async def _and_back(self, said: str) -> str:
        if not (self.done.answers and self.done.step.takes_back):
            return said
        return f"{said} {await self.take_back()}"

    async def _make(self, index: int, call: Call) -> None:
        receipt = await self._send(index, call)
        answers = (*self.done.answers, receipt.answer)
        self.done = replace(self.done, answers=answers, asked_until=self._clock.now())

    async def _send(self, index: int, call: Call) -> Receipt:
        known = resolved(call, self.done.answers)
        number = await self._recording.intent(self.done.step, index, recorded(call, known))
        began = self._clock.monotonic()
        try:
            receipt = await self._conn.call(known.operation, known.parameters)
        except CallFailed as failed:
            await self._record_failure(number, failed, began)
            raise
        try:
            await self._recording.answered(number, known, receipt, self._clock.monotonic() - began)
        except JournalUnwritable:
            # It was done all the same. What is recorded next fails too, and a person hears of it.
            log.exception("%s was done and is not on record", call.operation)
        return receipt

    async def _record_failure(self, number: int, failed: CallFailed, began: float) -> None:
        try:
            await self._recording.failed(number, failed, self._clock.monotonic() - began)
        except JournalUnwritable:
            log.exception("a call failed (%s) and that is not on record", failed)
