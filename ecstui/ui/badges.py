"""What a change that is followed says at the row of its target."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ecstui.actions import resume_scaling, suspend_scaling
from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.request import Request
from ecstui.actions.suspend_scaling_flags import chosen, named
from ecstui.ui.widgets.badge import Badge
from ecstui.ui.widgets.tones import Tone

TONES: Mapping[Stage, Tone] = {
    Stage.REACHED: "good",
    Stage.FAILED: "bad",
    Stage.SUPERSEDED: "warn",
    Stage.TIMED_OUT: "warn",
    Stage.NOT_BEGUN: "warn",
    Stage.LEFT: "muted",
}


def badges(changes: Sequence[Change]) -> dict[str, Badge]:
    """The newest change of each target that is under way, by the target's ARN.

    One that has ended badly stays until its target is changed again; of one that went well, or that
    nobody follows any more, the notice and `:watch` tell. What has been suspended is told until it
    is resumed.
    """
    found: dict[str, Badge] = {}
    off: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for change in changes:
        for step in change.plan.steps:
            arn, progress = step.target.arn, change.of(step)
            found.pop(arn, None)
            if progress.stage is Stage.REACHED:
                off[arn] = _suspended_after(change.plan.request, off[arn])
            elif progress.stage is not Stage.LEFT:
                words = f"{progress.stage}: {change.plan.title}; {progress.sentence}"
                found[arn] = Badge(words, TONES.get(progress.stage, "busy"))
    return found | {arn: _suspended(off[arn], found.get(arn)) for arn in off if off[arn]}


def _suspended_after(request: Request, before: frozenset[str]) -> frozenset[str]:
    """What of a service's autoscaling is suspended once that was done."""
    if request.action == suspend_scaling.ID:
        return before | chosen(request.inputs)
    if request.action == resume_scaling.ID:
        return before - chosen(request.inputs)
    return before


def _suspended(names: frozenset[str], other: Badge | None) -> Badge:
    words = f"autoscaling suspended: {named(names)}"
    return Badge(f"{other.text} · {words}", other.tone) if other else Badge(words, "warn")
