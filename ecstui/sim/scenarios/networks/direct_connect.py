"""A Direct Connect gateway that leads to two VPCs: to one by its virtual private gateway, to the
other by a transit gateway.
"""

from collections.abc import Sequence

from ecstui.sim.call import Body
from ecstui.sim.services.direct_connect import DirectConnectState
from ecstui.sim.services.ec2.declaring import route
from ecstui.sim.services.ec2.network import Place, tags

GATEWAY = "5f4e3d2c-1b0a-4000-8000-5f4e3d2c1b0a"
VPN_GATEWAY, TRANSIT_GATEWAY = "vgw-0f4e3d2c1b0a60001", "tgw-0f4e3d2c1b0a60001"
CONNECTION, INTERFACE = "dxcon-ff4e3d2c", "dxvif-ff4e3d2c"
DATA_CENTRE = "192.168.0.0/16"
ASN = 65020


def declare(
    here: Place, one: str, other: str, tables: Sequence[str], other_subnets: Sequence[str]
) -> None:
    """Declare both links, with routes to the data centre.

    :param one: the VPC with a virtual private gateway.
    :param other: the VPC at the transit gateway.
    :param tables: a route table of each.
    :param other_subnets: where the transit gateway has network interfaces.
    """
    here.network.vpn_gateways[VPN_GATEWAY] = {
        "VpnGatewayId": VPN_GATEWAY,
        "State": "available",
        "Type": "ipsec.1",
        "VpcAttachments": [{"VpcId": one, "State": "attached"}],
        "Tags": tags("data-centre"),
    }
    _attach(here, other, other_subnets)
    learnt = {**route(DATA_CENTRE, GatewayId=VPN_GATEWAY), "Origin": "EnableVgwRoutePropagation"}
    by_transit = route(DATA_CENTRE, TransitGatewayId=TRANSIT_GATEWAY)
    for table, way in zip(tables, (learnt, by_transit), strict=True):
        here.network.route_tables[table]["Routes"].append(way)
    state = here.world.state(DirectConnectState, here.account, here.region)
    state.connections[CONNECTION] = _connection(here)
    state.virtual_interfaces[INTERFACE] = _interface(here)
    for gateway, kind, blocks in (
        (VPN_GATEWAY, "virtualPrivateGateway", ["10.1.0.0/16"]),
        (TRANSIT_GATEWAY, "transitGateway", ["10.2.0.0/16"]),
    ):
        association = f"{GATEWAY[:-4]}{gateway[:4].encode().hex()[:4]}"
        state.associations[association] = _association(here, association, gateway, kind, blocks)


def _attach(here: Place, vpc: str, subnets: Sequence[str]) -> None:
    attachment = here.id("tgw-attach", vpc)
    here.network.transit_attachments[attachment] = {
        "TransitGatewayAttachmentId": attachment,
        "TransitGatewayId": TRANSIT_GATEWAY,
        "VpcId": vpc,
        "VpcOwnerId": here.account,
        "State": "available",
        "SubnetIds": list(subnets),
        "CreationTime": here.world.now,
        "Tags": tags("backbone"),
    }


def _connection(here: Place) -> Body:
    return {
        "ownerAccount": here.account,
        "connectionId": CONNECTION,
        "connectionName": "osaka",
        "connectionState": "available",
        "region": here.region,
        "location": "EqOS1",
        "bandwidth": "10Gbps",
    }


def _interface(here: Place) -> Body:
    peer = {"asn": ASN, "addressFamily": "ipv4", "amazonAddress": "169.254.102.1/30",
            "customerAddress": "169.254.102.2/30"}  # fmt: skip
    return {
        "ownerAccount": here.account,
        "virtualInterfaceId": INTERFACE,
        "virtualInterfaceType": "transit",
        "virtualInterfaceName": "data-centre",
        "virtualInterfaceState": "available",
        "connectionId": CONNECTION,
        "region": here.region,
        "vlan": 102,
        **peer,
        "virtualGatewayId": "",
        "directConnectGatewayId": GATEWAY,
        "bgpPeers": [
            {"bgpPeerId": "dxpeer-ff4e3d2c", "bgpPeerState": "available", "bgpStatus": "up", **peer}
        ],
    }


def _association(
    here: Place, association: str, gateway: str, kind: str, blocks: Sequence[str]
) -> Body:
    return {
        "associationId": association,
        "directConnectGatewayId": GATEWAY,
        "directConnectGatewayOwnerAccount": here.account,
        "associationState": "associated",
        "associatedGateway": {
            "id": gateway,
            "type": kind,
            "ownerAccount": here.account,
            "region": here.region,
        },
        "allowedPrefixesToDirectConnectGateway": [{"cidr": each} for each in blocks],
    }
