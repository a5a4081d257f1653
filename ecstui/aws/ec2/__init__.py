"""Reads of Amazon EC2: subnets by id, and every part of a VPC.

EC2 answers in XML, which botocore parses. Each list is read to its end; an answer without the list
is no answer of EC2's. Shared VPCs: what belongs to the owner of the VPC may be left out of answers
to the accounts that it is shared with, without a word (VPC user guide, "Share your VPC").
"""

from ecstui.aws.ec2.prefix_list import managed_prefix_lists, prefix_lists, service_prefix_lists
from ecstui.aws.ec2.route_table import route_tables
from ecstui.aws.ec2.security import acls, groups, interfaces, interfaces_of_instances, rules
from ecstui.aws.ec2.subnet import known_subnets, subnets, subnets_of
from ecstui.aws.ec2.vpc import dhcp_options, dns, vpcs, zones
from ecstui.aws.ec2.ways_out import (
    egress_only_gateways,
    endpoints,
    flow_logs,
    internet_gateways,
    nat_gateways,
    peerings,
    transit_attachments,
    vpn_connections,
    vpn_gateways,
)

__all__ = [
    "acls",
    "dhcp_options",
    "dns",
    "egress_only_gateways",
    "endpoints",
    "flow_logs",
    "groups",
    "interfaces",
    "interfaces_of_instances",
    "internet_gateways",
    "known_subnets",
    "managed_prefix_lists",
    "nat_gateways",
    "peerings",
    "prefix_lists",
    "route_tables",
    "rules",
    "service_prefix_lists",
    "subnets",
    "subnets_of",
    "transit_attachments",
    "vpcs",
    "vpn_connections",
    "vpn_gateways",
    "zones",
]
