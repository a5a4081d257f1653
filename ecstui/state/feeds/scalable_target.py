"""Between which limits Application Auto Scaling keeps one service, and what it does not do now."""

from ecstui.aws import application_autoscaling
from ecstui.model.arn import name_in
from ecstui.model.autoscaling import ScalableTarget
from ecstui.state.feed import Feed, Source


def scalable_target(service_arn: str, cluster: str) -> Feed[tuple[ScalableTarget, ...]]:
    """The registration of a service; empty if it is not autoscaled.

    One call for one service: it is for where a person looks at that service alone.
    """
    resource_id = application_autoscaling.resource_id(name_in(cluster), name_in(service_arn))

    async def fetch(source: Source) -> tuple[ScalableTarget, ...]:
        return await application_autoscaling.scalable_targets(source.connection, [resource_id])

    return Feed(f"scalable-target:{service_arn}", fetch, calm=30.0)
