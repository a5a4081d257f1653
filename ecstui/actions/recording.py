"""What the gate writes into the journal about one change."""

from importlib.metadata import version
from typing import Any

from ecstui import journal
from ecstui.actions.action import Progress
from ecstui.actions.ladder import Confirmation, risk
from ecstui.actions.plan import Call, Place, Plan, Step, Undo
from ecstui.actions.request import Request
from ecstui.aws.receipt import CallFailed, Receipt
from ecstui.journal import Journal


class Recording:
    """Writes the records of one change; each call has a number, counted over all targets.

    :param session: who works where; other contexts may write into the same journal meanwhile.
    """

    def __init__(
        self,
        to: Journal,
        session: journal.Session,
        change_id: str,
        plan: Plan,
        confirmation: Confirmation,
    ) -> None:
        self._journal = to
        self._session = session
        self._change_id = change_id
        self._plan = plan
        self._confirmation = confirmation
        self._of = sum(map(_most, plan.steps))
        self.announced: set[str] = set()
        """The ARNs of the targets for which a call may have been made."""

    async def intent(self, step: Step, index: int, call: Call) -> int:
        """That a call is about to be made; its number, for what comes of it.

        :raises JournalUnwritable: it must not be made.
        """
        before = self._plan.steps[: self._plan.steps.index(step)]
        number = sum(map(_most, before)) + index + 1
        await self._write(self._intent(step, index, call, number))
        self.announced.add(step.target.arn)
        return number

    def _intent(self, step: Step, index: int, call: Call, number: int) -> journal.Intent:
        plan, place = self._plan, self._plan.place
        return journal.Intent(
            change_id=self._change_id,
            action=plan.request.action,
            targets=(step.target.arn,),
            call=_call(call),
            index=number,
            of=self._of,
            account=place.account,
            region=place.region,
            caller=place.caller,
            before={change.field: change.before for change in step.changes},
            after={change.field: change.after for change in step.changes},
            follow=_followed(step, call_is_last=index == len(step.calls) - 1),
            plan_hash=plan.hash,
            risk=risk(plan).name,
            typed=self._confirmation.typed,
            reason=self._confirmation.reason,
            undo=undo_record(step.undo),
        )

    async def answered(self, number: int, call: Call, receipt: Receipt, seconds: float) -> None:
        """That AWS accepted a call, and what is to be kept of its answer.

        :raises JournalUnwritable: it is not on record, though it was done.
        """
        await self._write(
            journal.Outcome(
                self._change_id, number, receipt.status, receipt.request_id, None,
                may_have_happened=True, latency_ms=round(seconds * 1000, 1),
                attempts=receipt.attempts, answer=call.keeps(receipt.answer),
            )
        )  # fmt: skip

    async def failed(self, number: int, failed: CallFailed, seconds: float) -> None:
        """That a call failed, and whether AWS may have done it all the same.

        :raises JournalUnwritable: it is not on record.
        """
        await self._write(
            journal.Outcome(
                self._change_id, number, failed.status, failed.request_id,
                failed.failure.sentence, failed.may_have_happened,
                latency_ms=round(seconds * 1000, 1), attempts=failed.attempts,
            )
        )  # fmt: skip

    async def _write(self, record: journal.Record) -> None:
        await self._journal.write(record, self._session)

    async def effect(self, step: Step, progress: Progress) -> None:
        """How it came out for one target.

        :raises JournalUnwritable: it is not on record.
        """
        await self._write(effect_record(self._change_id, step, progress))


def _most(step: Step) -> int:
    """How many calls there may be; those that take back what was done are rarely made."""
    return len(step.calls) + len(step.takes_back)


def session_record(place: Place, to: Journal, context: str) -> journal.Session:
    """Who works where."""
    return journal.Session(
        session_id=to.session_id,
        version=version("ecstui"),
        mode="normal",
        account=place.account,
        alias=place.alias,
        caller_arn=place.caller,
        region=place.region,
        context=context,
        endpoint_url=place.endpoint_url or "",
    )


def effect_record(change_id: str, step: Step, progress: Progress) -> journal.Effect:
    """What was seen of a change at one target, and the way back that only this has told."""
    stage = journal.Stage(progress.stage.value)
    undo = undo_record(progress.undo) if progress.undo is not None else None
    return journal.Effect(change_id, step.target.arn, stage, progress.sentence, undo)


def undo_record(undo: Undo) -> journal.Undo:
    """The way back."""
    return journal.Undo(undo.sentence, _request(undo.request))


def _call(call: Call) -> journal.Call:
    operation = call.operation
    return journal.Call(operation.service, operation.name, call.parameters)


def _request(request: Request | None) -> dict[str, Any] | None:
    if request is None:
        return None
    targets = [
        {"kind": t.kind.value, "arn": t.arn, "name": t.name, "cluster": t.cluster}
        for t in request.targets
    ]
    return {"action": request.action, "targets": targets, "inputs": dict(request.inputs)}


def _followed(step: Step, *, call_is_last: bool) -> dict[str, Any]:
    """What a later session needs to look at it again."""
    target = step.target
    return {
        "kind": target.kind.value,
        "name": target.name,
        "cluster": target.cluster,
        "mine": dict(step.mine),
        "last": call_is_last,
    }
