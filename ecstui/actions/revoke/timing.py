"""The time of a cut is that at which it is carried out: what begins while a person reads the
preview and types is cut too.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from ecstui.actions.plan import Call, Step
from ecstui.actions.revoke.looking import CUT
from ecstui.analysis.identity.revocation import document, written

AHEAD = timedelta(seconds=30)
"""The web console cuts half a minute ahead, for clocks that differ; so does this."""
NOW = "now"
"""What `Step.mine` has if the cut is at the present time, and not at an earlier one again."""
DOCUMENT = "PolicyDocument"
ANEW = "; the time is taken anew when it is carried out"


def cut_at(now: datetime) -> str:
    """The time before which sessions are cut."""
    return written(now + AHEAD)


def timed(step: Step, now: datetime) -> Step:
    """The step as it is carried out at a time."""
    if NOW not in step.mine:
        return step
    before, cut = step.mine[CUT], cut_at(now)
    changes = [replace(it, after=it.after.replace(before, cut)) for it in step.changes]
    return replace(
        step,
        calls=tuple(_timed(call, cut) for call in step.calls),
        changes=tuple(changes),
        effect=step.effect.replace(before, cut).removesuffix(ANEW),
        mine={**step.mine, CUT: cut},
    )


def _timed(call: Call, cut: str) -> Call:
    if DOCUMENT not in call.parameters:
        return call
    text = document(datetime.fromisoformat(cut))
    return replace(call, parameters={**call.parameters, DOCUMENT: text})
