"""Which sizes a task on Fargate may have.

Source: ECS developer guide, "Task definition parameters for Fargate", "Task size": the table of CPU
values and the memory values that go with each. RegisterTaskDefinition takes `1024` or `1 vCPU`, and
MiB or `2 GB`.
"""

import re
from collections.abc import Mapping, Sequence

GIB = 1024
UNIT = 1024
"""CPU units of a vCPU, and MiB of a GB."""

MEMORY: Mapping[int, Sequence[int]] = {
    256: (512, GIB, 2 * GIB),
    512: range(GIB, 4 * GIB + 1, GIB),
    1024: range(2 * GIB, 8 * GIB + 1, GIB),
    2048: range(4 * GIB, 16 * GIB + 1, GIB),
    4096: range(8 * GIB, 30 * GIB + 1, GIB),
    8192: range(16 * GIB, 60 * GIB + 1, 4 * GIB),
    16384: range(32 * GIB, 120 * GIB + 1, 8 * GIB),
    32768: (60 * GIB, 120 * GIB, 244 * GIB),
}
"""The MiB that go with CPU units, the smallest first."""

_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>[a-z]*)", re.ASCII)


def cpu_units(text: str) -> int | None:
    """`512` or `.5 vCPU` in CPU units; None if it says nothing of the kind."""
    return _amount(text, "vcpu")


def mebibytes(text: str) -> int | None:
    """`2048` or `2 GB` in MiB; None if it says nothing of the kind."""
    return _amount(text, "gb")


def _amount(text: str, unit: str) -> int | None:
    found = _AMOUNT.fullmatch(text.strip().lower())
    if found is None or found["unit"] not in ("", unit):
        return None
    number = float(found["number"]) * (UNIT if found["unit"] else 1)
    return int(number) if number > 0 and number == int(number) else None


def misfit(cpu: str | None, memory: str | None) -> str:
    """Why Fargate has no task of that size, and which it has; empty if it has.

    :param cpu: of the task, as in its task definition; `memory` too.
    """
    units, mib = cpu_units(cpu or ""), mebibytes(memory or "")
    if units is None or units not in MEMORY:
        known = ", ".join(str(each) for each in MEMORY)
        return f"Fargate has no size with CPU {cpu or 'not said'}: it has {known}"
    if mib not in MEMORY[units]:
        said = memory or "not said"
        return f"Fargate has no size with CPU {units} and memory {said}: {memory_with(units)}"
    return ""


def memory_with(units: int) -> str:
    """`with 512 CPU: 1024 to 4096 MiB in steps of 1024`.

    :raises KeyError: Fargate has no tasks with so many CPU units.
    """
    sizes = MEMORY[units]
    if isinstance(sizes, range):
        said = f"{sizes[0]} to {sizes[-1]} MiB in steps of {sizes.step}"
    else:
        said = f"{', '.join(map(str, sizes))} MiB"
    return f"with {units} CPU: {said}"
