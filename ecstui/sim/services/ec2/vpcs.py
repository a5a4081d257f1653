"""DescribeVpcs, DescribeVpcAttribute and DescribeDhcpOptions."""

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing, refuse_dry_run

MISSING = "InvalidVpcID.NotFound"

VPCS = Listing(
    find=lambda call: network(call).vpcs,
    result="Vpcs",
    id_name="VpcId",
    ids="VpcIds",
    missing=MISSING,
    noun="vpc",
    filters={
        "cidr": "CidrBlock",
        "cidr-block-association.cidr-block": "CidrBlockAssociationSet.CidrBlock",
        "dhcp-options-id": "DhcpOptionsId",
        "ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
        "is-default": "IsDefault",
        "owner-id": "OwnerId",
        "state": "State",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)


DHCP_OPTIONS = Listing(
    find=lambda call: network(call).dhcp_options,
    result="DhcpOptions",
    id_name="DhcpOptionsId",
    ids="DhcpOptionsIds",
    missing="InvalidDhcpOptionID.NotFound",
    noun="dhcpOption",
    filters={
        "dhcp-options-id": "DhcpOptionsId",
        "key": "DhcpConfigurations.Key",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "value": "DhcpConfigurations.Values.Value",
    },
)


def describe_vpc_attribute(call: Call, body: Body) -> Body:
    """One attribute of a VPC.

    :raises AwsError: InvalidVpcID.NotFound, DryRunOperation.
    """
    refuse_dry_run(body)
    vpc, attribute = body["VpcId"], body["Attribute"]
    attributes = network(call).attributes.get(vpc)
    if attributes is None:
        raise AwsError(MISSING, f"The vpc ID '{vpc}' does not exist")
    name = attribute[0].upper() + attribute[1:]
    return {"VpcId": vpc, name: {"Value": attributes[name]}}
