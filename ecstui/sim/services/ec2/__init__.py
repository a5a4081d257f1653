"""Amazon EC2, as far as tasks need it: subnets and Availability Zones."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.ec2.subnets import describe_subnets
from ecstui.sim.services.ec2.zones import describe_availability_zones

SERVICE = SimulatedService(
    name="ec2",
    operations={
        "DescribeAvailabilityZones": Operation(describe_availability_zones),
        "DescribeSubnets": Operation(describe_subnets),
    },
)
