"""The way back from having run tasks: exactly those are stopped that were started, and still run.

Which ones AWS has started, only its answer tells, or what is seen of them where that was lost.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ecstui.actions.plan import Undo
from ecstui.actions.request import Request, Target, TargetKind
from ecstui.actions.stop_task import STOP_TASK
from ecstui.actions.stop_task_look import REASON
from ecstui.analysis.wording import quantity
from ecstui.model.arn import name_in

BEFOREHAND = "stops the tasks that it starts, as far as they still run; what they did stays done"
OVER = "there is nothing to stop: all of its tasks have ended"
ID = 8
"""Characters by which a task is called on the screens."""


def kept(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """What of RunTask's answer tells a later session which tasks these are."""
    return {
        "tasks": [{"taskArn": task["taskArn"]} for task in answer.get("tasks") or ()],
        "failures": [
            {name: it[name] for name in ("arn", "reason") if name in it}
            for it in answer.get("failures") or ()
        ],
    }


def way_back(started: Sequence[str], ended: Collection[str], cluster: str, of: str) -> Undo:
    """What stops the tasks of one RunTask.

    :param started: the ARNs of all that it started.
    :param ended: of those that are known to be STOPPED.
    :param cluster: where they run.
    :param of: the ARN of their task definition.
    """
    going = [arn for arn in started if arn not in ended]
    if not going:
        return Undo(OVER)
    targets = tuple(Target(TargetKind.TASK, arn, name_in(arn)[:ID], cluster) for arn in going)
    names = ", ".join(target.name for target in targets)
    over = len(started) - len(going)
    already = f" ({quantity(over, 'task')} ended already)" if over else ""
    said = f"stops {names} as far as they still run{already}; what they did stays done"
    why = f"undoes the run of {name_in(of)}"
    return Undo(said, Request(STOP_TASK.id, targets, {REASON: why}))
