"""The state words of a service, and what a service is judged on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from ecstui.analysis.event_texts import since_steady
from ecstui.analysis.wording import Said, worded
from ecstui.model.ecs import Deployment, Service, ServiceDeployment, ServiceEvent, Task

FINISHED = frozenset({"SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"})
"""Service deployments in these statuses never change again."""


class State(StrEnum):
    """The state words in the order in which a table sorts them.

    First those of `RED`, the worst one first; then PAUSED, which waits for a person; then those
    that are under way; last those at rest. Which word a service gets is decided in another order,
    that of the rules in `health`.
    """

    CRASHING = "CRASHING"
    FAILED = "FAILED"
    THROTTLED = "THROTTLED"
    STUCK = "STUCK"
    DEGRADED = "DEGRADED"
    ROLLING_BACK = "ROLLING-BACK"
    PAUSED = "PAUSED"
    DEPLOYING = "DEPLOYING"
    SCALING = "SCALING"
    DRAINING = "DRAINING"
    GONE = "GONE"
    STEADY = "STEADY"
    OFF = "OFF"

    @property
    def rank(self) -> int:
        """0 for the worst; for sorting."""
        return _RANKS[self]

    @property
    def red(self) -> bool:
        """Whether someone should look now."""
        return self in RED


_RANKS = {state: rank for rank, state in enumerate(State)}

RED = frozenset(
    {
        State.CRASHING,
        State.FAILED,
        State.THROTTLED,
        State.STUCK,
        State.DEGRADED,
        State.ROLLING_BACK,
    }
)


@dataclass(frozen=True, slots=True)
class Health:
    """A state word with its evidence. It stays equal while nothing happens but time going by."""

    state: State
    said: Said
    """The evidence; a moment stands for how long ago it was."""

    def evidence(self, now: datetime) -> str:
        """The line that justifies the word."""
        return worded(self.said, now)

    @property
    def latest(self) -> datetime | None:
        """When the last thing happened that the evidence tells of; None for what goes on."""
        return max((part for part in self.said if isinstance(part, datetime)), default=None)


@dataclass(frozen=True)
class Case:
    """All that is known about a service when it is judged."""

    service: Service
    now: datetime
    deployment: ServiceDeployment | None = None
    """Its current service deployment, where that has been read."""
    stopped: Sequence[Task] = ()
    """Its stopped tasks, where those have been read."""
    short_since: datetime | None = None
    """When it was first seen without all its tasks, and it was never seen with them since."""

    @property
    def primary(self) -> Deployment | None:
        """The deployment that the service is moving to, or has arrived at."""
        return next((d for d in self.service.deployments if d.status == "PRIMARY"), None)

    @property
    def unfinished(self) -> ServiceDeployment | None:
        """The current service deployment, unless it is over."""
        over = self.deployment is None or self.deployment.status in FINISHED
        return None if over else self.deployment

    @cached_property
    def news(self) -> tuple[ServiceEvent, ...]:
        """Events since the last steady state, newest first."""
        return since_steady(self.service.events)

    @cached_property
    def troubles(self) -> tuple[ServiceEvent, ...]:
        """The news since the service was last given something else to run.

        ECS forgets its launch throttling then, and what kept tasks from starting may be mended.
        """
        changes = [self.primary.created_at] if self.primary is not None else []
        rollback = self.deployment.rollback if self.deployment is not None else None
        if rollback is not None and rollback.started_at is not None:
            changes.append(rollback.started_at)
        return tuple(e for e in self.news if all(e.created_at >= when for when in changes))

    @property
    def short(self) -> int:
        """How many tasks are missing."""
        return max(0, self.service.desired_count - self.service.running_count)

    @property
    def tally(self) -> str:
        """`3 of 4 running`."""
        return f"{self.service.running_count} of {self.service.desired_count} running"
