"""What leads out of a VPC, each with its state in a few words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ecstui.analysis.network.overlaps import overlaps
from ecstui.analysis.network.users import gateways_of
from ecstui.model.direct_connect import DirectConnectGatewayAssociation, VirtualInterface
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.vpc_endpoint import GATEWAY
from ecstui.model.vpc_peering import VpcPeeringConnection
from ecstui.model.vpn import VpnConnection


class Level(StrEnum):
    """Whether something is to be looked at."""

    PLAIN = "plain"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class WayOut:
    """A gateway, an endpoint of kind gateway, or a connection.

    :param sort: what it is.
    :param word: its state.
    """

    id: str
    name: str
    sort: str
    word: str
    level: Level
    cidr: str = ""
    said: str = ""
    door: str = ""
    """What routes name to lead there, if not its own id."""


def ways_out(network: Network) -> Iterator[WayOut]:
    """All of them, the internet first; parts that could not be read are left out."""
    vpc = network.vpc.vpc_id
    for gateway in network.internet_gateways or ():
        yield _gateway(gateway.internet_gateway_id, gateway.name, "IGW", gateway.serves(vpc))
    for out in network.egress_only_gateways or ():
        name = out.egress_only_internet_gateway_id
        yield _gateway(name, out.name, "egress-only IGW", out.serves(vpc))
    for nat in network.nat_gateways or ():
        if nat.subnet_id is None:
            yield _regional(nat)
    for endpoint in network.endpoints or ():
        if endpoint.vpc_endpoint_type == GATEWAY:
            level = Level.PLAIN if endpoint.available else Level.BAD
            state = (endpoint.state or "").lower()
            name = endpoint.vpc_endpoint_id
            yield WayOut(name, endpoint.short_name, "gateway endpoint", state, level)
    yield from _connections(network)


def _connections(network: Network) -> Iterator[WayOut]:
    clashing = {claim.owner for it in overlaps(network) for claim in (it.one, it.other)}
    for vpn in network.vpn_connections or ():
        yield _vpn(vpn, vpn.vpn_connection_id in clashing)
    for interface in network.virtual_interfaces or ():
        yield _direct_connect(network, interface)
    for association in network.gateway_associations or ():
        yield _association(association)
    connected = {it.vpn_gateway_id for it in network.vpn_connections or ()}
    connected |= {it.gateway for it in network.gateway_associations or ()}
    connected |= {it.virtual_gateway_id for it in network.virtual_interfaces or ()}
    for gateway in network.vpn_gateways or ():
        if gateway.vpn_gateway_id not in connected:
            name = gateway.name or gateway.vpn_gateway_id
            state = gateway.state or ""
            yield WayOut(gateway.vpn_gateway_id, name, "VPN gateway", state, Level.PLAIN)
    for peering in network.peerings or ():
        yield _peering(network, peering, peering.vpc_peering_connection_id in clashing)
    for attachment in network.transit_attachments or ():
        level = Level.PLAIN if attachment.state == "available" else Level.WARN
        yield WayOut(
            attachment.transit_gateway_attachment_id,
            attachment.name or attachment.transit_gateway_id or "",
            "transit gateway", attachment.state or "", level,
            said=attachment.transit_gateway_id or "", door=attachment.transit_gateway_id or "",
        )  # fmt: skip


def _gateway(name: str, tag: str, sort: str, attached: bool) -> WayOut:
    word, level = ("attached", Level.PLAIN) if attached else ("not attached", Level.BAD)
    return WayOut(name, tag or name, sort, word, level)


def _regional(nat: NatGateway) -> WayOut:
    level = Level.PLAIN if nat.state == "available" else Level.BAD
    ips = ", ".join(it.public_ip for it in nat.nat_gateway_addresses if it.public_ip)
    name = nat.name or nat.nat_gateway_id
    return WayOut(nat.nat_gateway_id, name, "regional NAT", nat.state, level, said=ips)


def _vpn(vpn: VpnConnection, clashes: bool) -> WayOut:
    states = [tunnel.status or "?" for tunnel in vpn.vgw_telemetry]
    down = states.count("DOWN")
    level = Level.BAD if states and down == len(states) else Level.WARN
    if not down and not clashes:
        level = Level.PLAIN
    routes = [it.destination_cidr_block for it in vpn.routes if it.destination_cidr_block]
    said = [f"tunnel {it.outside_ip_address}: {it.status_message}" for it in vpn.vgw_telemetry
            if it.status == "DOWN"]  # fmt: skip
    if clashes:
        said.append("its addresses overlap others")
    word = " ".join(states) or vpn.state or ""
    return WayOut(
        vpn.vpn_connection_id, vpn.name or vpn.vpn_connection_id, "VPN", word, level,
        ", ".join(routes), ", ".join(said), vpn.vpn_gateway_id or vpn.transit_gateway_id or "",
    )  # fmt: skip


def _direct_connect(network: Network, it: VirtualInterface) -> WayOut:
    statuses = [(peer.bgp_status or "unknown").upper() for peer in it.peers]
    state = it.virtual_interface_state or ""
    said = [f"BGP peer {peer.customer_address or peer.bgp_peer_id} is down" for peer in it.peers
            if peer.bgp_status == "down"]  # fmt: skip
    said += [f"connection {each.connection_name or each.connection_id} is {each.connection_state}"
             for each in network.direct_connections or ()
             if each.connection_id == it.connection_id and each.connection_state != "available"
             ]  # fmt: skip
    level = Level.BAD if it.down else Level.WARN if said or state != "available" else Level.PLAIN
    words = [state if state != "available" or not statuses else "",
             " ".join(("BGP", *statuses)) if statuses else ""]  # fmt: skip
    return WayOut(
        it.virtual_interface_id, it.name, "Direct Connect", " ".join(filter(None, words)),
        Level.PLAIN if it.gone else level, said=", ".join(said),
        door=next(gateways_of(network, it), ""),
    )  # fmt: skip


def _association(it: DirectConnectGatewayAssociation) -> WayOut:
    kind = "transit gateway" if it.gateway.startswith("tgw-") else "VPN gateway"
    said = [f"of {kind} {it.gateway}", it.state_change_error or ""]
    level = Level.WARN if it.state_change_error or it.association_state != "associated" else None
    return WayOut(
        it.association_id, it.direct_connect_gateway_id or it.association_id,
        "Direct Connect gateway", it.association_state or "", level or Level.PLAIN,
        ", ".join(it.prefixes), ", ".join(filter(None, said)), it.gateway,
    )  # fmt: skip


def _peering(network: Network, peering: VpcPeeringConnection, clashes: bool) -> WayOut:
    side = peering.other_side(network.vpc.vpc_id)
    code = peering.status.code if peering.status is not None else None
    level = Level.PLAIN if peering.active else Level.WARN
    said = (side.vpc_id or "") if side is not None else ""
    if clashes:
        level, said = Level.WARN, f"{said}, its addresses overlap others"
    return WayOut(
        peering.vpc_peering_connection_id, peering.name or peering.vpc_peering_connection_id,
        "peering", code or "", level, ", ".join(side.blocks) if side is not None else "", said,
    )  # fmt: skip
