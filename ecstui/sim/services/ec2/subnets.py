"""DescribeSubnets: the subnets in which ECS places tasks, and how many addresses are free."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.filters import Filters, matching
from ecstui.sim.services.ec2.zones import zone_id
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.capacity import Subnet
from ecstui.sim.services.ecs.state import EcsState
from ecstui.sim.services.paging import page

RESERVED = 5
"""Addresses of each subnet that AWS keeps (VPC user guide, "Subnet CIDR blocks")."""
MOST = 1000
FILTERS: Filters = {
    "availability-zone": "AvailabilityZone",
    "availabilityZone": "AvailabilityZone",
    "availability-zone-id": "AvailabilityZoneId",
    "cidr-block": "CidrBlock",
    "owner-id": "OwnerId",
    "state": "State",
    "subnet-arn": "SubnetArn",
    "subnet-id": "SubnetId",
    "vpc-id": "VpcId",
}


def vpc_id(account: str, region: str) -> str:
    """The one VPC of an account in a Region."""
    return "vpc-" + derived(f"{account}:{region}", "vpc", 17)


def cidr(subnet: Subnet) -> str:
    """The block of a subnet, from its usable addresses and those that AWS keeps."""
    length = 32 - (subnet.size + RESERVED - 1).bit_length()
    return f"{subnet.prefix}.{subnet.base}.0/{length}"


def describe_subnets(call: Call, body: Body) -> Body:
    """All subnets, or those that are named and fit the filters.

    :raises AwsError: InvalidSubnetID.NotFound, InvalidParameterValue,
        InvalidParameterCombination, InvalidNextToken.
    """
    subnets = call.world.state(EcsState, call.account, call.region).subnets
    names = body.get("SubnetIds") or sorted(subnets)
    for name in names:
        if name not in subnets:
            text = f"The subnet ID '{name}' does not exist"
            raise AwsError("InvalidSubnetID.NotFound", text)
    found = [_render(call, subnets[name]) for name in dict.fromkeys(names)]
    return _paged(body, matching(found, body.get("Filters", []), FILTERS))


def _paged(body: Body, found: list[Body]) -> Body:
    if "SubnetIds" in body and {"MaxResults", "NextToken"} & set(body):
        text = "The parameter SubnetIds cannot be used with the parameter MaxResults"
        raise AwsError("InvalidParameterCombination", text)
    by_id = {each["SubnetId"]: each for each in found}
    refusal = AwsError("InvalidNextToken", "The specified NextToken is not valid")
    asked = {"Filters": body.get("Filters", [])}
    size = body.get("MaxResults", MOST)
    ids, token = page(sorted(by_id), size, body.get("NextToken"), asked, refusal)
    return {"Subnets": [by_id[each] for each in ids], "NextToken": token}


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
        "Tags": [],
    }
