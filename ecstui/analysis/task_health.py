"""A task's state in one word, with the evidence for it.

The states: "Amazon ECS task lifecycle" (Amazon ECS Developer Guide).
"""

from datetime import datetime, timedelta

from ecstui.analysis import stops
from ecstui.analysis.exit_codes import exit_text
from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import clause
from ecstui.model.ecs import Task

PATIENCE = timedelta(minutes=5)
"""A task that has not moved on for longer is held up."""

STARTING = frozenset({"PROVISIONING", "PENDING", "ACTIVATING"})
STOPPING = frozenset({"DEACTIVATING", "STOPPING", "DEPROVISIONING"})
OVER = frozenset({"STOPPED", "DELETED"})


def judge_task(task: Task, now: datetime) -> Verdict:
    """The first that applies: over, stopping, starting, unhealthy, out of touch, running."""
    if task.last_status == "RUNNING" and task.desired_status != "STOPPED":
        return _unhealthy(task) or _out_of_touch(task) or _running(task)
    if task.last_status in OVER:
        return _over(task)
    if task.last_status in STOPPING or task.desired_status == "STOPPED":
        return _stopping(task, now)
    if task.last_status in STARTING:
        return _starting(task, now)
    return Verdict(task.last_status, Level.BUSY, ("a state that is not known here",))


def _over(task: Task) -> Verdict:
    """FAILED, DONE where every container exited with 0, or STOPPED for an ordinary reason."""
    when = _moment(", {} ago", stops.stop_time(task))
    if stops.is_benign(task):
        return Verdict("STOPPED", Level.QUIET, (why(task), *when))
    if stops.is_clean_exit(task):
        return Verdict("DONE", Level.QUIET, ("every container exited with 0", *when))
    return Verdict("FAILED", Level.RED, (why(task), *when))


def _stopping(task: Task, now: datetime) -> Verdict:
    since = task.stopping_at or task.execution_stopped_at
    word = task.last_status if task.last_status in STOPPING else "STOPPING"
    said = (why(task), *_moment(", for {}", since))
    return Verdict(word, _level(since, now), said)


def _starting(task: Task, now: datetime) -> Verdict:
    moments = (task.created_at, task.pull_started_at, task.pull_stopped_at)
    since = max((moment for moment in moments if moment is not None), default=None)
    pulls = task.pull_started_at is not None and task.pull_stopped_at is None
    said = ("pulling images" if pulls else "in this state", *_moment(" for {}", since))
    return Verdict(task.last_status, _level(since, now), said)


def _unhealthy(task: Task) -> Verdict | None:
    if task.health_status != "UNHEALTHY":
        return None
    names = [c.name for c in task.containers if c.health_status == "UNHEALTHY"]
    who = ", ".join(names) if names else "a container"
    said = (f"{who} fails the health check", *_moment(", running for {}", task.started_at))
    return Verdict("UNHEALTHY", Level.RED, said)


def _out_of_touch(task: Task) -> Verdict | None:
    """The task may well run; but ECS neither knows nor can stop it."""
    if task.connectivity != "DISCONNECTED":
        return None
    said = ("its agent is not connected to ECS", *_moment(", for {}", task.connectivity_at))
    return Verdict("DISCONNECTED", Level.AMBER, said)


def _running(task: Task) -> Verdict:
    """UNKNOWN health is that of a task without a health check, which is no trouble."""
    healthy = (", healthy",) if task.health_status == "HEALTHY" else ()
    if task.started_at is None:
        return Verdict("RUNNING", Level.GOOD, ("running", *healthy))
    return Verdict("RUNNING", Level.GOOD, ("running for ", task.started_at, *healthy))


def why(task: Task) -> str:
    """Why a task stopped or stops: the exit code, the error, and what ECS says where it tells more.

    `exit 137 (SIGKILL), OutOfMemoryError: Container killed due to memory usage`.
    """
    if stops.is_benign(task) and task.stopped_reason:
        return clause(task.stopped_reason)
    container, code = stops.culprit(task), stops.exit_code(task)
    words = [] if code is None else [exit_text(code)]
    reason = (container.reason if container is not None else None) or task.stopped_reason
    if reason and not (words and reason == stops.SAYS_NOTHING):
        words.append(clause(reason))
    return ", ".join(words) or task.stop_code or "no reason given"


def _level(since: datetime | None, now: datetime) -> Level:
    return Level.AMBER if since is not None and now - since > PATIENCE else Level.BUSY


def _moment(around: str, moment: datetime | None) -> tuple[str | datetime, ...]:
    """A moment with the words around it; nothing where it is not known."""
    if moment is None:
        return ()
    before, _, after = around.partition("{}")
    return (before, moment, after) if after else (before, moment)
