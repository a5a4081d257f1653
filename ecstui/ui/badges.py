"""What a change that is followed says at the row of its target."""

from collections.abc import Mapping, Sequence

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.ui.widgets.badge import Badge
from ecstui.ui.widgets.tones import Tone

TONES: Mapping[Stage, Tone] = {
    Stage.REACHED: "good",
    Stage.FAILED: "bad",
    Stage.SUPERSEDED: "warn",
    Stage.TIMED_OUT: "warn",
    Stage.NOT_BEGUN: "warn",
}


def badges(changes: Sequence[Change]) -> dict[str, Badge]:
    """The newest change of each target that is under way, by the target's ARN.

    One that has ended badly stays until its target is changed again; of one that went well the
    notice and `:watch` tell.
    """
    found: dict[str, Badge] = {}
    for change in changes:
        for step in change.plan.steps:
            progress = change.of(step)
            found.pop(step.target.arn, None)
            if progress.stage is not Stage.REACHED:
                words = f"{progress.stage}: {change.plan.title}; {progress.sentence}"
                found[step.target.arn] = Badge(words, TONES.get(progress.stage, "busy"))
    return found
