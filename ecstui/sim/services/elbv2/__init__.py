"""Elastic Load Balancing v2, as far as ECS services stand behind it: target groups and targets."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.elbv2.groups import describe_target_groups
from ecstui.sim.services.elbv2.health import describe_target_health

SERVICE = SimulatedService(
    name="elbv2",
    operations={
        "DescribeTargetGroups": Operation(describe_target_groups),
        "DescribeTargetHealth": Operation(describe_target_health),
    },
    invalid_code="ValidationError",
)
