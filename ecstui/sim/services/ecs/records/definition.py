"""Task definitions."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, frozen=True)
class ContainerSpec:
    """What a container definition says that decides how the container lives."""

    name: str
    image: str
    essential: bool
    cpu: int
    memory: int | None
    reservation: int | None
    stop_timeout: float
    """Seconds between SIGTERM and SIGKILL."""
    healthy_after: float | None
    """Seconds after its start until a good health check says so; None without a health check."""
    unhealthy_after: float
    """Seconds after its start until a failing health check has failed often enough."""
    completes: bool
    """Whether others wait for it to finish (`dependsOn` with SUCCESS or COMPLETE)."""
    read_only: bool
    """Whether its root file system is read-only."""
    ports: tuple[tuple[int, int, str], ...]
    """(container port, host port, protocol)."""


@dataclass(slots=True, eq=False)
class TaskDefinition:
    """One revision of a family; its body never changes, its status may."""

    arn: str
    family: str
    revision: int
    body: dict[str, Any]
    """What was registered, with AWS's defaults filled in."""
    containers: tuple[ContainerSpec, ...]
    network_mode: str
    cpu: int
    """CPU units that a task needs."""
    memory: int
    """MiB that a task needs."""
    checked: bool
    """Whether an essential container has a health check."""
    fargate: bool
    """Whether it can run on Fargate."""
    registered_at: float
    registered_by: str
    status: str = "ACTIVE"
    deregistered_at: float | None = None
    tags: list[dict[str, str]] = field(default_factory=list)

    @property
    def short(self) -> str:
        """`family:revision`."""
        return f"{self.family}:{self.revision}"
