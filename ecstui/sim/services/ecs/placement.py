"""Where a task goes: a capacity provider, a subnet for Fargate, a container instance for EC2.

Spread over Availability Zones first, as the service scheduler does by default (developer guide,
"Amazon ECS task placement"); within a zone the instance with the most memory left.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.capacity import Subnet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance
    from ecstui.sim.services.ecs.records.definition import TaskDefinition
    from ecstui.sim.services.ecs.records.task import Task
    from ecstui.sim.services.ecs.state import Plane

ZONE_LETTERS = "acd"
"""The zones of ap-northeast-1 that accounts see; used for subnets that nobody declared."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no container instance will do, or AWS Fargate has no room."""

    closest: ContainerInstance | None = None
    """The instance that lacks least."""
    lacking: str = ""
    """`CPU` or `MEMORY`; empty if there is no instance at all."""
    reason: str = ""
    """AWS Fargate's reason, in its words; empty for container instances."""


def full(refusal: Refusal | None) -> bool:
    """Whether a task would find a place if another one of the service went."""
    return refusal is not None and not refusal.reason


def pick_provider(strategy: list[dict[str, Any]], present: Iterable[Task]) -> str | None:
    """The capacity provider that is furthest below its share: bases first, then weights."""
    if not strategy:
        return None
    counts = Counter(task.capacity_provider for task in present)
    for item in strategy:
        if counts[item["capacityProvider"]] < item.get("base", 0):
            return str(item["capacityProvider"])
    weighted = [item for item in strategy if item.get("weight", 0) > 0] or strategy

    def fullness(item: dict[str, Any]) -> float:
        above_base = counts[item["capacityProvider"]] - item.get("base", 0)
        return float((above_base + 1) / max(item.get("weight", 1), 1))

    return str(min(weighted, key=fullness)["capacityProvider"])


def pick_subnet(plane: Plane, subnet_ids: list[str], present: Iterable[Task]) -> Subnet:
    """The subnet in whose zone the fewest of the tasks are."""
    zones = Counter(task.zone for task in present)
    subnets = [subnet(plane, subnet_id) for subnet_id in subnet_ids]
    return min(subnets, key=lambda s: (zones[s.zone], len(s.used), s.id))


def subnet(plane: Plane, subnet_id: str) -> Subnet:
    """A subnet by id; an undeclared one gets a zone and a block that follow from its id."""
    found = plane.state.subnets.get(subnet_id)
    if found is None:
        dice = int(derived(subnet_id, "subnet", 6), 16)
        zone = plane.region + ZONE_LETTERS[dice % len(ZONE_LETTERS)]
        found = Subnet(subnet_id, zone, "10.0", 16 * (dice % 16))
        plane.state.subnets[subnet_id] = found
    return found


def take_address(place: Subnet) -> int:
    """A free host number of a subnet; a freed one is not used again at once."""
    for _ in range(place.size):
        place.last = place.last % place.size + 1
        if place.last not in place.used:
            break
    place.used.add(place.last)
    return place.last


def address_text(place: Subnet, host: int) -> str:
    """A private IPv4 address; the first four of a block belong to AWS."""
    number = host + 3
    return f"{place.prefix}.{place.base + number // 256}.{number % 256}"


def pick_instance(
    cluster: Cluster,
    definition: TaskDefinition,
    provider: str | None,
    present: Iterable[Task],
    taken: Collection[ContainerInstance | None] = (),
) -> ContainerInstance | Refusal:
    """An ACTIVE container instance with room, none of those `taken`, or why there is none."""
    active = [
        i
        for i in cluster.instances.values()
        if i.status == "ACTIVE" and i.agent_connected and provider in (None, i.capacity_provider)
    ]
    active = [i for i in active if i not in taken]
    fitting = [i for i in active if _lacks(i, definition) == ""]
    if not fitting:
        closest = min(active, key=lambda i: i.memory_used - i.memory, default=None)
        return Refusal(closest, _lacks(closest, definition) if closest else "")
    zones = Counter(task.zone for task in present)
    return min(fitting, key=lambda i: (zones[i.zone], i.memory_used - i.memory, i.id))


def _lacks(instance: ContainerInstance, definition: TaskDefinition) -> str:
    if instance.memory - instance.memory_used < definition.memory:
        return "MEMORY"
    if instance.cpu - instance.cpu_used < definition.cpu:
        return "CPU"
    return ""
