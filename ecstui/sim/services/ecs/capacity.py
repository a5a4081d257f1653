"""Capacity that no operation here makes or takes: container instances, Auto Scaling group
providers, and what AWS Fargate has left.

Real container instances register themselves through the agent; here a scenario or a test does.
"""

from ecstui.sim.services.ecs import placement
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.capacity import CapacityProvider, ContainerInstance
from ecstui.sim.services.ecs.state import Plane

FARGATE_REFUSALS = {
    "capacity": (
        "Capacity is unavailable at this time. Please try again later or in a different "
        "availability zone"
    ),
    "vcpu": "You've reached the limit on the number of vCPUs you can run concurrently",
}
"""What AWS Fargate says when it takes no more (guide, "service event messages")."""


def register_instance(
    plane: Plane,
    cluster_name: str,
    *,
    zone: str,
    instance_type: str,
    cpu: int,
    memory: int,
    capacity_provider: str | None = None,
    subnet: str = "",
    groups: tuple[str, ...] = (),
) -> ContainerInstance:
    """Register an EC2 instance in a cluster.

    :param cpu: CPU units, 1,024 a vCPU.
    :param memory: MiB that tasks may have.
    :param subnet: where its network interface takes an address, if that matters.
    :param groups: the security groups of that.
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
    if subnet:
        record.subnet = placement.subnet(plane, subnet)
        record.address = placement.take_address(record.subnet)
        record.groups = groups
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


def refuse_fargate(plane: Plane, cluster_name: str, why: str | None) -> None:
    """Have AWS Fargate take no more tasks of a cluster, or take them again.

    Those that run go on. Services try again every half minute.

    :param why: one of FARGATE_REFUSALS, or None to take tasks.
    :raises ValueError: no such cluster or reason.
    """
    cluster = plane.state.clusters.get(cluster_name)
    if cluster is None or why not in (None, *FARGATE_REFUSALS):
        known = ", ".join(FARGATE_REFUSALS)
        raise ValueError(f"there must be such a cluster, and the refusal must be null or {known}")
    cluster.fargate_refusal = FARGATE_REFUSALS[why] if why else ""
