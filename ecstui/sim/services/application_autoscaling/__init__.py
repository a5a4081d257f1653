"""Application Auto Scaling for ECS services: limits, target tracking, and what it did."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.application_autoscaling.activities import describe_scaling_activities
from ecstui.sim.services.application_autoscaling.policies import (
    describe_scaling_policies,
    put_scaling_policy,
)
from ecstui.sim.services.application_autoscaling.targets import (
    describe_scalable_targets,
    register_scalable_target,
)
from ecstui.sim.services.application_autoscaling.trail import resources

SERVICE = SimulatedService(
    name="application-autoscaling",
    operations={
        "DescribeScalableTargets": Operation(describe_scalable_targets),
        "DescribeScalingActivities": Operation(describe_scaling_activities),
        "DescribeScalingPolicies": Operation(describe_scaling_policies),
        "PutScalingPolicy": Operation(put_scaling_policy, writes=True),
        "RegisterScalableTarget": Operation(register_scalable_target, writes=True),
    },
    resources=resources,
)
