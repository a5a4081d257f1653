"""The scenario fleet: many tasks, cheaply."""

import time
from typing import Any

import pytest

from ecstui.sim import scenarios
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.world import EPOCH, World


def counts(world: World) -> tuple[int, int]:
    me = next(iter(world.identities.values()))
    call = Call(world, me, "ap-northeast-1", "ecs", "DescribeClusters", "request")
    (cluster,) = dispatch(call, {"clusters": ["fleet"]})["clusters"]
    return cluster["runningTasksCount"], cluster["pendingTasksCount"]


def stopped(world: World) -> int:
    me = next(iter(world.identities.values()))
    found = 0
    token: dict[str, str] = {}
    while True:
        call = Call(world, me, "ap-northeast-1", "ecs", "ListTasks", "request")
        answer = dispatch(call, {"cluster": "fleet", "desiredStatus": "STOPPED", **token})
        found += len(answer["taskArns"])
        if "nextToken" not in answer:
            return found
        token = {"nextToken": answer["nextToken"]}


def test_ten_thousand_tasks_are_there_soon_and_cost_little() -> None:
    begun = time.perf_counter()
    world = scenarios.build("fleet", seed=7, start=EPOCH)
    built = time.perf_counter()
    world.advance(60)
    minute = time.perf_counter() - built

    running, pending = counts(world)
    assert 9850 <= running <= 10_000
    assert running + pending <= 10_000
    # Several times what it takes on a quiet machine.
    assert built - begun < 15
    assert minute < 1.5


def test_about_one_percent_is_replaced_each_minute() -> None:
    world = scenarios.build("fleet", seed=7, start=EPOCH, services=50, tasks=20)
    before = stopped(world)

    world.advance(600)

    assert 60 <= stopped(world) - before <= 140
    assert sum(counts(world)) >= 980


def test_nothing_but_spot_takes_a_task_away() -> None:
    world = scenarios.build("fleet", seed=7, start=EPOCH, services=50, tasks=20)
    world.advance(600)
    me = next(iter(world.identities.values()))

    def ecs(operation: str, parameters: dict[str, object]) -> dict[str, Any]:
        answer = dispatch(Call(world, me, "ap-northeast-1", "ecs", operation, "r"), parameters)
        return dict(answer)

    arns = ecs("ListTasks", {"cluster": "fleet", "desiredStatus": "STOPPED"})["taskArns"]
    tasks = ecs("DescribeTasks", {"cluster": "fleet", "tasks": arns})["tasks"]

    assert len(tasks) > 30
    assert {task["stopCode"] for task in tasks} == {"SpotInterruption"}
    assert {task["capacityProviderName"] for task in tasks} == {"FARGATE_SPOT"}


def test_sizes_are_for_the_fleet_only() -> None:
    with pytest.raises(ValueError, match="acme"):
        scenarios.build("acme", seed=7, start=EPOCH, services=3)
    with pytest.raises(ValueError, match="no scenario"):
        scenarios.build("other", seed=7, start=EPOCH)
