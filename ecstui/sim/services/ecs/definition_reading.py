"""From what was registered to a task definition: checks, defaults, and what its tasks live by.

Sources: RegisterTaskDefinition in the API reference; developer guide, "Task definition parameters
for Fargate" (the table of CPU and memory pairs). The codes are AWS's, some of the wording is ours.
"""

import re

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.identifiers import shared
from ecstui.sim.services.ecs.records.definition import ContainerSpec, TaskDefinition

FAMILY = re.compile(r"[A-Za-z0-9_-]{1,255}")
AMOUNT = re.compile(r"(?P<number>\d*\.?\d+)\s*(?P<unit>[a-z]*)")
MOST_CONTAINERS = 10
GIB = 1024
FARGATE_MEMORY: dict[int, frozenset[int]] = {
    256: frozenset({512, GIB, 2 * GIB}),
    512: frozenset(range(GIB, 4 * GIB + 1, GIB)),
    1024: frozenset(range(2 * GIB, 8 * GIB + 1, GIB)),
    2048: frozenset(range(4 * GIB, 16 * GIB + 1, GIB)),
    4096: frozenset(range(8 * GIB, 30 * GIB + 1, GIB)),
    8192: frozenset(range(16 * GIB, 60 * GIB + 1, 4 * GIB)),
    16384: frozenset(range(32 * GIB, 120 * GIB + 1, 8 * GIB)),
    32768: frozenset({60 * GIB, 120 * GIB, 244 * GIB}),
}
"""MiB that go with CPU units."""
DEFAULT_STOP_TIMEOUT = 30.0


def check(body: Body) -> None:
    """Refuse what cannot work: ClientException, as AWS does for semantic faults."""
    if not FAMILY.fullmatch(body["family"]):
        raise refusals.client_error("Family contains invalid characters.")
    containers = body["containerDefinitions"]
    if not 1 <= len(containers) <= MOST_CONTAINERS:
        raise refusals.client_error(f"Container list must have 1 to {MOST_CONTAINERS} entries.")
    _check_names(containers)
    if not any(c.get("essential", True) for c in containers):
        raise refusals.client_error("At least one container must be essential.")
    for container in containers:
        _check_container(container, body)
    if "FARGATE" in body.get("requiresCompatibilities", []):
        _check_fargate(body)


def _check_names(containers: list[Body]) -> None:
    names = [c.get("name") for c in containers]
    if None in names or any(not FAMILY.fullmatch(str(n)) for n in names):
        raise refusals.client_error("Container.name should not be null or empty.")
    if len(set(names)) < len(names):
        raise refusals.client_error("Container names must be unique.")
    for container in containers:
        if not container.get("image"):
            raise refusals.client_error("Container.image should not be null or empty.")


def _check_container(container: Body, body: Body) -> None:
    memory, reservation = container.get("memory"), container.get("memoryReservation")
    if memory is None and reservation is None and "memory" not in body:
        raise refusals.client_error(
            f"Invalid setting for container '{container['name']}'. At least one of 'memory' or "
            "'memoryReservation' must be specified."
        )
    if memory is not None and reservation is not None and memory < reservation:
        raise refusals.client_error("Memory must be at least the memory reservation.")


def _check_fargate(body: Body) -> None:
    if body.get("networkMode") != "awsvpc":
        raise refusals.client_error("Fargate only supports network mode 'awsvpc'.")
    for name in ("cpu", "memory"):
        if name not in body:
            raise refusals.client_error(
                f"Fargate requires that '{name}' be defined at the task level."
            )
    if not _fargate_pair(body):
        raise refusals.client_error("No Fargate configuration exists for given values.")


def _fargate_pair(body: Body) -> bool:
    cpu, memory = _cpu_units(body.get("cpu", "0")), _mebibytes(body.get("memory", "0"))
    return memory in FARGATE_MEMORY.get(cpu, ())


def _cpu_units(text: str) -> int:
    """`1024`, or `1 vCPU`."""
    return _amount(text, "vcpu", "cpu")


def _mebibytes(text: str) -> int:
    """`2048`, or `2 GB`."""
    return _amount(text, "gb", "memory")


def _amount(text: str, big_unit: str, what: str) -> int:
    """A number; with a unit it counts 1,024 fold."""
    match = AMOUNT.fullmatch(text.strip().lower())
    if match is None or match["unit"] not in ("", big_unit):
        raise refusals.client_error(f"Invalid '{what}' setting for task: {text}")
    return int(float(match["number"]) * (1024 if match["unit"] else 1))


def read(
    body: Body, *, arn: str, revision: int, registered_at: float, registered_by: str
) -> TaskDefinition:
    """The task definition that a checked request registers."""
    containers = [_with_defaults(c) for c in body["containerDefinitions"]]
    awaited = _awaited(containers)
    specs = tuple(_spec(c, awaited) for c in containers)
    kept = {k: v for k, v in body.items() if k != "tags"}
    defaults = {"networkMode": "bridge", "volumes": [], "placementConstraints": []}
    whole = {**defaults, **kept, "containerDefinitions": containers}
    return TaskDefinition(
        arn=shared(arn),
        family=shared(body["family"]),
        revision=revision,
        body=whole,
        containers=specs,
        network_mode=whole["networkMode"],
        cpu=_cpu_units(body["cpu"]) if "cpu" in body else sum(s.cpu for s in specs),
        memory=_mebibytes(body["memory"]) if "memory" in body else sum(map(_footprint, specs)),
        checked=any(s.essential and s.healthy_after is not None for s in specs),
        fargate=whole["networkMode"] == "awsvpc" and _fargate_pair(body),
        registered_at=registered_at,
        registered_by=registered_by,
        tags=body.get("tags", []),
    )


def _footprint(spec: ContainerSpec) -> int:
    """What placement reserves: the soft limit if there is one."""
    return spec.reservation or spec.memory or 0


def _with_defaults(container: Body) -> Body:
    ports = [
        {"hostPort": 0, "protocol": "tcp", **port} for port in container.get("portMappings", [])
    ]
    lists: Body = {"environment": [], "mountPoints": [], "volumesFrom": [], "systemControls": []}
    return {"cpu": 0, "essential": True, **lists, **container, "portMappings": ports}


def _awaited(containers: list[Body]) -> set[str]:
    """Containers that others wait for to finish."""
    return {
        item["containerName"]
        for container in containers
        for item in container.get("dependsOn", [])
        if item["condition"] in {"SUCCESS", "COMPLETE"}
    }


def _spec(container: Body, awaited: set[str]) -> ContainerSpec:
    check = container.get("healthCheck")
    interval = float(check.get("interval", 30)) if check else 0.0
    period = float(check.get("startPeriod", 0)) if check else 0.0
    retries = int(check.get("retries", 3)) if check else 0
    return ContainerSpec(
        name=shared(container["name"]),
        image=shared(container["image"]),
        essential=bool(container["essential"]),
        cpu=container["cpu"],
        memory=container.get("memory"),
        reservation=container.get("memoryReservation"),
        stop_timeout=float(container.get("stopTimeout", DEFAULT_STOP_TIMEOUT)),
        healthy_after=interval if check else None,
        unhealthy_after=period + retries * interval,
        completes=container["name"] in awaited,
        read_only=bool(container.get("readonlyRootFilesystem")),
        ports=tuple(
            (p.get("containerPort", 0), p["hostPort"], p["protocol"])
            for p in container["portMappings"]
        ),
    )
