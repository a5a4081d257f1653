"""Reads of Application Auto Scaling, of ECS services only."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import Paged, pascal
from ecstui.aws.paging import in_batches
from ecstui.model.autoscaling import ScalableTarget, ScalingActivity, ScalingPolicy

OF_ECS: Mapping[str, Any] = {
    "ServiceNamespace": "ecs",
    "ScalableDimension": "ecs:service:DesiredCount",
}
"""Members of every input."""
IDS, TARGETS, POLICIES, ACTIVITIES = 50, pascal(50), pascal(10), pascal(50)
"""Most ids of a call, and pages (Application Auto Scaling API Reference)."""

_TARGETS = Paged(reads.DESCRIBE_SCALABLE_TARGETS, "ScalableTargets", ScalableTarget, TARGETS)
_POLICIES = Paged(reads.DESCRIBE_SCALING_POLICIES, "ScalingPolicies", ScalingPolicy, POLICIES)
_ACTIVITIES = Paged(
    reads.DESCRIBE_SCALING_ACTIVITIES, "ScalingActivities", ScalingActivity, ACTIVITIES
)


def resource_id(cluster: str, service: str) -> str:
    """How a service is called here, by the names of its cluster and its own."""
    return f"service/{cluster}/{service}"


async def scalable_targets(
    conn: ReadConnection, resource_ids: Sequence[str]
) -> tuple[ScalableTarget, ...]:
    """Those of some services that are scalable targets; the others are not autoscaled.

    :param resource_ids: as `resource_id` makes them.
    :raises AwsFailure: a call did not succeed.
    """

    async def batch(ids: Sequence[str]) -> tuple[ScalableTarget, ...]:
        return await _TARGETS.read(conn, ResourceIds=list(ids), **OF_ECS)

    return await in_batches(resource_ids, IDS, batch)


async def scaling_policies(conn: ReadConnection, resource_id: str) -> tuple[ScalingPolicy, ...]:
    """The policies of one service.

    :raises AwsFailure: a call did not succeed.
    """
    return await _POLICIES.read(conn, ResourceId=resource_id, **OF_ECS)


async def scaling_activities(
    conn: ReadConnection, resource_id: str, most: int | None = 50
) -> tuple[ScalingActivity, ...]:
    """What was done to one service in the last six weeks and what was not, newest first.

    :param most: how many at least if there are so many; whole pages are read. None for all.
    :raises AwsFailure: a call did not succeed.
    """
    return await _ACTIVITIES.read(
        conn,
        enough=None if most is None else lambda found: len(found) >= most,
        ResourceId=resource_id,
        IncludeNotScaledActivities=True,
        **OF_ECS,
    )
