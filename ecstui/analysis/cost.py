"""What the Fargate tasks of a service cost in a month: an estimate from prices that are built in.

Sources: AWS price list of Amazon ECS, as quoted in 2026; "AWS Fargate pricing" for what is
included. Discounts (Savings Plans), data transfer, addresses, load balancers and logs are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ecstui.model.ecs import Service, TaskDefinition

AS_OF = "2026-08"
HOURS = 730
"""Of a month, as AWS reckons."""
FREE_STORAGE = 20
"""GiB of each task's disk that cost nothing."""
SPOT_SHARE = 0.35
"""Of the price on demand: AWS says up to 70 % off, and it changes with the demand."""
ON_DEMAND, SPOT = "FARGATE", "FARGATE_SPOT"
"""The launch type, or capacity provider, and the capacity provider of spare capacity."""
FALLBACK = "us-east-1"
"""Whose prices stand for those of a Region that is not in the table."""


@dataclass(frozen=True, slots=True)
class Prices:
    """USD an hour for a vCPU and for a GiB of memory, and for a GiB of disk."""

    vcpu: float
    memory: float
    storage: float


_US = Prices(0.04048, 0.004445, 0.000111)
_US_ARM = Prices(0.03238, 0.00356, 0.000111)
X86: Mapping[str, Prices] = {
    "us-east-1": _US,
    "us-east-2": _US,
    "us-west-2": _US,
    "ap-northeast-1": Prices(0.05056, 0.00553, 0.000133),
    "eu-west-2": Prices(0.04656, 0.00511, 0.000129),
}
ARM: Mapping[str, Prices] = {
    "us-east-1": _US_ARM,
    "us-east-2": _US_ARM,
    "us-west-2": _US_ARM,
    "ap-northeast-1": Prices(0.04045, 0.00442, 0.000133),
    "eu-west-2": Prices(0.03725, 0.00409, 0.000129),
}
WINDOWS: Mapping[str, Prices] = {"us-east-1": Prices(0.09148 + 0.046, 0.01005, 0.000111)}
"""With the fee for the operating system."""


@dataclass(frozen=True, slots=True)
class Share:
    """How the tasks of a service are divided between what Fargate has."""

    on_demand: int
    spot: int


def share(service: Service, count: int) -> Share | None:
    """Where so many tasks of a service would run; None if not all of them on Fargate."""
    strategy = service.capacity_provider_strategy
    if not strategy:
        return Share(count, 0) if service.launch_type == ON_DEMAND else None
    if any(item.capacity_provider not in (ON_DEMAND, SPOT) for item in strategy):
        return None
    # AWS lets one provider have a base; the weights divide what is above it.
    based = sum(item.base for item in strategy if item.capacity_provider == SPOT)
    base = min(count, sum(item.base for item in strategy))
    weights = sum(item.weight for item in strategy)
    weight = sum(item.weight for item in strategy if item.capacity_provider == SPOT)
    above = round((count - base) * weight / weights) if weights else 0
    spot = min(based, base) + above
    return Share(count - spot, spot)


def prices(definition: TaskDefinition, region: str) -> tuple[Prices, str]:
    """The prices of what a task runs on, and the Region that they are really of."""
    platform = definition.runtime_platform
    table = X86
    if platform is not None and (platform.operating_system_family or "").startswith("WINDOWS"):
        table = WINDOWS
    elif platform is not None and platform.cpu_architecture == "ARM64":
        table = ARM
    found = region if region in table else FALLBACK
    return table[found], found


def vcpus(definition: TaskDefinition) -> float | None:
    """The vCPUs of one task; None if the task definition does not say, which Fargate wants."""
    return int(definition.cpu) / 1024 if definition.cpu and definition.cpu.isdigit() else None


def per_month(
    service: Service, definition: TaskDefinition, count: int, region: str
) -> float | None:
    """USD for so many tasks in a month; None if they are not all on Fargate."""
    divided, cpu, memory = share(service, count), vcpus(definition), definition.memory
    if divided is None or cpu is None or not memory or not memory.isdigit():
        return None
    price, _ = prices(definition, region)
    storage = definition.ephemeral_storage
    paid = max(0, storage.size_in_gi_b - FREE_STORAGE) if storage is not None else 0
    task = cpu * price.vcpu + int(memory) / 1024 * price.memory + paid * price.storage
    return HOURS * task * (divided.on_demand + SPOT_SHARE * divided.spot)


def change(
    service: Service, definition: TaskDefinition, before: int, after: int, region: str
) -> str:
    """What another count of tasks comes to, in a sentence; empty if they are not all on Fargate."""
    was = per_month(service, definition, before, region)
    becomes = per_month(service, definition, after, region)
    if was is None or becomes is None:
        return ""
    _, of = prices(definition, region)
    spot = ", Spot at a guess" if SPOT in _providers(service) else ""
    return (
        f"~${was:,.0f} → ~${becomes:,.0f} a month: an estimate from Fargate's prices in {of} as of "
        f"{AS_OF}{spot}, without discounts, traffic and logs"
    )


def _providers(service: Service) -> set[str]:
    return {item.capacity_provider for item in service.capacity_provider_strategy}
