"""Reads of route tables."""

from ecstui.aws.ec2.described import of_vpc
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import pascal
from ecstui.model.route_table import RouteTable

PAGE = pascal(100)
"""The most route tables of a page (Amazon EC2 API Reference)."""

route_tables = of_vpc(network_reads.DESCRIBE_ROUTE_TABLES, "RouteTables", RouteTable, paging=PAGE)
"""All route tables of a VPC, the main one among them."""
