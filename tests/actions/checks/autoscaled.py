"""Services of the simulated account that are autoscaled."""

from typing import Any

from ecstui.aws.application_autoscaling import OF_ECS, resource_id
from ecstui.sim.services.application_autoscaling.records import AutoscalingState, Load
from ecstui.sim.world import World
from tests.world import ACCOUNT, REGION, call_of

CPU = "ECSServiceAverageCPUUtilization"


def scaling(
    world: World, operation: str, name: str, cluster: str = "prod-web", **body: Any
) -> dict[str, Any]:
    """Have alice call Application Auto Scaling about a service."""
    about = {**OF_ECS, "ResourceId": resource_id(cluster, name)}
    return call_of(world, "application-autoscaling", operation, **about, **body)


def register(world: World, name: str, least: int, most: int, **body: Any) -> None:
    """Have a service be autoscaled between limits."""
    scaling(world, "RegisterScalableTarget", name, MinCapacity=least, MaxCapacity=most, **body)


def suspend(world: World, name: str, *flags: str) -> None:
    """Set exactly these flags."""
    scaling(world, "RegisterScalableTarget", name, SuspendedState=dict.fromkeys(flags, True))


def track(world: World, name: str, load: float | None = None) -> None:
    """Have target tracking keep the service's CPU at 50 %.

    :param load: percent of one task's capacity, over all tasks; None has no data.
    """
    if load is not None:
        loads = world.state(AutoscalingState, ACCOUNT, REGION).loads
        loads[resource_id("prod-web", name), CPU] = Load(load)
    metric = {"PredefinedMetricType": CPU}
    scaling(
        world,
        "PutScalingPolicy",
        name,
        PolicyName="cpu50",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration={
            "TargetValue": 50.0,
            "PredefinedMetricSpecification": metric,
        },
    )
