"""Tasks and their containers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance, Subnet
    from ecstui.sim.services.ecs.records.definition import ContainerSpec, TaskDefinition
    from ecstui.sim.services.ecs.records.service import Deployment


class Watcher(Protocol):
    """Who wants to know what becomes of a task; for a service's tasks its scheduler."""

    def running(self, task: Task) -> None:
        """It has reached RUNNING."""

    def healthy(self, task: Task) -> None:
        """Its health checks pass."""

    def unhealthy(self, task: Task) -> None:
        """Its health checks have failed often enough."""

    def stopping(self, task: Task) -> None:
        """It is to stop, for the reason in `stop_code` and `stopped_reason`."""

    def stopped(self, task: Task) -> None:
        """It is gone and its resources are free."""


@dataclass(slots=True, eq=False)
class Container:
    """A container of a task."""

    spec: ContainerSpec
    digest: str | None
    status: str = "PENDING"
    health: str = "UNKNOWN"
    exit_code: int | None = None
    reason: str | None = None


@dataclass(slots=True, eq=False)
class Task:
    """A task; times are virtual seconds since the epoch, None until they have happened."""

    id: str
    arn: str
    cluster: Cluster
    definition: TaskDefinition
    launch_type: str
    group: str
    created_at: float
    dice: tuple[float, ...]
    """Numbers in [0, 1) from the task's own stream: every duration of its life comes from them."""
    containers: list[Container]
    started_by: str | None = None
    deployment: Deployment | None = None
    watcher: Watcher | None = None
    capacity_provider: str | None = None
    platform_version: str | None = None
    zone: str = ""
    subnet: Subnet | None = None
    address: int = 0
    """The host number in its subnet."""
    network: dict[str, Any] = field(default_factory=dict)
    """Its awsvpcConfiguration, if it has a network interface of its own."""
    instance: ContainerInstance | None = None
    overrides: dict[str, Any] | None = None
    tags: list[dict[str, str]] = field(default_factory=list)
    exec_enabled: bool = False
    agent_started_at: float | None = None
    """When the managed agent of ECS Exec began to run."""
    protected_until: float | None = None
    status: str = "PROVISIONING"
    desired: str = "RUNNING"
    health: str = "UNKNOWN"
    version: int = 1
    connectivity_at: float | None = None
    pull_started_at: float | None = None
    pull_stopped_at: float | None = None
    started_at: float | None = None
    stopping_at: float | None = None
    execution_stopped_at: float | None = None
    stopped_at: float | None = None
    stop_code: str | None = None
    stopped_reason: str | None = None
