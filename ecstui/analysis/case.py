"""The state words of a service, and what a service is judged on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecstui.analysis.event_texts import since_steady
from ecstui.analysis.wording import ago
from ecstui.model.ecs import Deployment, Service, ServiceDeployment, ServiceEvent, Task


class State(StrEnum):
    """The state words, worst first within red, then amber, then calm."""

    CRASHING = "CRASHING"
    FAILED = "FAILED"
    THROTTLED = "THROTTLED"
    STUCK = "STUCK"
    DEGRADED = "DEGRADED"
    GONE = "GONE"
    ROLLING_BACK = "ROLLING-BACK"
    PAUSED = "PAUSED"
    DEPLOYING = "DEPLOYING"
    SCALING = "SCALING"
    DRAINING = "DRAINING"
    STEADY = "STEADY"
    OFF = "OFF"

    @property
    def rank(self) -> int:
        """0 for the worst; for sorting."""
        return list(State).index(self)

    @property
    def red(self) -> bool:
        """Whether someone should look now."""
        return self in RED


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
    """A state word and the line that justifies it."""

    state: State
    evidence: str


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known about a service when it is judged."""

    service: Service
    now: datetime
    deployment: ServiceDeployment | None = None
    """Its current service deployment, where that has been read."""
    stopped: Sequence[Task] = ()
    """Its stopped tasks, where those have been read."""

    @property
    def primary(self) -> Deployment | None:
        """The deployment that the service is moving to, or has arrived at."""
        return next((d for d in self.service.deployments if d.status == "PRIMARY"), None)

    @property
    def news(self) -> tuple[ServiceEvent, ...]:
        """Events since the last steady state, newest first."""
        return since_steady(self.service.events)

    @property
    def short(self) -> int:
        """How many tasks are missing."""
        return max(0, self.service.desired_count - self.service.running_count)

    def age(self, when: datetime) -> str:
        """How long ago, in words."""
        return f"{ago(self.now - when)} ago"
