"""Every operation that the console reads the network with, Amazon EC2's part of a VPC."""

from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import ec2_action


def _read(name: str, why: str) -> Operation:
    """A reading operation of EC2; its IAM action has its name and takes no resource."""
    return Operation("ec2", name, Access.READ, ec2_action(name), (f"ec2:{name}",), why)


DESCRIBE_SUBNETS = _read("DescribeSubnets", "how many addresses are free for tasks")
DESCRIBE_REGIONS = _read("DescribeRegions", "in which Regions a leaked key may have been used")
DESCRIBE_AVAILABILITY_ZONES = _read("DescribeAvailabilityZones", "which zones are impaired")
DESCRIBE_VPCS = _read("DescribeVpcs", "which VPCs there are, and their address blocks")
DESCRIBE_VPC_ATTRIBUTE = _read("DescribeVpcAttribute", "whether names of endpoints resolve")
DESCRIBE_DHCP_OPTIONS = _read("DescribeDhcpOptions", "which servers a VPC asks for names")
DESCRIBE_ROUTE_TABLES = _read("DescribeRouteTables", "where packets of a subnet go")
DESCRIBE_INTERNET_GATEWAYS = _read("DescribeInternetGateways", "whether a VPC has a way out")
DESCRIBE_EGRESS_ONLY_INTERNET_GATEWAYS = _read(
    "DescribeEgressOnlyInternetGateways", "whether IPv6 has a way out"
)
DESCRIBE_NAT_GATEWAYS = _read("DescribeNatGateways", "whether private subnets have a way out")
DESCRIBE_NETWORK_ACLS = _read("DescribeNetworkAcls", "what a subnet lets in and out")
DESCRIBE_SECURITY_GROUPS = _read("DescribeSecurityGroups", "names of the groups of tasks")
DESCRIBE_SECURITY_GROUP_RULES = _read(
    "DescribeSecurityGroupRules", "what tasks and endpoints let in and out"
)
DESCRIBE_NETWORK_INTERFACES = _read(
    "DescribeNetworkInterfaces", "addresses and groups of tasks, endpoints and load balancers"
)
DESCRIBE_VPC_ENDPOINTS = _read(
    "DescribeVpcEndpoints", "by which endpoints tasks reach services of AWS"
)
DESCRIBE_VPC_PEERING_CONNECTIONS = _read(
    "DescribeVpcPeeringConnections", "which VPCs are peers, and whether addresses overlap"
)
DESCRIBE_VPN_CONNECTIONS = _read("DescribeVpnConnections", "whether both tunnels of a VPN are up")
DESCRIBE_VPN_GATEWAYS = _read("DescribeVpnGateways", "which VPN leads to a VPC")
DESCRIBE_TRANSIT_GATEWAY_VPC_ATTACHMENTS = _read(
    "DescribeTransitGatewayVpcAttachments", "which transit gateways a VPC is attached to"
)
DESCRIBE_PREFIX_LISTS = _read("DescribePrefixLists", "the addresses of S3 and DynamoDB in routes")
DESCRIBE_MANAGED_PREFIX_LISTS = _read("DescribeManagedPrefixLists", "names of prefix lists")
GET_MANAGED_PREFIX_LIST_ENTRIES = _read(
    "GetManagedPrefixListEntries", "the addresses that routes and rules mean by a prefix list"
)
DESCRIBE_FLOW_LOGS = _read("DescribeFlowLogs", "whether refused packets are written down")
