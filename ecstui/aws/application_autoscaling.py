"""Reads of Application Auto Scaling, of ECS services only."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.aws.pages import every_page, pascal
from ecstui.aws.paging import batches, in_flight
from ecstui.model.autoscaling import ScalableTarget, ScalingActivity, ScalingPolicy
from ecstui.model.pascal import PASCAL

OF_ECS: Mapping[str, Any] = {
    "ServiceNamespace": "ecs",
    "ScalableDimension": "ecs:service:DesiredCount",
}
"""Members of every input."""
IDS, TARGETS, POLICIES, ACTIVITIES = 50, pascal(50), pascal(10), pascal(50)
"""Most ids of a call, and pages (Application Auto Scaling API Reference)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Targets:
    scalable_targets: tuple[ScalableTarget, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Policies:
    scaling_policies: tuple[ScalingPolicy, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Activities:
    scaling_activities: tuple[ScalingActivity, ...]
    next_token: str | None = None


_TARGETS = TypeAdapter(_Targets)
_POLICIES = TypeAdapter(_Policies)
_ACTIVITIES = TypeAdapter(_Activities)


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
        return await every_page(
            conn,
            reads.DESCRIBE_SCALABLE_TARGETS,
            _TARGETS,
            lambda page: page.scalable_targets,
            TARGETS,
            ResourceIds=list(ids),
            **OF_ECS,
        )

    unique = list(dict.fromkeys(resource_ids))
    found = await in_flight([partial(batch, ids) for ids in batches(unique, IDS)])
    return tuple(target for part in found for target in part)


async def scaling_policies(conn: ReadConnection, resource_id: str) -> tuple[ScalingPolicy, ...]:
    """The policies of one service.

    :raises AwsFailure: a call did not succeed.
    """
    return await every_page(
        conn,
        reads.DESCRIBE_SCALING_POLICIES,
        _POLICIES,
        lambda page: page.scaling_policies,
        POLICIES,
        ResourceId=resource_id,
        **OF_ECS,
    )


async def scaling_activities(
    conn: ReadConnection, resource_id: str, most: int | None = 50
) -> tuple[ScalingActivity, ...]:
    """What was done to one service in the last six weeks and what was not, newest first.

    :param most: how many at least if there are so many; whole pages are read. None for all.
    :raises AwsFailure: a call did not succeed.
    """
    return await every_page(
        conn,
        reads.DESCRIBE_SCALING_ACTIVITIES,
        _ACTIVITIES,
        lambda page: page.scaling_activities,
        ACTIVITIES,
        enough=None if most is None else lambda found: len(found) >= most,
        ResourceId=resource_id,
        IncludeNotScaledActivities=True,
        **OF_ECS,
    )
