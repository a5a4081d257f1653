"""What leads out of a VPC elsewhere: endpoints, peering, VPN, transit gateways, and flow logs."""

from ecstui.sim.services.ec2.implied import network
from ecstui.sim.services.ec2.listing import Listing

VPC_ENDPOINTS = Listing(
    find=lambda call: network(call).endpoints,
    result="VpcEndpoints",
    id_name="VpcEndpointId",
    ids="VpcEndpointIds",
    missing="InvalidVpcEndpointId.NotFound",
    noun="VpcEndpoint",
    filters={
        "ip-address-type": "IpAddressType",
        "service-name": "ServiceName",
        "tag": "Tags",
        "vpc-endpoint-id": "VpcEndpointId",
        "vpc-endpoint-state": "State",
        "vpc-endpoint-type": "VpcEndpointType",
        "vpc-id": "VpcId",
    },
)

VPC_PEERING_CONNECTIONS = Listing(
    find=lambda call: network(call).peerings,
    result="VpcPeeringConnections",
    id_name="VpcPeeringConnectionId",
    ids="VpcPeeringConnectionIds",
    missing="InvalidVpcPeeringConnectionID.NotFound",
    noun="vpcPeeringConnection",
    filters={
        "accepter-vpc-info.cidr-block": "AccepterVpcInfo.CidrBlock",
        "accepter-vpc-info.owner-id": "AccepterVpcInfo.OwnerId",
        "accepter-vpc-info.vpc-id": "AccepterVpcInfo.VpcId",
        "requester-vpc-info.cidr-block": "RequesterVpcInfo.CidrBlock",
        "requester-vpc-info.owner-id": "RequesterVpcInfo.OwnerId",
        "requester-vpc-info.vpc-id": "RequesterVpcInfo.VpcId",
        "status-code": "Status.Code",
        "tag": "Tags",
        "vpc-peering-connection-id": "VpcPeeringConnectionId",
    },
)

VPN_CONNECTIONS = Listing(
    find=lambda call: network(call).vpn_connections,
    result="VpnConnections",
    id_name="VpnConnectionId",
    ids="VpnConnectionIds",
    missing="InvalidVpnConnectionID.NotFound",
    noun="vpnConnection",
    paged=False,
    filters={
        "customer-gateway-id": "CustomerGatewayId",
        "option.static-routes-only": "Options.StaticRoutesOnly",
        "route.destination-cidr-block": "Routes.DestinationCidrBlock",
        "state": "State",
        "tag": "Tags",
        "transit-gateway-id": "TransitGatewayId",
        "type": "Type",
        "vpn-connection-id": "VpnConnectionId",
        "vpn-gateway-id": "VpnGatewayId",
    },
)

VPN_GATEWAYS = Listing(
    find=lambda call: network(call).vpn_gateways,
    result="VpnGateways",
    id_name="VpnGatewayId",
    ids="VpnGatewayIds",
    missing="InvalidVpnGatewayID.NotFound",
    noun="vpnGateway",
    paged=False,
    filters={
        "amazon-side-asn": "AmazonSideAsn",
        "attachment.state": "VpcAttachments.State",
        "attachment.vpc-id": "VpcAttachments.VpcId",
        "state": "State",
        "tag": "Tags",
        "type": "Type",
        "vpn-gateway-id": "VpnGatewayId",
    },
)

TRANSIT_GATEWAY_VPC_ATTACHMENTS = Listing(
    find=lambda call: network(call).transit_attachments,
    result="TransitGatewayVpcAttachments",
    id_name="TransitGatewayAttachmentId",
    ids="TransitGatewayAttachmentIds",
    missing="InvalidTransitGatewayAttachmentID.NotFound",
    noun="transitGatewayAttachment",
    filters={
        "state": "State",
        "tag": "Tags",
        "transit-gateway-attachment-id": "TransitGatewayAttachmentId",
        "transit-gateway-id": "TransitGatewayId",
        "vpc-id": "VpcId",
    },
)

FLOW_LOGS = Listing(
    find=lambda call: network(call).flow_logs,
    result="FlowLogs",
    id_name="FlowLogId",
    ids="FlowLogIds",
    missing="InvalidFlowLogId.NotFound",
    noun="flow log",
    filter_name="Filter",
    filters={
        "deliver-log-status": "DeliverLogsStatus",
        "flow-log-id": "FlowLogId",
        "log-destination-type": "LogDestinationType",
        "log-group-name": "LogGroupName",
        "resource-id": "ResourceId",
        "tag": "Tags",
        "traffic-type": "TrafficType",
    },
)
