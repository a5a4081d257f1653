"""A service's state in one word, with the evidence for it.

Each rule looks at what the ECS API says; the first that applies wins, so a service that is both
crashing and deploying is CRASHING. Unhealthy targets are not among the evidence yet: no read that
this console makes tells them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from ecstui.analysis import stops
from ecstui.analysis.case import Case, Health, State
from ecstui.analysis.event_texts import Meaning, newest, statement
from ecstui.analysis.wording import ago, revision

CRASH_WINDOW = timedelta(minutes=10)
CRASH_STOPS = 3
"""So many stops within the window are a crash loop. ECS itself does not say so: its failedTasks
goes back to 0 when a task runs, and its launch throttling ignores tasks that reached RUNNING."""

SETTLING = timedelta(minutes=2)
"""A shortfall this young, with tasks on their way, is a service getting there."""

ROLLOUT_PATIENCE = timedelta(minutes=15)
"""A rollout may run with fewer tasks than desired (minimumHealthyPercent) for so long."""


FAILURES = {
    "STOPPED": "the last deployment was stopped",
    "ROLLBACK_SUCCESSFUL": "the last deployment failed and was rolled back",
    "ROLLBACK_FAILED": "the last deployment failed and so did its rollback",
}
"""The statuses of a service deployment that ended badly."""

Rule = Callable[[Case], Health | None]


def judge(case: Case) -> Health:
    """The first rule that applies decides."""
    for rule in RULES:
        if (health := rule(case)) is not None:
            return health
    return _steady(case)


def _gone(case: Case) -> Health | None:
    if case.service.status == "INACTIVE":
        return Health(State.GONE, "deleted: the service is INACTIVE")
    return None


def _draining(case: Case) -> Health | None:
    if case.service.status == "DRAINING":
        left = case.service.running_count
        return Health(State.DRAINING, f"being deleted, {left} tasks still running")
    return None


def _paused(case: Case) -> Health | None:
    hooks = case.deployment.lifecycle_hook_details if case.deployment else ()
    for hook in hooks:
        if hook.status == "AWAITING_ACTION":
            left = f", expires in {ago(hook.expires_at - case.now)}" if hook.expires_at else ""
            return Health(State.PAUSED, f"a lifecycle hook waits for a person{left}")
    return None


def _rolling_back(case: Case) -> Health | None:
    deployment = case.deployment
    if deployment is None or deployment.status not in (
        "ROLLBACK_REQUESTED",
        "ROLLBACK_IN_PROGRESS",
    ):
        return None
    rollback = deployment.rollback
    reason = (rollback.reason if rollback else None) or deployment.status_reason or "rolling back"
    begun = rollback.started_at if rollback else None
    return Health(State.ROLLING_BACK, reason + (f", {case.age(begun)}" if begun else ""))


def _failed(case: Case) -> Health | None:
    deployment, primary = case.deployment, case.primary
    if deployment is not None and deployment.status in FAILURES:
        when = deployment.finished_at or deployment.stopped_at or deployment.created_at
        reason = f": {deployment.status_reason.rstrip('.')}" if deployment.status_reason else ""
        return Health(State.FAILED, f"{FAILURES[deployment.status]} {case.age(when)}{reason}")
    if primary is not None and primary.rollout_state == "FAILED":
        reason = primary.rollout_state_reason or "the deployment failed"
        return Health(State.FAILED, f"{reason.rstrip('.')}, {case.age(primary.updated_at)}")
    return None


def _throttled(case: Case) -> Health | None:
    event = newest(case.news, Meaning.LAUNCH_THROTTLED)
    if event is None:
        return None
    failures = [task for task in case.stopped if not stops.is_benign(task)]
    last = max(failures, key=lambda task: stops.stop_time(task) or case.now, default=None)
    why = f"; last stop: {stops.cause(last)}" if last is not None else ""
    return Health(
        State.THROTTLED, f"{statement(event).split('. ')[0]}, {case.age(event.created_at)}{why}"
    )


def _crashing(case: Case) -> Health | None:
    failures = stops.recent_failures(case.stopped, case.now, CRASH_WINDOW)
    if len(failures) < CRASH_STOPS:
        return None
    return Health(State.CRASHING, stops.evidence(failures, case.now))


def _stuck(case: Case) -> Health | None:
    event = newest(case.news, Meaning.BLOCKED)
    if event is None or not case.short:
        return None
    return Health(State.STUCK, f"{statement(event)}, {case.age(event.created_at)}")


def _degraded(case: Case) -> Health | None:
    alarms = case.deployment.alarms if case.deployment else None
    if alarms is not None and alarms.triggered_alarm_names:
        return Health(State.DEGRADED, "alarm " + ", ".join(alarms.triggered_alarm_names))
    if not case.short or _rolling(case) or _settling(case):
        return None
    count = f"{case.service.running_count} of {case.service.desired_count} running"
    since = _shortfall_began(case)
    return Health(State.DEGRADED, count + (f" for {ago(case.now - since)}" if since else ""))


def _rolling(case: Case) -> bool:
    """Whether a rollout that is going well explains a shortfall."""
    primary = case.primary
    return (
        primary is not None
        and primary.rollout_state == "IN_PROGRESS"
        and not primary.failed_tasks
        and case.now - primary.created_at < ROLLOUT_PATIENCE
    )


def _settling(case: Case) -> bool:
    """Whether the shortfall is young and tasks are on their way."""
    began = _shortfall_began(case)
    return bool(case.service.pending_count) and began is not None and case.now - began < SETTLING


def _shortfall_began(case: Case) -> datetime | None:
    """When the service left its last steady state, or else was last changed."""
    if case.news:
        return case.news[-1].created_at
    return case.primary.updated_at if case.primary is not None else None


def _deploying(case: Case) -> Health | None:
    primary = case.primary
    if primary is None or primary.rollout_state != "IN_PROGRESS":
        return None
    progress = f"{primary.running_count} of {primary.desired_count} on"
    failed = f", {primary.failed_tasks} failed to start" if primary.failed_tasks else ""
    name = revision(primary.task_definition)
    return Health(
        State.DEPLOYING, f"{progress} {name}{failed}, begun {case.age(primary.created_at)}"
    )


def _scaling(case: Case) -> Health | None:
    if case.service.pending_count:
        running, desired = case.service.running_count, case.service.desired_count
        return Health(
            State.SCALING, f"{running} of {desired} running, {case.service.pending_count} pending"
        )
    return None


def _off(case: Case) -> Health | None:
    if case.service.desired_count == 0 and case.service.scheduling_strategy != "DAEMON":
        left = case.service.running_count
        return Health(State.OFF, "desired count is 0" + (f", {left} still running" if left else ""))
    return None


def _steady(case: Case) -> Health:
    count = f"{case.service.running_count} of {case.service.desired_count} running"
    event = newest(case.service.events, Meaning.STEADY)
    since = f", last steady state {case.age(event.created_at)}" if event is not None else ""
    return Health(State.STEADY, count + since)


RULES: tuple[Rule, ...] = (
    _gone,
    _draining,
    _paused,
    _rolling_back,
    _failed,
    _throttled,
    _crashing,
    _stuck,
    _degraded,
    _deploying,
    _scaling,
    _off,
)
"""In the order in which they are asked; a service that none applies to is STEADY."""
