"""DescribeSubnets: the subnets in which ECS places tasks, and how many addresses are free."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing
from ecstui.sim.services.ec2.network import vpc_id
from ecstui.sim.services.ec2.zones import zone_id
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.services.ecs.state import EcsState

RESERVED = 5
"""Addresses of each subnet that AWS keeps (VPC user guide, "Subnet CIDR blocks")."""


def cidr(subnet: Subnet) -> str:
    """The block of a subnet, from its usable addresses and those that AWS keeps."""
    length = 32 - (subnet.size + RESERVED - 1).bit_length()
    return f"{subnet.prefix}.{subnet.base}.0/{length}"


def _subnets(call: Call) -> dict[str, Body]:
    known = network(call).subnets
    records = call.world.state(EcsState, call.account, call.region).subnets
    return {
        name: {**_render(call, record), **known.get(name, {})} for name, record in records.items()
    }


def _render(call: Call, subnet: Subnet) -> Body:
    owner = f"{call.region}:{call.account}"
    return {
        "SubnetId": subnet.id,
        "SubnetArn": f"arn:aws:ec2:{owner}:subnet/{subnet.id}",
        "VpcId": vpc_id(call.account, call.region),
        "OwnerId": call.account,
        "State": "available",
        "AvailabilityZone": subnet.zone,
        "AvailabilityZoneId": zone_id(call.region, subnet.zone),
        "CidrBlock": cidr(subnet),
        # Every task's network interface takes one address, until the task has stopped.
        "AvailableIpAddressCount": subnet.size - len(subnet.used),
        "DefaultForAz": False,
        "MapPublicIpOnLaunch": False,
        "AssignIpv6AddressOnCreation": False,
        "Ipv6Native": False,
        "Ipv6CidrBlockAssociationSet": [],
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
        "Tags": [],
    }


SUBNETS = Listing(
    find=_subnets,
    result="Subnets",
    id_name="SubnetId",
    ids="SubnetIds",
    missing="InvalidSubnetID.NotFound",
    noun="subnet",
    filters={
        "availability-zone": "AvailabilityZone",
        "availabilityZone": "AvailabilityZone",
        "availability-zone-id": "AvailabilityZoneId",
        "cidr-block": "CidrBlock",
        "ipv6-native": "Ipv6Native",
        "map-public-ip-on-launch": "MapPublicIpOnLaunch",
        "owner-id": "OwnerId",
        "state": "State",
        "subnet-arn": "SubnetArn",
        "subnet-id": "SubnetId",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)
