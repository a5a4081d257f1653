"""Starting a task: place it, give it an address and identifiers, and set it on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ecstui.sim.services.ecs import dice, images, life, placement
from ecstui.sim.services.ecs.identifiers import shared
from ecstui.sim.services.ecs.placement import Refusal
from ecstui.sim.services.ecs.records.capacity import FARGATE_PROVIDERS
from ecstui.sim.services.ecs.records.task import Container, Task
from ecstui.sim.services.ecs.state import enter_index
from ecstui.sim.services.ecs.task_status import tally

if TYPE_CHECKING:
    from collections.abc import Collection

    from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance
    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.service import Deployment
    from ecstui.sim.services.ecs.records.task import Watcher
    from ecstui.sim.services.ecs.state import Plane


@dataclass(slots=True)
class Wish:
    """What to start, and for whom."""

    cluster: Cluster
    definition: TaskDefinition
    settings: dict[str, Any]
    """Launch type or strategy, platform version, network: by wire name."""
    stream: str
    """Whose sequence of task ids this is."""
    group: str
    started_by: str | None = None
    deployment: Deployment | None = None
    watcher: Watcher | None = None
    digests: dict[str, str] | None = None
    tags: list[dict[str, str]] = field(default_factory=list)
    overrides: dict[str, Any] | None = None
    exec_enabled: bool = False
    distinct: bool = False
    """Whether each task needs a container instance of its own."""


def launch(plane: Plane, wish: Wish, present: Collection[Task]) -> Task | Refusal:
    """Start one task beside those `present`, or say why there is no place for it."""
    provider = placement.pick_provider(wish.settings.get("capacityProviderStrategy", []), present)
    launch_type = _launch_type(wish.settings, provider)
    instance: ContainerInstance | None = None
    if launch_type == "FARGATE" and wish.cluster.fargate_refusal:
        return Refusal(reason=wish.cluster.fargate_refusal)
    if launch_type == "EC2":
        taken = {task.instance for task in present} if wish.distinct else set()
        picked = placement.pick_instance(wish.cluster, wish.definition, provider, present, taken)
        if isinstance(picked, Refusal):
            return picked
        instance = picked
    task = _make(plane, wish, launch_type, provider)
    _connect(plane, wish, task, instance, present)
    _enrol(task)
    life.begin(plane, task)
    return task


def _launch_type(settings: dict[str, Any], provider: str | None) -> str:
    if provider is None:
        return str(settings.get("launchType", "EC2"))
    return "FARGATE" if provider in FARGATE_PROVIDERS else "EC2"


def _make(plane: Plane, wish: Wish, launch_type: str, provider: str | None) -> Task:
    identifier = plane.world.hex_id(f"task:{wish.stream}")
    stream = plane.world.random(identifier)
    digests = wish.digests or images.digests(plane.state, wish.definition)
    version = wish.settings.get("platformVersion", "LATEST")
    fargate = launch_type == "FARGATE"
    return Task(
        id=identifier,
        arn=plane.arn(f"task/{wish.cluster.name}/{identifier}"),
        cluster=wish.cluster,
        definition=wish.definition,
        launch_type=shared(launch_type),
        group=shared(wish.group),
        created_at=plane.now,
        dice=tuple(stream.random() for _ in range(dice.COUNT)),
        containers=[Container(spec, digests[spec.name]) for spec in wish.definition.containers],
        started_by=wish.started_by,
        deployment=wish.deployment,
        watcher=wish.watcher,
        capacity_provider=provider,
        platform_version=("1.4.0" if version == "LATEST" else version) if fargate else None,
        overrides=wish.overrides,
        tags=wish.tags,
        exec_enabled=wish.exec_enabled,
    )


def _connect(
    plane: Plane,
    wish: Wish,
    task: Task,
    instance: ContainerInstance | None,
    present: Collection[Task],
) -> None:
    """Give the task its network interface, and its share of a container instance."""
    network = wish.settings.get("networkConfiguration", {}).get("awsvpcConfiguration")
    if instance:
        task.instance, task.zone = instance, instance.zone
        instance.tasks[task.id] = task
        instance.cpu_used += task.definition.cpu
        instance.memory_used += task.definition.memory
        instance.version += 1
    if network and task.definition.network_mode == "awsvpc":
        subnet_ids = network["subnets"]
        if instance:
            same = [s for s in subnet_ids if placement.subnet(plane, s).zone == instance.zone]
            subnet_ids = same or subnet_ids
        task.network = network
        task.subnet = placement.pick_subnet(plane, subnet_ids, present)
        task.zone = task.zone or task.subnet.zone
        task.address = placement.take_address(task.subnet)


def _enrol(task: Task) -> None:
    task.cluster.tasks[task.id] = task
    if task.deployment:
        task.deployment.tasks[task.id] = task
    enter_index(task)
    tally(task, +1)
