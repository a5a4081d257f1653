"""The services of a cluster, each with its state in one word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.analysis.case import Case, Health, State
from ecstui.analysis.health import judge
from ecstui.analysis.wording import ago, revision, short_name
from ecstui.model.ecs import Deployment, Failure, Service, ServiceDeployment, Task
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.view import Readings, Subject, Table, View
from ecstui.ui.widgets.column import Column, Tone, number_column

TONES: dict[State, Tone] = {
    State.ROLLING_BACK: "warn",
    State.PAUSED: "warn",
    State.GONE: "muted",
    State.DEPLOYING: "busy",
    State.SCALING: "busy",
    State.DRAINING: "muted",
    State.STEADY: "good",
    State.OFF: "muted",
}
"""The red ones are `bad`."""

ROLLOUT_WORDS = {"IN_PROGRESS": "IN_PROG"}
"""Rollout states that are too long for their column."""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service and its health; `service` is None where AWS listed it but would not describe it."""

    arn: str
    health: Health
    service: Service | None

    @property
    def name(self) -> str:
        """The service's own name."""
        return short_name(self.arn)

    @property
    def primary(self) -> Deployment | None:
        """The deployment that the service is moving to, or has arrived at."""
        deployments = self.service.deployments if self.service else ()
        return next((d for d in deployments if d.status == "PRIMARY"), None)


def service_feeds(cluster: Subject) -> tuple[Feed[Any], ...]:
    """The services; and, for their health, service deployments and stopped tasks."""
    return (
        feeds.services(cluster.arn),
        feeds.service_deployments(cluster.arn),
        feeds.stopped_tasks(cluster.arn),
    )


def table(cluster: Subject, readings: Readings) -> Table[ServiceRow]:
    """A row for every service that was listed, described or not."""
    listing = readings.value(feeds.services(cluster.arn))
    if listing is None:
        return Table()
    deployments = readings.value(feeds.service_deployments(cluster.arn)) or {}
    stopped = readings.value(feeds.stopped_tasks(cluster.arn))
    by_group = group_by_service(stopped.items if stopped else ())
    rows = [row(service, deployments, by_group, readings.now) for service in listing.items]
    rows += [missing(failure) for failure in listing.failures if failure.arn]
    return Table(rows, listing.total)


def group_by_service(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """Tasks by their group, which is `service:<name>` for those of a service."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[task.group or ""].append(task)
    return groups


def row(
    service: Service,
    deployments: Mapping[str, ServiceDeployment],
    stopped: Mapping[str, Sequence[Task]],
    now: datetime,
) -> ServiceRow:
    """One service, judged."""
    case = Case(
        service,
        now,
        deployments.get(service.current_service_deployment or ""),
        stopped.get(f"service:{service.service_name}", ()),
    )
    return ServiceRow(service.service_arn, judge(case), service)


def missing(failure: Failure) -> ServiceRow:
    """A service that was listed and then could not be described."""
    reason = " ".join(filter(None, (failure.reason, failure.detail)))
    if failure.reason == "MISSING":
        health = Health(State.GONE, f"listed, then {reason}")
    else:
        why = reason or "no reason given"
        health = Health(State.DEGRADED, f"listed, but could not be described: {why}")
    return ServiceRow(failure.arn or "", health, None)


def rollout(row: ServiceRow) -> str:
    """How far the newest deployment is: `IN_PROG 3/4`."""
    primary = row.primary
    if primary is None or primary.rollout_state is None:
        return ""
    if primary.rollout_state == "COMPLETED":
        return "COMPLETED"
    word = ROLLOUT_WORDS.get(primary.rollout_state, primary.rollout_state)
    return f"{word} {primary.running_count}/{primary.desired_count}"


def age(row: ServiceRow, now: datetime) -> str:
    """Time since the service was created."""
    created = row.service.created_at if row.service else None
    return ago(now - created) if created else ""


def _youth(row: ServiceRow) -> float | None:
    """Sorts the youngest first, as its age is the smallest."""
    created = row.service.created_at if row.service else None
    return -created.timestamp() if created else None


def _revision(row: ServiceRow) -> str:
    return revision(row.service.task_definition or "") if row.service else ""


SERVICES: View[ServiceRow] = View(
    name="services",
    aliases=("service", "svc"),
    columns=(
        Column(
            "state",
            "STATE",
            12,
            lambda r, _: r.health.state,
            lambda r: r.health.state.rank,
            tone=lambda r: TONES.get(r.health.state, "bad"),
        ),
        Column("service", "SERVICE", 14, lambda r, _: r.name, lambda r: r.name, 2),
        number_column(
            "desired", "DES", 4, lambda r: r.service.desired_count if r.service else None
        ),
        number_column(
            "running", "RUN", 4, lambda r: r.service.running_count if r.service else None
        ),
        number_column(
            "pending", "PEND", 4, lambda r: r.service.pending_count if r.service else None
        ),
        Column("revision", "REVISION", 13, lambda r, _: _revision(r), _revision, 1, cut="start"),
        Column("rollout", "ROLLOUT", 13, lambda r, _: rollout(r), rollout),
        Column("age", "AGE", 4, age, _youth, align="right"),
        Column(
            "evidence",
            "EVIDENCE",
            0,
            lambda r, _: r.health.evidence,
            lambda r: r.health.evidence,
            6,
            tone=lambda r: "plain" if r.health.state.red else "muted",
        ),
    ),
    feeds=service_feeds,
    table=table,
    key=lambda r: r.arn,
    searched=lambda r: f"{r.name} {r.health.state} {_revision(r)} {rollout(r)}",
    evidence=lambda r, _: f"{r.name}: {r.health.evidence}",
    empty=lambda cluster: f"There are no services in {cluster.name}.",
    sort=("state", False),
    needs_subject=True,
)
