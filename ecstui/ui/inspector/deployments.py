"""The history of a service: its service deployments, newest first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ecstui.analysis.wording import ago, short_name
from ecstui.model.ecs import ServiceDeployment
from ecstui.model.service_deployment import ServiceRevisionCounts
from ecstui.model.service_revision import ServiceRevision
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.sheet import BLANK, Line, Span, incomplete, pair, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind
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
    history = look.readings.value(feeds.service_history(look.subject.id, look.subject.cluster))
    revisions = {
        each.service_revision_arn: each
        for each in look.readings.value(feeds.service_revisions(_revision_arns(look))) or ()
    }
    if history is None:
        return ()
    found = [line for d in history.items for line in (*_paragraph(d, revisions, look), BLANK)]
    failures = [text(f"{f.arn}: {f.reason} {f.detail or ''}", "warn") for f in history.failures]
    return [*found, *failures, *incomplete(len(history.items), history.total)]


def _paragraph(deployment: ServiceDeployment, revisions: Revisions, look: Look) -> Iterator[Line]:
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
    if rollback.reason:
        yield pair("because", rollback.reason)


def _hooks(deployment: ServiceDeployment, look: Look) -> Iterator[Line]:
    for hook in deployment.lifecycle_hook_details:
        left = f", expires in {ago(hook.expires_at - look.now)}" if hook.expires_at else ""
        yield pair("hook", f"{hook.target_type} {hook.status}{left}")


def _when(moment: datetime | None, look: Look) -> str:
    return f"{ago(look.now - moment)} ago" if moment is not None else ""


def _revision_arns(look: Look) -> tuple[str, ...]:
    history = look.readings.value(feeds.service_history(look.subject.id, look.subject.cluster))
    arns: dict[str, None] = {}
    for deployment in history.items if history else ():
        target = deployment.target_service_revision
        both = [*deployment.source_service_revisions, *([target] if target else [])]
        arns.update(dict.fromkeys(each.arn for each in both))
    return tuple(sorted(arns))


def _feeds(look: Look) -> tuple[Feed[Any], ...]:
    history = feeds.service_history(look.subject.id, look.subject.cluster)
    arns = _revision_arns(look)
    return (history, feeds.service_revisions(arns)) if arns else (history,)


DEPLOYMENTS = Tab(
    id="deployments",
    title="Deploys",
    kinds=(Kind.SERVICE,),
    feeds=_feeds,
    lines=lines,
    empty="AWS has no service deployments of this service: it keeps 90 days, since October 2024.",
)
