"""DescribeRouteTables and the gateways that routes lead to."""

from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing

ROUTE_TABLES = Listing(
    find=lambda call: network(call).route_tables,
    result="RouteTables",
    id_name="RouteTableId",
    ids="RouteTableIds",
    missing="InvalidRouteTableID.NotFound",
    noun="routeTable",
    most=100,
    filters={
        "association.gateway-id": "Associations.GatewayId",
        "association.main": "Associations.Main",
        "association.route-table-association-id": "Associations.RouteTableAssociationId",
        "association.route-table-id": "Associations.RouteTableId",
        "association.subnet-id": "Associations.SubnetId",
        "owner-id": "OwnerId",
        "route-table-id": "RouteTableId",
        "route.destination-cidr-block": "Routes.DestinationCidrBlock",
        "route.destination-ipv6-cidr-block": "Routes.DestinationIpv6CidrBlock",
        "route.destination-prefix-list-id": "Routes.DestinationPrefixListId",
        "route.gateway-id": "Routes.GatewayId",
        "route.nat-gateway-id": "Routes.NatGatewayId",
        "route.origin": "Routes.Origin",
        "route.state": "Routes.State",
        "route.transit-gateway-id": "Routes.TransitGatewayId",
        "route.vpc-peering-connection-id": "Routes.VpcPeeringConnectionId",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)

INTERNET_GATEWAYS = Listing(
    find=lambda call: network(call).internet_gateways,
    result="InternetGateways",
    id_name="InternetGatewayId",
    ids="InternetGatewayIds",
    missing="InvalidInternetGatewayID.NotFound",
    noun="internetGateway",
    filters={
        "attachment.state": "Attachments.State",
        "attachment.vpc-id": "Attachments.VpcId",
        "internet-gateway-id": "InternetGatewayId",
        "owner-id": "OwnerId",
        "tag": "Tags",
    },
)

EGRESS_ONLY_GATEWAYS = Listing(
    find=lambda call: network(call).egress_only_gateways,
    result="EgressOnlyInternetGateways",
    id_name="EgressOnlyInternetGatewayId",
    ids="EgressOnlyInternetGatewayIds",
    missing="InvalidEgressOnlyInternetGatewayId.NotFound",
    noun="egressOnlyInternetGateway",
    most=255,
    filters={"tag": "Tags"},
)

NAT_GATEWAYS = Listing(
    find=lambda call: network(call).nat_gateways,
    result="NatGateways",
    id_name="NatGatewayId",
    ids="NatGatewayIds",
    missing="NatGatewayNotFound",
    noun="NatGateway",
    filter_name="Filter",
    filters={
        "nat-gateway-id": "NatGatewayId",
        "state": "State",
        "subnet-id": "SubnetId",
        "tag": "Tags",
        "vpc-id": "VpcId",
    },
)
