from dataclasses import replace

import pytest

from ecstui.analysis import cost
from ecstui.model.ecs import CapacityProviderStrategyItem, Service, TaskDefinition
from ecstui.model.task_definition import EphemeralStorage, RuntimePlatform

FARGATE = Service("arn", "checkout", "arn", "ACTIVE", 4, 4, 0, launch_type="FARGATE")
TASK = TaskDefinition("arn", "checkout", 1, "ACTIVE", (), cpu="1024", memory="2048")


def strategy(*items: tuple[str, int, int]) -> Service:
    """A service with providers, each with weight and base."""
    found = tuple(CapacityProviderStrategyItem(*item) for item in items)
    return replace(FARGATE, launch_type=None, capacity_provider_strategy=found)


def test_a_task_costs_its_vcpus_and_its_memory() -> None:
    # us-east-1, by hand: 730 * (0.04048 + 2 * 0.004445) = 36.0401
    assert cost.per_month(FARGATE, TASK, 1, "us-east-1") == pytest.approx(36.0401)
    assert cost.per_month(FARGATE, TASK, 3, "us-east-1") == pytest.approx(3 * 36.0401)
    assert cost.per_month(FARGATE, TASK, 0, "us-east-1") == 0


def test_prices_differ_by_region_processor_and_system() -> None:
    arm = replace(TASK, runtime_platform=RuntimePlatform("ARM64", "LINUX"))
    windows = replace(TASK, runtime_platform=RuntimePlatform("X86_64", "WINDOWS_SERVER_2022_CORE"))
    tokyo = [cost.per_month(FARGATE, each, 1, "ap-northeast-1") for each in (TASK, arm)]
    assert tokyo == pytest.approx([730 * (0.05056 + 2 * 0.00553), 730 * (0.04045 + 2 * 0.00442)])
    there = cost.per_month(FARGATE, windows, 1, "us-east-1")
    assert there == pytest.approx(730 * (0.13748 + 2 * 0.01005))


def test_only_the_disk_above_what_is_included_is_paid() -> None:
    included = replace(TASK, ephemeral_storage=EphemeralStorage(20))
    more = replace(TASK, ephemeral_storage=EphemeralStorage(50))
    bare = cost.per_month(FARGATE, TASK, 1, "us-east-1")
    assert bare is not None
    assert cost.per_month(FARGATE, included, 1, "us-east-1") == bare
    assert cost.per_month(FARGATE, more, 1, "us-east-1") == pytest.approx(
        bare + 730 * 30 * 0.000111
    )


@pytest.mark.parametrize(
    ("items", "count", "on_demand", "spot"),
    [
        ([("FARGATE", 1, 0)], 5, 5, 0),
        ([("FARGATE_SPOT", 1, 0)], 5, 0, 5),
        ([("FARGATE", 1, 2), ("FARGATE_SPOT", 3, 0)], 10, 4, 6),
        ([("FARGATE", 1, 2), ("FARGATE_SPOT", 3, 0)], 1, 1, 0),
        ([("FARGATE", 1, 0), ("FARGATE_SPOT", 0, 4)], 6, 2, 4),
        ([("FARGATE", 0, 3)], 3, 3, 0),
    ],
)
def test_base_and_weights_divide_the_tasks(
    items: list[tuple[str, int, int]], count: int, on_demand: int, spot: int
) -> None:
    assert cost.share(strategy(*items), count) == cost.Share(on_demand, spot)


def test_spare_capacity_costs_less() -> None:
    full = cost.per_month(strategy(("FARGATE", 1, 0)), TASK, 4, "us-east-1")
    spare = cost.per_month(strategy(("FARGATE_SPOT", 1, 0)), TASK, 4, "us-east-1")
    assert full is not None
    assert spare == pytest.approx(full * cost.SPOT_SHARE)
    mixed = strategy(("FARGATE", 1, 0), ("FARGATE_SPOT", 1, 0))
    assert "Spot at a guess" in cost.change(mixed, TASK, 2, 4, "us-east-1")


@pytest.mark.parametrize(
    "service",
    [replace(FARGATE, launch_type="EC2"), strategy(("FARGATE", 1, 0), ("on-ec2", 1, 0))],
)
def test_what_runs_on_machines_of_ones_own_is_not_priced(service: Service) -> None:
    assert cost.change(service, TASK, 2, 4, "us-east-1") == ""


def test_a_task_definition_without_size_is_not_priced() -> None:
    assert cost.change(FARGATE, replace(TASK, cpu=None), 2, 4, "us-east-1") == ""
    assert cost.change(FARGATE, replace(TASK, memory=None), 2, 4, "us-east-1") == ""


def test_the_sentence_says_that_it_is_an_estimate_and_from_where() -> None:
    known = cost.change(FARGATE, TASK, 40, 60, "ap-northeast-1")
    assert known.startswith("~$1,799 → ~$2,699 a month: an estimate")
    assert f"in ap-northeast-1 as of {cost.AS_OF}" in known
    assert "in us-east-1" in cost.change(FARGATE, TASK, 4, 6, "sa-east-1")
