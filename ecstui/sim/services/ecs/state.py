"""The state of the simulated ECS in one account and Region, and where it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecstui.sim.services.ecs import identifiers
from ecstui.sim.services.ecs.shelf import Shelf

if TYPE_CHECKING:
    from ecstui.sim.call import Call
    from ecstui.sim.services.ecs.behaviours import Behaviour
    from ecstui.sim.services.ecs.records.capacity import CapacityProvider, Cluster, Subnet
    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.service import Service, ServiceDeployment, ServiceRevision
    from ecstui.sim.services.ecs.records.task import Task
    from ecstui.sim.world import World


@dataclass(slots=True)
class EcsState:
    """Everything ECS knows in one account and Region; `world.state(EcsState, account, region)`."""

    clusters: dict[str, Cluster] = field(default_factory=dict)
    """By name."""
    families: dict[str, dict[int, TaskDefinition]] = field(default_factory=dict)
    """By family and revision."""
    revisions: dict[str, int] = field(default_factory=dict)
    """The last revision number of each family, which survives deleted revisions."""
    service_deployments: dict[str, tuple[Service, ServiceDeployment]] = field(default_factory=dict)
    """By ARN."""
    service_revisions: dict[str, tuple[Service, ServiceRevision]] = field(default_factory=dict)
    """By ARN."""
    capacity_providers: dict[str, CapacityProvider] = field(default_factory=dict)
    """Those made by the account, by name; FARGATE and FARGATE_SPOT are always there."""
    subnets: dict[str, Subnet] = field(default_factory=dict)
    """By id; one that nobody declared is made up when a task first asks for it."""
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    """By task definition ARN."""
    cut_off: set[str] = field(default_factory=set)
    """ARNs of task definitions whose managed agents cannot reach AWS Systems Manager."""
    moved_tags: dict[str, int] = field(default_factory=dict)
    """How often an image reference was pointed at other content."""
    run_tokens: dict[str, tuple[str, list[Task]]] = field(default_factory=dict)
    """RunTask's client tokens: (fingerprint of the request, the tasks it started)."""


@dataclass(frozen=True, slots=True)
class Plane:
    """The control plane of one account and Region: where behaviour happens."""

    world: World
    account: str
    region: str
    state: EcsState

    @classmethod
    def at(cls, world: World, account: str, region: str) -> Plane:
        """The plane of an account and Region."""
        return cls(world, account, region, world.state(EcsState, account, region))

    @classmethod
    def of(cls, call: Call) -> Plane:
        """The plane that a call reaches."""
        return cls.at(call.world, call.account, call.region)

    @property
    def now(self) -> float:
        """Virtual time, seconds since the epoch."""
        return self.world.now

    def arn(self, resource: str) -> str:
        """The ARN of a resource here."""
        return identifiers.arn(self.region, self.account, resource)


def index_keys(task: Task) -> list[tuple[str, str, str]]:
    """Where a task is found: by desired status, and by each filter of ListTasks beside it."""
    keys = [(task.desired, "cluster", ""), (task.desired, "family", task.definition.family)]
    if task.group.startswith("service:"):
        keys.append((task.desired, "service", task.group[8:]))
    if task.started_by:
        keys.append((task.desired, "startedBy", task.started_by))
    if task.instance:
        keys.append((task.desired, "instance", task.instance.id))
    return keys


def enter_index(task: Task) -> None:
    """Make a task findable under its present desired status."""
    index = task.cluster.index
    for key in index_keys(task):
        shelf = index.get(key)
        if shelf is None:
            shelf = index[key] = Shelf()
        shelf.add(task.id)


def leave_index(task: Task) -> None:
    """Undo `enter_index`; call it before the desired status changes."""
    index = task.cluster.index
    for key in index_keys(task):
        shelf = index.get(key)
        if shelf is not None:
            shelf.discard(task.id)
            if not shelf:
                del index[key]
