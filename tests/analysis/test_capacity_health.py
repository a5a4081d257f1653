import pytest

from ecstui.analysis.capacity_health import judge_capacity_provider
from ecstui.analysis.verdict import Level
from ecstui.model.capacity_provider import AutoScalingGroupProvider, ManagedScaling
from ecstui.model.ecs import CapacityProvider
from tests.analysis.world import NOW

GROUP = AutoScalingGroupProvider("arn:asg", ManagedScaling("ENABLED", 90))


@pytest.mark.parametrize(
    ("status", "update", "reason", "word", "level", "evidence"),
    [
        ("ACTIVE", None, None, "ACTIVE", Level.GOOD, "EC2_AUTOSCALING, kept 90% full by ECS"),
        ("ACTIVE", "UPDATE_COMPLETE", None, "ACTIVE", Level.GOOD,
            "EC2_AUTOSCALING, kept 90% full by ECS"),
        ("ACTIVE", "UPDATE_FAILED", "no such group.", "UPDATE_FAILED", Level.RED, "no such group"),
        ("ACTIVE", "DELETE_IN_PROGRESS", None, "DELETE_IN_PROGRESS", Level.BUSY,
            "EC2_AUTOSCALING, kept 90% full by ECS"),
        ("PROVISIONING", None, None, "PROVISIONING", Level.BUSY,
            "EC2_AUTOSCALING, kept 90% full by ECS"),
        ("INACTIVE", None, None, "INACTIVE", Level.QUIET, "EC2_AUTOSCALING, kept 90% full by ECS"),
    ],
)  # fmt: skip
def test_the_last_update_counts_before_the_status(
    status: str, update: str | None, reason: str | None, word: str, level: Level, evidence: str
) -> None:
    provider = CapacityProvider(
        "arn:cp",
        "cp",
        status,
        auto_scaling_group_provider=GROUP,
        update_status=update,
        update_status_reason=reason,
    )
    found = judge_capacity_provider(provider)
    assert (found.word, found.level, found.evidence(NOW)) == (word, level, evidence)


def test_what_ecs_does_not_scale_says_so() -> None:
    alone = CapacityProvider(
        "a", "cp", auto_scaling_group_provider=AutoScalingGroupProvider("arn:asg")
    )
    assert judge_capacity_provider(alone).evidence(NOW) == "EC2_AUTOSCALING, not scaled by ECS"
    assert judge_capacity_provider(CapacityProvider("a", "FARGATE")).evidence(NOW) == "FARGATE"
