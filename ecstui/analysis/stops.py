"""Why tasks stopped: which stops are news, and what most of them have in common.

Stop codes and reasons: "Amazon ECS stopped tasks error messages" (Amazon ECS Developer Guide).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from ecstui.analysis.wording import ago, clause, quantity
from ecstui.model.arn import name_in
from ecstui.model.ecs import Container, Task

BENIGN_CODES = frozenset({"UserInitiated", "SpotInterruption", "TerminationNotice"})
"""Stops that say nothing about the task's own health: a person, Spot, maintenance."""

SCHEDULER = "ServiceSchedulerInitiated"
SAYS_NOTHING = "Essential container in task exited"
HEALTH_CHECK_FAILED = ("failed container health checks", "failed ELB health checks")
SIGTERM = 143
"""The exit code of a container that ends when ECS asks it to, because another one ended."""


def is_benign(task: Task) -> bool:
    """Whether a stop is ordinary: replaced by a deployment, scaled in, stopped by a person.

    The service scheduler also stops tasks that fail their health checks; those are not ordinary.
    """
    if task.stop_code == SCHEDULER:
        return not failed_health_checks(task)
    return task.stop_code in BENIGN_CODES


def failed_health_checks(task: Task) -> bool:
    """Whether the service scheduler stopped it for its health."""
    reason = task.stopped_reason or ""
    return task.stop_code == SCHEDULER and any(said in reason for said in HEALTH_CHECK_FAILED)


def is_clean_exit(task: Task) -> bool:
    """Whether the task ended by itself and every container of it with exit code 0."""
    return (
        task.stop_code == "EssentialContainerExited"
        and bool(task.containers)
        and all(c.exit_code == 0 and not c.reason for c in task.containers)
    )


def stop_time(task: Task) -> datetime | None:
    """When the task began to stop, or stopped."""
    return task.stopping_at or task.stopped_at


def recent_failures(stopped: Sequence[Task], now: datetime, window: timedelta) -> list[Task]:
    """The tasks that stopped for no ordinary reason within `window` before `now`."""
    return [
        task
        for task in stopped
        if (when := stop_time(task)) is not None and now - when <= window and not is_benign(task)
    ]


def culprit(task: Task) -> Container | None:
    """The container to blame: the first of the likeliest; None for a task without containers.

    Likeliest is one with a reason, then an unhealthy one where health checks failed, then one that
    exited with another code than 0, those last that ended when they were asked to.
    """
    unhealthy = failed_health_checks(task)

    def doubt(container: Container) -> int:
        if container.reason:
            return 0
        if unhealthy and container.health_status == "UNHEALTHY":
            return 1
        if container.exit_code in (None, 0):
            return 4
        return 3 if container.exit_code == SIGTERM else 2

    return min(task.containers, key=doubt, default=None)


def exit_code(task: Task) -> int | None:
    """With which the culprit ended; None too for a 0 that only answers ECS, which had enough."""
    container = culprit(task)
    if container is None or (container.exit_code == 0 and failed_health_checks(task)):
        return None
    return container.exit_code


def cause(task: Task) -> str:
    """Why one task stopped, in a few words: `exit 137, OutOfMemoryError`."""
    container, code = culprit(task), exit_code(task)
    words = [] if code is None else [f"exit {code}"]
    reason = (container.reason if container is not None else None) or task.stopped_reason or ""
    if title := _title(reason):
        words.append(title)
    return ", ".join(words) or task.stop_code or "stopped without a reason"


def _title(reason: str) -> str:
    """The name of an error before its colon, else the reason itself unless it says nothing."""
    name, colon, _ = reason.partition(":")
    if colon and " " not in name:
        return name
    return "" if reason == SAYS_NOTHING else reason


def evidence(failures: Sequence[Task], window: timedelta) -> str:
    """What many stops have in common: the commonest cause, how many, in what time, which revision.

    :param failures: at least one stopped task.
    :param window: they all stopped within this time.
    """
    (common, count) = Counter(cause(task) for task in failures).most_common(1)[0]
    total = quantity(len(failures), "stop")
    stops = total if count == len(failures) else f"{count} of {total}"
    revisions = {name_in(task.task_definition_arn) for task in failures}
    where = f"all on {revisions.pop()}" if len(revisions) == 1 else f"{len(revisions)} revisions"
    return f"{clause(common)}, {stops} in the last {ago(window)}, {where}"
