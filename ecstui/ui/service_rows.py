"""Services with their health, as several panes show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.analysis.case import Case, Health, State
from ecstui.analysis.health import judge
from ecstui.analysis.wording import short_name
from ecstui.model.ecs import Deployment, Failure, Service, ServiceDeployment, Task
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.view import Readings
from ecstui.ui.widgets.tones import Tone

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


def state_tone(state: State) -> Tone:
    """The colour of a state word."""
    return TONES.get(state, "bad")


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


def service_feeds(cluster: str) -> tuple[Feed[Any], ...]:
    """The services; and, for their health, service deployments and stopped tasks."""
    return (
        feeds.services(cluster),
        feeds.service_deployments(cluster),
        feeds.stopped_tasks(cluster),
    )


def service_rows(cluster: str, readings: Readings) -> list[ServiceRow]:
    """A row for every service that was listed, described or not."""
    listing = readings.value(feeds.services(cluster))
    if listing is None:
        return []
    asked = readings.value(feeds.service_deployments(cluster))
    deployments = asked.by_arn if asked else {}
    stopped = readings.value(feeds.stopped_tasks(cluster))
    by_group = group_by_service(stopped.items if stopped else ())
    now = readings.snapshot(feeds.services(cluster)).aws_time or readings.now
    short = listing.short_since
    rows = [
        row(service, deployments, by_group, now, short.get(service.service_arn))
        for service in listing.items
    ]
    return rows + [missing(failure) for failure in listing.failures if failure.arn]


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
    short_since: datetime | None = None,
) -> ServiceRow:
    """Judge one service by what is known of it.

    :param stopped: stopped tasks by their group.
    :param short_since: from when on it was never seen with all its tasks.
    """
    case = Case(
        service,
        now,
        deployments.get(service.current_service_deployment or ""),
        stopped.get(f"service:{service.service_name}", ()),
        short_since,
    )
    return ServiceRow(service.service_arn, judge(case), service)


def missing(failure: Failure) -> ServiceRow:
    """A service that was listed and then could not be described."""
    reason = " ".join(filter(None, (failure.reason, failure.detail)))
    if failure.reason == "MISSING":
        health = Health(State.GONE, (f"listed, then {reason}",))
    else:
        why = reason or "no reason given"
        health = Health(State.DEGRADED, (f"listed, but could not be described: {why}",))
    return ServiceRow(failure.arn or "", health, None)
