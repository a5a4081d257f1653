"""A change that was confirmed: what has become of each of its targets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ecstui.actions.action import Progress, Stage
from ecstui.actions.plan import Plan, Step, Undo
from ecstui.actions.request import Request

WAITING = Progress(Stage.WAITING, "its turn has not come")


@dataclass(frozen=True, slots=True)
class Change:
    """A snapshot of a change, for the screens.

    :param id: its name in the journal.
    :param begun: AWS's time when it was confirmed.
    :param progress: how far each target is, by its ARN.
    :param ended: AWS's time when nothing more was to be expected of any target.
    """

    id: str
    plan: Plan
    begun: datetime
    progress: Mapping[str, Progress]
    ended: datetime | None = None

    def of(self, step: Step) -> Progress:
        """How far one target is."""
        return self.progress.get(step.target.arn, WAITING)

    def having(self, step: Step, progress: Progress, now: datetime) -> "Change":
        """The same change with news of one target; a way back that was seen stays."""
        if progress.undo is None:
            progress = replace(progress, undo=self.of(step).undo)
        known = {**self.progress, step.target.arn: progress}
        over = all(known.get(s.target.arn, WAITING).stage.over for s in self.plan.steps)
        return replace(self, progress=known, ended=self.ended or (now if over else None))

    @property
    def stage(self) -> Stage:
        """Of the whole: that of the one target, else the worst end, else what goes on."""
        stages = [self.of(step).stage for step in self.plan.steps]
        return min(stages, key=_ORDER.index)

    @property
    def touched(self) -> tuple[Step, ...]:
        """What may have been changed."""
        steps = ((step, self.of(step)) for step in self.plan.steps)
        return tuple(s for s, far in steps if far.stage not in UNTOUCHED and not far.unchanged)

    def way_back(self, step: Step) -> Undo:
        """Of one target, as it is known by now."""
        return self.of(step).undo or step.undo

    @property
    def undo(self) -> tuple[Request, ...]:
        """What undoes it for all targets that may have been changed; one request for all that ask
        for the same thing.
        """
        groups: dict[str, list[Request]] = {}
        for request in (self.way_back(step).request for step in self.touched):
            if request is not None:
                key = f"{request.action} {sorted(request.inputs.items())}"
                groups.setdefault(key, []).append(request)
        return tuple(_together(requests) for requests in groups.values())

    @property
    def summary(self) -> str:
        """How many targets were changed and which were not, for several; else the one's line."""
        if len(self.plan.steps) == 1:
            return self.of(self.plan.steps[0]).sentence
        groups: dict[str, list[str]] = {}
        for step in self.plan.steps:
            groups.setdefault(_state(self.of(step)), []).append(step.target.name)
        return "; ".join(f"{state}: {', '.join(names)}" for state, names in groups.items())


UNTOUCHED = frozenset({Stage.WAITING, Stage.NOT_BEGUN})
"""Nothing was sent to AWS for a target in these stages."""

_ORDER = [
    Stage.FAILED,
    Stage.SUPERSEDED,
    Stage.TIMED_OUT,
    Stage.LEFT,
    Stage.IN_PROGRESS,
    Stage.REQUESTED,
    Stage.ASKED,
    Stage.WAITING,
    Stage.NOT_BEGUN,
    Stage.REACHED,
]
"""The first of these that any target is in is told of the whole."""


def _state(progress: Progress) -> str:
    return f"{progress.stage}, not changed" if progress.unchanged else str(progress.stage)


def _together(requests: list[Request]) -> Request:
    targets = tuple(target for request in requests for target in request.targets)
    return replace(requests[0], targets=targets)
