"""Amazon EC2, as far as the network of tasks goes: it is read, and rules can be added to groups."""

from ecstui.sim.call import Operation, SimulatedService
from ecstui.sim.services.ec2 import connections, ingress, prefix_lists, routing, security
from ecstui.sim.services.ec2.interfaces import INTERFACES
from ecstui.sim.services.ec2.regions import describe_regions
from ecstui.sim.services.ec2.subnets import SUBNETS
from ecstui.sim.services.ec2.vpcs import DHCP_OPTIONS, VPCS, describe_vpc_attribute
from ecstui.sim.services.ec2.zones import describe_availability_zones

SERVICE = SimulatedService(
    name="ec2",
    redact=ingress.logged,
    resources=ingress.resources,
    operations={
        "AuthorizeSecurityGroupIngress": Operation(
            ingress.authorize_security_group_ingress, writes=True
        ),
        "DescribeAvailabilityZones": Operation(describe_availability_zones),
        "DescribeDhcpOptions": DHCP_OPTIONS.operation,
        "DescribeEgressOnlyInternetGateways": routing.EGRESS_ONLY_GATEWAYS.operation,
        "DescribeFlowLogs": connections.FLOW_LOGS.operation,
        "DescribeInternetGateways": routing.INTERNET_GATEWAYS.operation,
        "DescribeManagedPrefixLists": prefix_lists.MANAGED_PREFIX_LISTS.operation,
        "DescribeNatGateways": routing.NAT_GATEWAYS.operation,
        "DescribeNetworkAcls": security.NETWORK_ACLS.operation,
        "DescribeNetworkInterfaces": INTERFACES.operation,
        "DescribePrefixLists": prefix_lists.PREFIX_LISTS.operation,
        "DescribeRegions": Operation(describe_regions),
        "DescribeRouteTables": routing.ROUTE_TABLES.operation,
        "DescribeSecurityGroupRules": security.SECURITY_GROUP_RULES.operation,
        "DescribeSecurityGroups": Operation(security.describe_security_groups),
        "DescribeSubnets": SUBNETS.operation,
        "DescribeTransitGatewayVpcAttachments": (
            connections.TRANSIT_GATEWAY_VPC_ATTACHMENTS.operation
        ),
        "DescribeVpcAttribute": Operation(describe_vpc_attribute),
        "DescribeVpcEndpoints": connections.VPC_ENDPOINTS.operation,
        "DescribeVpcPeeringConnections": connections.VPC_PEERING_CONNECTIONS.operation,
        "DescribeVpcs": VPCS.operation,
        "DescribeVpnConnections": connections.VPN_CONNECTIONS.operation,
        "DescribeVpnGateways": connections.VPN_GATEWAYS.operation,
        "GetManagedPrefixListEntries": Operation(prefix_lists.get_managed_prefix_list_entries),
    },
)
