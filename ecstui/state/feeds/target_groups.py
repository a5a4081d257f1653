"""The target groups of a service."""

from ecstui.aws import elbv2
from ecstui.model.target_group import TargetGroup
from ecstui.state.feed import Feed, Source

CALM = 60.0
"""Seconds: which load balancers lead to a target group changes with deployments at most."""


def target_groups(arns: tuple[str, ...]) -> Feed[tuple[TargetGroup, ...]]:
    """Target groups by their ARNs.

    :param arns: in order, so that the same ones make the same feed.
    """

    async def fetch(source: Source) -> tuple[TargetGroup, ...]:
        return await elbv2.target_groups(source.connection, arns)

    return Feed(f"target-groups:{' '.join(arns)}", fetch, calm=CALM)
