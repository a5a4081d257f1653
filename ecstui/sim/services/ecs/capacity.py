"""Capacity that no operation here makes: container instances and Auto Scaling group providers.

Real container instances register themselves through the agent; here a scenario or a test does.
"""

from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.capacity import CapacityProvider, ContainerInstance
from ecstui.sim.services.ecs.state import Plane


def register_instance(
    plane: Plane,
    cluster_name: str,
    *,
    zone: str,
    instance_type: str,
    cpu: int,
    memory: int,
    capacity_provider: str | None = None,
) -> ContainerInstance:
    """Register an EC2 instance in a cluster.

    :param cpu: CPU units, 1,024 a vCPU.
    :param memory: MiB that tasks may have.
    """
    cluster = plane.state.clusters[cluster_name]
    identifier = plane.world.hex_id(f"instance:{cluster.arn}")
    record = ContainerInstance(
        id=identifier,
        arn=plane.arn(f"container-instance/{cluster.name}/{identifier}"),
        ec2_instance_id="i-" + derived(identifier, "ec2", 17),
        cluster=cluster,
        zone=zone,
        instance_type=instance_type,
        cpu=cpu,
        memory=memory,
        registered_at=plane.now,
        capacity_provider=capacity_provider,
    )
    cluster.instances[identifier] = record
    return record


def register_provider(plane: Plane, name: str, auto_scaling_group_arn: str) -> CapacityProvider:
    """Make a capacity provider of an Auto Scaling group."""
    group = {
        "autoScalingGroupArn": auto_scaling_group_arn,
        "managedScaling": {
            "status": "DISABLED",
            "targetCapacity": 100,
            "minimumScalingStepSize": 1,
            "maximumScalingStepSize": 10000,
        },
        "managedTerminationProtection": "DISABLED",
        "managedDraining": "ENABLED",
    }
    arn = plane.arn(f"capacity-provider/{name}")
    record = CapacityProvider(name, arn, "EC2_AUTOSCALING", group)
    plane.state.capacity_providers[name] = record
    return record
