from dataclasses import replace

import pytest

from ecstui.analysis.instance_health import judge_instance
from ecstui.analysis.verdict import Level
from ecstui.model.container_instance import (
    ContainerInstanceHealthStatus,
    InstanceHealthCheckResult,
    Resource,
)
from ecstui.model.ecs import ContainerInstance
from tests.analysis.world import NOW, minutes_ago

INSTANCE = ContainerInstance(
    container_instance_arn="arn:aws:ecs:r:1:container-instance/prod/1",
    status="ACTIVE",
    agent_connected=True,
    running_tasks_count=3,
    registered_resources=(Resource("CPU", 2000), Resource("MEMORY", 4000)),
    remaining_resources=(Resource("CPU", 500), Resource("MEMORY", 200)),
)
IMPAIRED = ContainerInstanceHealthStatus(
    "IMPAIRED",
    (
        InstanceHealthCheckResult("AGENT_CONNECTIVITY", "OK"),
        InstanceHealthCheckResult(
            "CONTAINER_RUNTIME", "IMPAIRED", "it hangs", last_status_change=minutes_ago(8)
        ),
    ),
)


def told(instance: ContainerInstance) -> tuple[str, Level, str]:
    verdict = judge_instance(instance)
    return verdict.word, verdict.level, verdict.evidence(NOW)


def left(cpu: int, memory: int) -> ContainerInstance:
    return replace(INSTANCE, remaining_resources=(Resource("CPU", cpu), Resource("MEMORY", memory)))


def test_an_instance_in_order_says_what_room_there_is() -> None:
    assert told(INSTANCE) == ("ACTIVE", Level.GOOD, "3 tasks running, 25% CPU and 5% MEMORY left")


def test_a_resource_with_less_than_a_twentieth_left_is_told() -> None:
    assert told(left(500, 199)) == (
        "FULL",
        Level.AMBER,
        "199 of 4000 MiB of memory left, 3 tasks running",
    )
    assert told(left(0, 0))[2].startswith("0 of 2000 CPU units and 0 of 4000 MiB of memory left")


def test_an_instance_whose_resources_are_not_known_is_not_full() -> None:
    bare = replace(INSTANCE, registered_resources=(), remaining_resources=())
    assert told(bare) == ("ACTIVE", Level.GOOD, "3 tasks running")


def test_an_agent_that_is_not_connected_is_worse_than_draining() -> None:
    word, level, evidence = told(replace(INSTANCE, agent_connected=False, status="DRAINING"))
    assert (word, level) == ("DISCONNECTED", Level.RED)
    assert evidence.endswith("nothing can be started or stopped here, 3 tasks running")


def test_an_impaired_instance_names_the_check_the_reason_and_since_when() -> None:
    found = told(replace(INSTANCE, health_status=IMPAIRED, status="DRAINING"))
    assert found == ("IMPAIRED", Level.RED, "CONTAINER_RUNTIME it hangs, for 8m")


@pytest.mark.parametrize(
    ("status", "level", "evidence"),
    [
        ("DRAINING", Level.AMBER, "takes no new tasks, 3 tasks running, 1 pending"),
        ("REGISTERING", Level.BUSY, "3 tasks running, 1 pending"),
        ("REGISTRATION_FAILED", Level.RED, "ECS gives no reason"),
        ("INACTIVE", Level.QUIET, "3 tasks running, 1 pending"),
    ],
)
def test_other_states(status: str, level: Level, evidence: str) -> None:
    instance = replace(INSTANCE, status=status, pending_tasks_count=1)
    assert told(instance) == (status, level, evidence)
