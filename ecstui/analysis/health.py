"""A service's state in one word, with the evidence for it.

Each rule looks at what the ECS API says; the first that applies wins, so a service that is both
crashing and deploying is CRASHING. Unhealthy targets are not among the evidence yet: no read that
this console makes tells them.
"""

from collections.abc import Callable

from ecstui.analysis import rollouts, troubles
from ecstui.analysis.case import Case, Health, State
from ecstui.analysis.event_texts import Meaning, newest
from ecstui.analysis.wording import Said, clause, quantity

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
        return Health(State.GONE, ("deleted: the service is INACTIVE",))
    return None


def _draining(case: Case) -> Health | None:
    if case.service.status == "DRAINING":
        left = quantity(case.service.running_count, "task")
        return Health(State.DRAINING, (f"being deleted, {left} still running",))
    return None


def _paused(case: Case) -> Health | None:
    hooks = case.unfinished.lifecycle_hook_details if case.unfinished else ()
    for hook in hooks:
        if hook.status == "AWAITING_ACTION":
            left: Said = (", expires in ", hook.expires_at) if hook.expires_at else ()
            return Health(State.PAUSED, ("a lifecycle hook waits for a person", *left))
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
    since: Said = (", ", begun, " ago") if begun else ()
    return Health(State.ROLLING_BACK, (clause(reason), *since))


def _failed(case: Case) -> Health | None:
    """The last deployment ended badly; and what is wrong now, for that may be something else."""
    ended = _ended_badly(case)
    if not ended:
        return None
    now = troubles.at_this_moment(case)
    return Health(State.FAILED, (*ended, *(("; now ", *now) if now else ())))


def _ended_badly(case: Case) -> Said:
    deployment, primary = case.deployment, case.primary
    if deployment is not None and deployment.status in FAILURES:
        when = deployment.finished_at or deployment.stopped_at or deployment.created_at
        reason = f": {clause(deployment.status_reason)}" if deployment.status_reason else ""
        return (f"{FAILURES[deployment.status]} ", when, f" ago{reason}")
    if primary is not None and primary.rollout_state == "FAILED":
        reason = primary.rollout_state_reason or "the deployment failed"
        return (f"{clause(reason)}, ", primary.updated_at, " ago")
    return ()


def _alarmed(case: Case) -> Health | None:
    """An alarm counts while it watches; a service deployment that is over keeps its last word."""
    alarms = case.unfinished.alarms if case.unfinished else None
    if alarms is not None and alarms.triggered_alarm_names:
        return Health(State.DEGRADED, ("alarm " + ", ".join(alarms.triggered_alarm_names),))
    return None


def _scaling(case: Case) -> Health | None:
    """Tasks are on their way, or are missing but not for long."""
    if case.service.pending_count or case.short:
        return Health(State.SCALING, (f"{case.tally}, {case.service.pending_count} pending",))
    return None


def _off(case: Case) -> Health | None:
    if case.service.desired_count == 0 and case.service.scheduling_strategy != "DAEMON":
        left = case.service.running_count
        still = f", {left} still running" if left else ""
        return Health(State.OFF, (f"desired count is 0{still}",))
    return None


def _steady(case: Case) -> Health:
    event = newest(case.service.events, Meaning.STEADY)
    since: Said = (", last steady state ", event.created_at, " ago") if event is not None else ()
    return Health(State.STEADY, (case.tally, *since))


RULES: tuple[Rule, ...] = (
    _gone,
    _draining,
    _paused,
    _rolling_back,
    _failed,
    troubles.throttled,
    troubles.crashing,
    troubles.stuck,
    _alarmed,
    troubles.short_of_tasks,
    rollouts.deploying,
    _scaling,
    _off,
)
"""In the order in which they are asked; a service that none applies to is STEADY."""
