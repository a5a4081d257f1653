"""Services, their deployments, service deployments and service revisions."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.capacity import Cluster
    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.task import Task, Watcher
    from ecstui.sim.world import Entry

EVENTS_KEPT = 100


@dataclass(slots=True, eq=False)
class ServiceRevision:
    """What a deployment deploys: a frozen copy of everything that matters, with image digests."""

    arn: str
    definition: TaskDefinition
    created_at: float
    settings: dict[str, Any]
    """Launch type or strategy, platform version, network, load balancers, … by wire name."""
    digests: dict[str, str]
    """Image digest by container name, resolved when the revision was made."""


@dataclass(slots=True, eq=False)
class PauseHook:
    """A pause hook that a service deployment has come to."""

    id: str
    stage: str
    place: int
    """Which of the configured hooks it is."""
    expires_at: float
    timeout_action: str
    """CONTINUE or ROLLBACK."""
    status: str = "AWAITING_ACTION"


@dataclass(slots=True, eq=False)
class ServiceDeployment:
    """The journey of a service to one service revision."""

    arn: str
    target: ServiceRevision
    sources: list[ServiceRevision]
    created_at: float
    updated_at: float
    status: str = "PENDING"
    status_reason: str | None = None
    stage: str | None = None
    started_at: float | None = None
    finished_at: float | None = None
    stopped_at: float | None = None
    failure_count: int = 0
    breaker: str = "DISABLED"
    """The circuit breaker's status: DISABLED, MONITORING, TRIGGERED or MONITORING_COMPLETE."""
    threshold: int = 0
    configuration: dict[str, Any] = field(default_factory=dict)
    final: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """(requested, running, pending) of each revision by ARN, as it was when all was over."""
    rollback_reason: str | None = None
    rollback_at: float | None = None
    rollback_to: ServiceRevision | None = None
    rollback_failures: int = 0
    """Consecutive tasks that failed on the way back."""
    hooks: list[PauseHook] = field(default_factory=list)
    """Those that were met so far."""


@dataclass(slots=True, eq=False)
class Deployment:
    """A deployment as DescribeServices lists it; its id is `startedBy` of its tasks."""

    id: str
    revision: ServiceRevision
    created_at: float
    updated_at: float
    status: str = "PRIMARY"
    rollout_state: str = "IN_PROGRESS"
    rollout_reason: str = ""
    failed_tasks: int = 0
    tasks: dict[str, Task] = field(default_factory=dict)
    """Those that are not STOPPED, by id."""


@dataclass(slots=True, frozen=True)
class Event:
    """One line of a service's event stream."""

    id: str
    created_at: float
    message: str


@dataclass(slots=True, eq=False)
class Service:
    """A service and all that its scheduler needs to know."""

    name: str
    arn: str
    cluster: Cluster
    desired: int
    created_at: float
    created_by: str
    configuration: dict[str, Any]
    """`deploymentConfiguration`, with AWS's defaults filled in."""
    settings: dict[str, Any]
    """What a service revision copies, by wire name."""
    traits: dict[str, Any]
    """What can change without a deployment, by wire name."""
    newest: TaskDefinition | None
    """The task definition of the newest deployment, which stays known when the service is INACTIVE;
    None before the first task set of an EXTERNAL service."""
    watcher: Watcher | None = None
    task_tags: list[dict[str, str]] = field(default_factory=list)
    """What its tasks are tagged with: propagated tags and ECS managed ones."""
    tags: list[dict[str, str]] = field(default_factory=list)
    scheduling: str = "REPLICA"
    management: str = "CUSTOMER"
    """Who manages its resources: CUSTOMER, or ECS for an Express Mode service."""
    status: str = "ACTIVE"
    deployments: list[Deployment] = field(default_factory=list)
    """PRIMARY first, then the ACTIVE ones, newest first."""
    history: list[ServiceDeployment] = field(default_factory=list)
    """Newest first."""
    completed: ServiceRevision | None = None
    """What the last COMPLETED deployment deployed: where a rollback leads."""
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=EVENTS_KEPT))
    """Newest first."""
    tasks: dict[str, Task] = field(default_factory=dict)
    """Those that are not STOPPED, by id."""
    wake: Entry | None = None
    """When its scheduler looks next."""
    steady_since: float | None = None
    start_failures: int = 0
    """Consecutive tasks that did not reach RUNNING."""
    throttle_step: int = 0
    launch_after: float = 0.0
    """While starts are throttled: not before this virtual time."""
    complained: dict[str, float] = field(default_factory=dict)
    """When a repeated complaint was last written to the events, by kind."""

    @property
    def definition(self) -> TaskDefinition:
        """The task definition of the newest deployment; LookupError if there never was one."""
        if self.newest is None:
            raise LookupError(f"{self.arn} has no task definition yet")
        return self.newest

    @property
    def controller(self) -> str:
        """Who deploys it: ECS, CODE_DEPLOY or EXTERNAL."""
        return str(self.traits["deploymentController"]["type"])

    @property
    def primary(self) -> Deployment:
        """The newest deployment."""
        return self.deployments[0]

    @property
    def current(self) -> ServiceDeployment:
        """The newest service deployment."""
        return self.history[0]
