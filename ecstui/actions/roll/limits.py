"""Whether the containers of a task definition find room in their task.

Source: API reference, ContainerDefinition: the CPU and memory that the containers reserve must not
be more than the task has; a container reserves its soft limit of memory, or the hard one.
"""

from collections.abc import Mapping
from typing import Any

from ecstui.actions.plan import Preflight, Result
from ecstui.actions.roll.fields import containers_in
from ecstui.actions.roll.variables import both
from ecstui.analysis.fargate_sizes import cpu_units, mebibytes, misfit

SIZE, LIMITS, NAMES = "size", "container limits", "variables"


def check_size(body: Mapping[str, Any], *, fargate: bool) -> Preflight:
    """Whether Fargate has tasks of that size; elsewhere any amount may be asked for."""
    cpu, memory = _text(body, "cpu"), _text(body, "memory")
    if fargate:
        if wrong := misfit(cpu, memory):
            return Preflight(SIZE, Result.FAIL, wrong)
        return Preflight(SIZE, Result.PASS, f"Fargate has tasks with CPU {cpu}, memory {memory}")
    for member, text, amount in (("CPU", cpu, cpu_units), ("memory", memory, mebibytes)):
        if text is not None and amount(text) is None:
            return Preflight(SIZE, Result.FAIL, f"{text} is no amount of {member}")
    return Preflight(SIZE, Result.PASS, "tasks on instances may have any size")


def check_limits(body: Mapping[str, Any]) -> Preflight:
    """Whether the containers reserve no more than the task has."""
    containers = containers_in(body)
    parts = (
        ("CPU", cpu_units(_text(body, "cpu") or ""), [_cpu(it) for it in containers]),
        ("memory", mebibytes(_text(body, "memory") or ""), [_reserved(it) for it in containers]),
    )
    for what, whole, reserved in parts:
        if whole is not None and sum(reserved) > whole:
            said = f"the containers reserve {sum(reserved)} {what}, and the task has {whole}"
            return Preflight(LIMITS, Result.FAIL, said)
    for container in containers:
        if wrong := _wrong_memory(container, parts[1][1]):
            return Preflight(LIMITS, Result.FAIL, f"{container['name']}: {wrong}")
    return Preflight(LIMITS, Result.PASS, "the containers fit the task")


def check_names(body: Mapping[str, Any]) -> tuple[Preflight, ...]:
    """A failure for each container with a name that is a variable and a secret at once."""
    return tuple(
        Preflight(
            NAMES,
            Result.FAIL,
            f"{container['name']} has {', '.join(names)} as an environment variable and as a "
            "secret: remove one of them",
        )
        for container in containers_in(body)
        if (names := both(container))
    )


def _wrong_memory(container: Mapping[str, Any], whole: int | None) -> str:
    hard, soft = container.get("memory"), container.get("memoryReservation")
    if hard is None and soft is None and whole is None:
        return "it needs memory or memoryReservation, for the task has no memory of its own"
    if hard is not None and soft is not None and soft > hard:
        return f"its memoryReservation {soft} is more than its memory {hard}"
    if hard is not None and whole is not None and hard > whole:
        return f"its memory {hard} is more than the task's {whole}"
    return ""


def _cpu(container: Mapping[str, Any]) -> int:
    return int(container.get("cpu") or 0)


def _reserved(container: Mapping[str, Any]) -> int:
    return int(container.get("memoryReservation") or container.get("memory") or 0)


def _text(body: Mapping[str, Any], member: str) -> str | None:
    value = body.get(member)
    return str(value) if value is not None else None
