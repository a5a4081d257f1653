"""Clusters and what tasks run on: container instances, capacity providers, subnets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ecstui.sim.services.ecs.shelf import Shelf

if TYPE_CHECKING:
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.records.task import Task

FARGATE_PROVIDERS = ("FARGATE", "FARGATE_SPOT")
"""Capacity providers that every account has."""


@dataclass(slots=True)
class Counts:
    """How many tasks run and how many are on their way."""

    running: int = 0
    pending: int = 0


@dataclass(slots=True, eq=False)
class Cluster:
    """A cluster with its services, its tasks and the indexes to find them."""

    name: str
    arn: str
    created_at: float
    tags: list[dict[str, str]] = field(default_factory=list)
    settings: list[dict[str, str]] = field(default_factory=list)
    configuration: dict[str, Any] | None = None
    capacity_providers: list[str] = field(default_factory=list)
    default_strategy: list[dict[str, Any]] = field(default_factory=list)
    status: str = "ACTIVE"
    fargate_refusal: str = ""
    """Why AWS Fargate takes no more tasks of this cluster, in its words; empty while it does."""
    services: dict[str, Service] = field(default_factory=dict)
    """By name; ACTIVE, DRAINING and INACTIVE."""
    tasks: dict[str, Task] = field(default_factory=dict)
    """By id, stopped ones too until they are forgotten."""
    index: dict[tuple[str, str, str], Shelf] = field(default_factory=dict)
    """Task ids by (desired status, kind of filter, value)."""
    counts: dict[str, Counts] = field(default_factory=dict)
    """By launch type."""
    instances: dict[str, ContainerInstance] = field(default_factory=dict)
    """By id."""


@dataclass(slots=True, eq=False)
class ContainerInstance:
    """An EC2 instance registered in a cluster; CPU in units (1,024 a vCPU), memory in MiB."""

    id: str
    arn: str
    ec2_instance_id: str
    cluster: Cluster
    zone: str
    instance_type: str
    cpu: int
    memory: int
    registered_at: float
    capacity_provider: str | None = None
    subnet: Subnet | None = None
    """Where its network interface is, if a scenario says so."""
    address: int = 0
    """The host number in its subnet."""
    groups: tuple[str, ...] = ()
    """The security groups of its network interface."""
    status: str = "ACTIVE"
    agent_connected: bool = True
    cpu_used: int = 0
    memory_used: int = 0
    version: int = 1
    counts: Counts = field(default_factory=Counts)
    tasks: dict[str, Task] = field(default_factory=dict)
    """Those that hold resources here, by id."""
    tags: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class CapacityProvider:
    """A capacity provider: FARGATE, FARGATE_SPOT or an Auto Scaling group."""

    name: str
    arn: str
    type: str
    auto_scaling_group: dict[str, Any] | None = None
    tags: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Subnet:
    """A subnet as far as tasks need it: its zone and its private addresses."""

    id: str
    zone: str
    prefix: str
    """The first two numbers of its addresses, e.g. `10.20`."""
    base: int
    """The third number at which its block begins."""
    size: int = 4091
    """Usable addresses (a /20 less the five that AWS keeps)."""
    used: set[int] = field(default_factory=set)
    last: int = 0
