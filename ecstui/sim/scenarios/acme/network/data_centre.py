"""Acme's data centre: Direct Connect to its VPC, on which one of two BGP sessions is down."""

from ecstui.sim.call import Body
from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION
from ecstui.sim.scenarios.acme.network.elsewhere import VPN_GATEWAY
from ecstui.sim.services.direct_connect import DirectConnectState
from ecstui.sim.world import World

CONNECTION, INTERFACE = "dxcon-fg0a1b2c", "dxvif-fg0a1b2c"
LOCATION, VLAN, ASN = "EqTY2", 101, 65010
KEY = "example-not-a-key"
"""Where AWS has the MD5 key of a BGP session."""


def declare(world: World) -> None:
    """Declare the connection and its private virtual interface."""
    state = world.state(DirectConnectState, ACCOUNT, REGION)
    state.connections[CONNECTION] = {
        "ownerAccount": ACCOUNT,
        "connectionId": CONNECTION,
        "connectionName": "acme-tokyo",
        "connectionState": "available",
        "region": REGION,
        "location": LOCATION,
        "bandwidth": "1Gbps",
        "jumboFrameCapable": True,
        "hasLogicalRedundancy": "no",
        "tags": [],
    }
    peers = [_peer("ipv4", "169.254.101.1/30", "169.254.101.2/30", "up"),
             _peer("ipv6", "2001:db8:101::1/125", "2001:db8:101::2/125", "down")]  # fmt: skip
    state.virtual_interfaces[INTERFACE] = {
        "ownerAccount": ACCOUNT,
        "virtualInterfaceId": INTERFACE,
        "virtualInterfaceType": "private",
        "virtualInterfaceName": "acme-datacenter",
        "virtualInterfaceState": "available",
        "connectionId": CONNECTION,
        "location": LOCATION,
        "region": REGION,
        "vlan": VLAN,
        "asn": ASN,
        "amazonSideAsn": 64512,
        "authKey": KEY,
        "addressFamily": "ipv4",
        "amazonAddress": peers[0]["amazonAddress"],
        "customerAddress": peers[0]["customerAddress"],
        "customerRouterConfig": f"<logical_connection><bgp_auth_key>{KEY}</bgp_auth_key>"
        "</logical_connection>",
        "mtu": 1500,
        "virtualGatewayId": VPN_GATEWAY,
        "directConnectGatewayId": "",
        "routeFilterPrefixes": [],
        "bgpPeers": peers,
        "tags": [],
    }


def _peer(family: str, amazon: str, customer: str, status: str) -> Body:
    return {
        "bgpPeerId": f"dxpeer-fg0a1b{family[-1]}c",
        "asn": ASN,
        "authKey": KEY,
        "addressFamily": family,
        "amazonAddress": amazon,
        "customerAddress": customer,
        "bgpPeerState": "available",
        "bgpStatus": status,
    }
