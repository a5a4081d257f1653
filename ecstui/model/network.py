"""One VPC with everything in it and at its edges, as far as it could be read."""

from dataclasses import dataclass, field

from ecstui.model.availability_zone import AvailabilityZone
from ecstui.model.dhcp_options import DhcpOptions
from ecstui.model.direct_connect import (
    Connection,
    DirectConnectGatewayAssociation,
    VirtualInterface,
)
from ecstui.model.flow_log import FlowLog
from ecstui.model.internet_gateway import EgressOnlyInternetGateway, InternetGateway
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network_acl import NetworkAcl
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.prefix_list import PrefixList
from ecstui.model.route_table import RouteTable
from ecstui.model.security_group import SecurityGroup, SecurityGroupRule
from ecstui.model.subnet import Subnet
from ecstui.model.transit_gateway import TransitGatewayVpcAttachment
from ecstui.model.vpc import Vpc, VpcDns
from ecstui.model.vpc_endpoint import VpcEndpoint
from ecstui.model.vpc_peering import VpcPeeringConnection
from ecstui.model.vpn import VpnConnection, VpnGateway


@dataclass(frozen=True, slots=True)
class Network:
    """A VPC and its parts. A part that could not be read is None, and `unread` says why.

    Prefix lists are those that its routes and rules refer to, and those of AWS's services.
    """

    vpc: Vpc
    subnets: tuple[Subnet, ...]
    dns: VpcDns | None = None
    dhcp_options: DhcpOptions | None = None
    zones: tuple[AvailabilityZone, ...] | None = None
    route_tables: tuple[RouteTable, ...] | None = None
    internet_gateways: tuple[InternetGateway, ...] | None = None
    egress_only_gateways: tuple[EgressOnlyInternetGateway, ...] | None = None
    nat_gateways: tuple[NatGateway, ...] | None = None
    acls: tuple[NetworkAcl, ...] | None = None
    groups: tuple[SecurityGroup, ...] | None = None
    rules: tuple[SecurityGroupRule, ...] | None = None
    interfaces: tuple[NetworkInterface, ...] | None = None
    endpoints: tuple[VpcEndpoint, ...] | None = None
    peerings: tuple[VpcPeeringConnection, ...] | None = None
    vpn_gateways: tuple[VpnGateway, ...] | None = None
    vpn_connections: tuple[VpnConnection, ...] | None = None
    virtual_interfaces: tuple[VirtualInterface, ...] | None = None
    """Of Direct Connect, those that lead to its virtual private gateway, by themselves or by a
    Direct Connect gateway."""
    gateway_associations: tuple[DirectConnectGatewayAssociation, ...] | None = None
    """Of Direct Connect gateways with its virtual private gateway and its transit gateways."""
    direct_connections: tuple[Connection, ...] | None = None
    transit_attachments: tuple[TransitGatewayVpcAttachment, ...] | None = None
    prefix_lists: tuple[PrefixList, ...] | None = None
    flow_logs: tuple[FlowLog, ...] | None = None
    unread: tuple[tuple[str, str], ...] = field(default=())
    """Parts by the name of their member, and what kept each from being read."""

    def why_unread(self, part: str) -> str:
        """What kept a part from being read; empty if it was."""
        return dict(self.unread).get(part, "")
