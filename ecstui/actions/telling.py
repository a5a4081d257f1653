"""What becomes of the changes of a gate: each news is published, and each end recorded."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ecstui.actions.action import Progress, Stage
from ecstui.actions.change import Change
from ecstui.actions.plan import Step
from ecstui.actions.recording import Recording
from ecstui.aws.errors import tidy
from ecstui.clock import Clock
from ecstui.journal import JournalUnwritable

Publish = Callable[[Change], None]


def own_fault(error: Exception) -> str:
    """That this console has a fault, in a sentence."""
    return f"ecstui's own fault, see the log. {type(error).__name__}: {tidy(str(error))}"


class Telling:
    """The newest snapshot of every change.

    :param publish: called with each news of a change.
    """

    def __init__(self, publish: Publish, clock: Clock) -> None:
        self.changes: dict[str, Change] = {}
        """By their id, the oldest first."""
        self._publish = publish
        self._clock = clock

    def tell(self, change: Change) -> None:
        """A change is there, or goes on."""
        self.changes[change.id] = change
        self._publish(change)

    def news(self, change_id: str, step: Step, progress: Progress) -> None:
        """How far a target is."""
        self.tell(self.changes[change_id].having(step, progress, self._clock.now()))

    async def end(
        self, change_id: str, step: Step, progress: Progress, recording: Recording
    ) -> None:
        """Tell and record how it came out; that it cannot be recorded is told too."""
        try:
            await recording.effect(step, progress)
        except JournalUnwritable as unwritable:
            progress = replace(progress, sentence=f"{progress.sentence} {unwritable.sentence}")
        self.news(change_id, step, progress)

    async def leave_out(
        self, change_id: str, steps: Iterable[Step], recording: Recording, why: str
    ) -> None:
        """Their turn does not come."""
        for step in steps:
            left = Progress(Stage.NOT_BEGUN, f"not changed: {why} before its turn")
            await self.end(change_id, step, left, recording)

    async def broken(
        self, change_id: str, step: Step, recording: Recording, error: Exception
    ) -> None:
        """This console has a fault, which says nothing of what AWS did.

        What was announced stays open in the journal: the next start finds out what became of it.
        """
        fault = own_fault(error)
        if step.target.arn in recording.announced:
            said = f"AWS may have done it; what became of it is not known, and stays open: {fault}"
            self.news(change_id, step, Progress(Stage.TIMED_OUT, said))
            return
        left = Progress(Stage.NOT_BEGUN, f"Nothing was changed. {fault}")
        await self.end(change_id, step, left, recording)
