"""Where acme's VPC leads besides the internet: peers, the office's VPN, a transit gateway."""

from dataclasses import dataclass

from ecstui.sim.call import Body
from ecstui.sim.scenarios.acme.account import ACCOUNT, REGION
from ecstui.sim.scenarios.acme.network.subnets import CIDR, DATA, place
from ecstui.sim.services.ec2.network import Place, tags
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.world import World

VPN_GATEWAY, VPN = "vgw-0a1b2c3d4e5f60001", "vpn-0a1b2c3d4e5f60001"
TRANSIT_GATEWAY = "tgw-0a1b2c3d4e5f60001"
VPN_NET, VPN_OVERLAP = "192.168.0.0/16", "10.60.128.0/17"
"""What the office announces; the second lies within the block of the first peer."""
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Peer:
    """A VPC of another account at the other end of a peering connection."""

    id: str
    name: str
    account: str
    vpc: str
    cidr: str


PEERS = (
    Peer("pcx-0a1b2c3d4e5f60001", "analytics", "210987654321", "vpc-0f1e2d3c4b5a60001",
         "10.60.0.0/16"),
    Peer("pcx-0a1b2c3d4e5f60002", "partner", "345678901234", "vpc-0f1e2d3c4b5a60002",
         "10.60.64.0/18"),
)  # fmt: skip


def declare(world: World) -> None:
    """Declare peering, VPN, the transit gateway's attachment, and flow logs."""
    here = place(world)
    for peer in PEERS:
        here.network.peerings[peer.id] = _peering(here, peer)
    here.network.vpn_gateways[VPN_GATEWAY] = {
        "VpnGatewayId": VPN_GATEWAY,
        "State": "available",
        "Type": "ipsec.1",
        "AmazonSideAsn": 64512,
        "VpcAttachments": [{"VpcId": here.vpc, "State": "attached"}],
        "Tags": tags("acme-office"),
    }
    here.network.vpn_connections[VPN] = _vpn(world.now)
    attachment = "tgw-attach-" + derived(TRANSIT_GATEWAY, here.vpc, 17)
    here.network.transit_attachments[attachment] = _transit(here, attachment)
    for number, (resource, group, problem) in enumerate(_logged(here)):
        name = f"fl-0a1b2c3d4e5f6000{number}"
        here.network.flow_logs[name] = _flow_log(name, world.now, resource, group, problem)


def _peering(here: Place, peer: Peer) -> Body:
    return {
        "VpcPeeringConnectionId": peer.id,
        "Status": {"Code": "active", "Message": "Active"},
        "RequesterVpcInfo": _side(ACCOUNT, here.vpc, CIDR),
        "AccepterVpcInfo": _side(peer.account, peer.vpc, peer.cidr),
        "Tags": tags(f"acme-{peer.name}"),
    }


def _side(account: str, vpc: str, cidr: str) -> Body:
    blocks = [{"CidrBlock": cidr}]
    where = {"OwnerId": account, "VpcId": vpc, "Region": REGION}
    return {**where, "CidrBlock": cidr, "CidrBlockSet": blocks, "Ipv6CidrBlockSet": []}


def _vpn(now: float) -> Body:
    """The office's VPN: one of its tunnels went down days ago, and nobody saw."""
    down = {"Status": "DOWN", "StatusMessage": "IPSEC IS DOWN", "LastStatusChange": now + 37 * DAY}
    up = {"Status": "UP", "StatusMessage": "", "LastStatusChange": now + 3 * DAY}
    return {
        "VpnConnectionId": VPN,
        "State": "available",
        "Type": "ipsec.1",
        "Category": "VPN",
        "CustomerGatewayId": "cgw-0a1b2c3d4e5f60001",
        "VpnGatewayId": VPN_GATEWAY,
        # Where AWS has the pre-shared keys of both tunnels.
        "CustomerGatewayConfiguration": (
            "<vpn_connection><ipsec_tunnel><ike><pre_shared_key>example-not-a-key"
            "</pre_shared_key></ike></ipsec_tunnel></vpn_connection>"
        ),
        "Options": {"StaticRoutesOnly": True, "TunnelInsideIpVersion": "ipv4"},
        "Routes": [
            {"DestinationCidrBlock": block, "State": "available"}
            for block in (VPN_NET, VPN_OVERLAP)
        ],
        "VgwTelemetry": [
            {"OutsideIpAddress": "203.0.113.31", "AcceptedRouteCount": 2, **up},
            {"OutsideIpAddress": "203.0.113.32", "AcceptedRouteCount": 0, **down},
        ],
        "Tags": tags("acme-office"),
    }


def _transit(here: Place, attachment: str) -> Body:
    return {
        "TransitGatewayAttachmentId": attachment,
        "TransitGatewayId": TRANSIT_GATEWAY,
        "VpcId": here.vpc,
        "VpcOwnerId": ACCOUNT,
        "State": "available",
        "SubnetIds": DATA.ids(),
        "CreationTime": here.world.now,
        "Options": {"DnsSupport": "enable", "Ipv6Support": "disable"},
        "Tags": tags("acme-shared-services"),
    }


def _logged(here: Place) -> list[tuple[str, str, str]]:
    """(what is logged, log group, what keeps the log from being delivered)."""
    return [
        (here.vpc, "/vpc/acme-prod", ""),
        (DATA.ids()[0], "/vpc/acme-prod-data", "Access error"),
    ]


def _flow_log(name: str, now: float, resource: str, group: str, problem: str) -> Body:
    failed = {"DeliverLogsErrorMessage": problem} if problem else {}
    return {
        "FlowLogId": name,
        "FlowLogStatus": "ACTIVE",
        "ResourceId": resource,
        "TrafficType": "ALL",
        "LogDestinationType": "cloud-watch-logs",
        "LogGroupName": group,
        "DeliverLogsStatus": "FAILED" if problem else "SUCCESS",
        "MaxAggregationInterval": 600,
        "CreationTime": now,
        "Tags": [],
        **failed,
    }
