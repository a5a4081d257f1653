"""The history of a service: its service deployments, newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ecstui.analysis.trail.deployments import cause_of
from ecstui.analysis.wording import ago, short_name
from ecstui.model.ecs import ServiceDeployment
from ecstui.model.listing import Listing
from ecstui.model.service_deployment import ServiceRevisionCounts
from ecstui.model.service_revision import ServiceRevision
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.feeds import Timeline
from ecstui.ui.inspector.sheet import BLANK, Line, Span, incomplete, pair, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.trail_subjects import thing_of
from ecstui.ui.widgets.tones import Tone

STATUS_TONES: dict[str, Tone] = {
    "SUCCESSFUL": "good",
    "PENDING": "busy",
    "IN_PROGRESS": "busy",
    "STOP_REQUESTED": "warn",
    "ROLLBACK_REQUESTED": "warn",
    "ROLLBACK_IN_PROGRESS": "warn",
}
"""All others ended badly."""

Revisions = dict[str, ServiceRevision]


def lines(look: Look) -> Sequence[Line]:
    """A paragraph for each service deployment."""
    history = _history(look, look.subject)
    if history is None:
        return ()
    revisions = revisions_of(look, look.subject)
    trail = look.readings.value(_trail(look))
    found = []
    for deployment in history.items:
        found += [*paragraph(deployment, revisions, look), *_caller(deployment, trail), BLANK]
    failures = [text(f"{f.arn}: {f.reason} {f.detail or ''}", "warn") for f in history.failures]
    return [*found, *failures, *incomplete(len(history.items), history.total)]


def _history(look: Look, service: Subject) -> Listing[ServiceDeployment] | None:
    return look.readings.value(feeds.service_history(service.id, service.cluster))


def revisions_of(look: Look, service: Subject) -> Revisions:
    """What is known of the service revisions that its deployments are about, by ARN."""
    arns = _revision_arns(look, service)
    known = look.readings.value(feeds.service_revisions(arns)) if arns else None
    return {each.service_revision_arn: each for each in known or ()}


def _caller(deployment: ServiceDeployment, trail: Timeline | None) -> Iterator[Line]:
    """Who asked for it, where CloudTrail tells; that it does not is no news while it is read."""
    if trail is None:
        return
    cause = cause_of(deployment, trail.items)
    if cause is None:
        late = trail.settled is not None and deployment.created_at > trail.settled
        yield pair(
            "by", "CloudTrail does not say yet" if late else "CloudTrail does not say", "muted"
        )
        return
    actor = cause.actor
    how = ", ".join(filter(None, (actor.agent, actor.source_ip, actor.via)))
    yield pair("by", f"{actor.name} ({how}), {cause.name} {cause.time:%H:%M:%S}; w shows it")


def paragraph(deployment: ServiceDeployment, revisions: Revisions, look: Look) -> Iterator[Line]:
    """What became of a service deployment."""
    yield _title(deployment, look)
    yield pair("revisions", _journey(deployment, revisions))
    if deployment.status_reason:
        yield pair("reason", deployment.status_reason)
    if deployment.lifecycle_stage:
        yield pair("stage", deployment.lifecycle_stage)
    target = deployment.target_service_revision
    if target is not None:
        yield pair("tasks", _counts(target))
    yield from _breaker(deployment)
    yield from _rollback(deployment, revisions, look)
    yield from _hooks(deployment, look)
    if deployment.alarms is not None and deployment.alarms.triggered_alarm_names:
        yield pair("alarms", ", ".join(deployment.alarms.triggered_alarm_names), "bad")


def _title(deployment: ServiceDeployment, look: Look) -> Line:
    begun = deployment.started_at or deployment.created_at
    ended = deployment.finished_at or deployment.stopped_at
    took = f", took {ago(ended - begun)}" if ended is not None else ""
    when = f"  {begun:%m-%d %H:%M:%S} UTC, {ago(look.now - begun)} ago{took}"
    tone = STATUS_TONES.get(deployment.status, "bad")
    return Line((Span(deployment.status, tone), Span(when, "muted")), hang=2)


def _journey(deployment: ServiceDeployment, revisions: Revisions) -> str:
    sources = [_name(each.arn, revisions) for each in deployment.source_service_revisions]
    target = deployment.target_service_revision
    return f"{' + '.join(sources) or 'none'} → {_name(target.arn, revisions) if target else '—'}"


def _name(arn: str, revisions: Revisions) -> str:
    """`web:42`, where AWS says what the service revision runs; else the revision's own id."""
    known = revisions.get(arn)
    return short_name(known.task_definition or arn) if known is not None else short_name(arn)


def _counts(target: ServiceRevisionCounts) -> str:
    return (
        f"{target.running_task_count} of {target.requested_task_count} running, "
        f"{target.pending_task_count} pending"
    )


def _breaker(deployment: ServiceDeployment) -> Iterator[Line]:
    breaker = deployment.deployment_circuit_breaker
    if breaker is not None:
        tone: Tone = "bad" if breaker.status == "TRIGGERED" else "plain"
        off = breaker.status == "DISABLED"
        count = "" if off else f", {breaker.failure_count}/{breaker.threshold} failures"
        yield pair("breaker", f"{breaker.status or 'UNKNOWN'}{count}", "muted" if off else tone)


def _rollback(deployment: ServiceDeployment, revisions: Revisions, look: Look) -> Iterator[Line]:
    rollback = deployment.rollback
    if rollback is None:
        return
    to = (
        f"to {_name(rollback.service_revision_arn, revisions)}"
        if rollback.service_revision_arn
        else ""
    )
    yield pair("rollback", " ".join(filter(None, (to, _when(rollback.started_at, look)))), "warn")
    if rollback.reason and rollback.reason != deployment.status_reason:
        yield pair("because", rollback.reason)


def _hooks(deployment: ServiceDeployment, look: Look) -> Iterator[Line]:
    for hook in deployment.lifecycle_hook_details:
        left = f", expires in {ago(hook.expires_at - look.now)}" if hook.expires_at else ""
        yield pair("hook", f"{hook.target_type} {hook.status}{left}")


def _when(moment: datetime | None, look: Look) -> str:
    return f"{ago(look.now - moment)} ago" if moment is not None else ""


def _revision_arns(look: Look, service: Subject) -> tuple[str, ...]:
    history = _history(look, service)
    arns: dict[str, None] = {}
    for deployment in history.items if history else ():
        target = deployment.target_service_revision
        both = [*deployment.source_service_revisions, *([target] if target else [])]
        arns.update(dict.fromkeys(each.arn for each in both))
    return tuple(sorted(arns))


def history_feeds(look: Look, service: Subject) -> tuple[Feed[Any], ...]:
    """The deployments of a service, and once it is known which, their revisions."""
    history = feeds.service_history(service.id, service.cluster)
    arns = _revision_arns(look, service)
    return (history, feeds.service_revisions(arns)) if arns else (history,)


def _trail(look: Look) -> Feed[Timeline]:
    return feeds.who(thing_of(look.subject))


DEPLOYMENTS = Tab(
    id="deployments",
    title="Deploys",
    kinds=(Kind.SERVICE,),
    feeds=lambda look: (*history_feeds(look, look.subject), _trail(look)),
    lines=lines,
    empty="AWS has no service deployments of this service: it keeps 90 days, since October 2024.",
)
