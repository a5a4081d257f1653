"""Which sizes Fargate has, against the table of the developer guide and the simulated ECS."""

from itertools import product

import pytest

from ecstui.analysis.fargate_sizes import MEMORY, cpu_units, mebibytes, memory_with, misfit
from ecstui.sim.services.ecs.definition_reading import FARGATE_MEMORY

ENDS = {
    256: (512, 2048, 3),
    512: (1024, 4096, 4),
    1024: (2048, 8192, 7),
    2048: (4096, 16384, 13),
    4096: (8192, 30720, 23),
    8192: (16384, 61440, 12),
    16384: (32768, 122880, 12),
    32768: (61440, 249856, 3),
}
"""Smallest and largest memory, and how many there are."""


def test_the_table_has_the_ends_and_the_number_of_the_developer_guide() -> None:
    assert {cpu: (m[0], m[-1], len(m)) for cpu, m in MEMORY.items()} == ENDS


def test_it_agrees_with_the_simulated_ecs_on_every_pair() -> None:
    cpus = [*MEMORY, 128, 768, 65536]
    sizes = {size for known in FARGATE_MEMORY.values() for size in known} | {256, 3000, 262144}
    for cpu, memory in product(cpus, sizes):
        assert (misfit(str(cpu), str(memory)) == "") == (memory in FARGATE_MEMORY.get(cpu, ()))


@pytest.mark.parametrize(
    ("text", "units"),
    [("256", 256), (".25 vCPU", 256), ("0.5vcpu", 512), (" 2 VCPU ", 2048), ("1 cpu", None),
     ("", None), ("0", None), ("-256", None), ("256.5", None), ("much", None), ("²", None)],
)  # fmt: skip
def test_cpu_is_units_or_vcpus(text: str, units: int | None) -> None:
    assert cpu_units(text) == units


@pytest.mark.parametrize(
    ("text", "mib"),
    [("512", 512), ("2 GB", 2048), (".5gb", 512), ("2 GiB", None), ("1 vCPU", None)],
)
def test_memory_is_mebibytes_or_gigabytes(text: str, mib: int | None) -> None:
    assert mebibytes(text) == mib


def test_sizes_with_units_fit_too() -> None:
    assert misfit("1 vCPU", "2 GB") == ""


def test_what_does_not_fit_is_told_with_what_would() -> None:
    assert misfit("512", "512") == (
        "Fargate has no size with CPU 512 and memory 512: "
        "with 512 CPU: 1024 to 4096 MiB in steps of 1024"
    )
    assert misfit("32768", None).endswith("with 32768 CPU: 61440, 122880, 249856 MiB")
    assert misfit("300", "512").startswith("Fargate has no size with CPU 300: it has 256, 512,")
    assert misfit(None, "512").startswith("Fargate has no size with CPU not said")


def test_steps_are_told() -> None:
    assert memory_with(8192) == "with 8192 CPU: 16384 to 61440 MiB in steps of 4096"
