"""A virtual interface of Direct Connect: its connection, its VLAN, and its BGP sessions."""

from collections.abc import Iterator

from ecstui.model.direct_connect import (
    BgpPeer,
    Connection,
    DirectConnectGatewayAssociation,
    VirtualInterface,
)
from ecstui.model.network import Network
from ecstui.ui.inspector.sheet import Line, pair
from ecstui.ui.widgets.tones import Tone


def virtual_interface(known: Network, it: VirtualInterface) -> Iterator[Line]:
    """What is known of it."""
    yield pair("name", it.name)
    yield pair("kind", it.virtual_interface_type)
    yield _state("state", it.virtual_interface_state)
    yield from _connection(known, it)
    yield pair("gateway", it.virtual_gateway_id or it.direct_connect_gateway_id)
    yield pair("VLAN", str(it.vlan) if it.vlan is not None else None)
    for peer in it.bgp_peers:
        yield from _peer(peer)


def association(known: Network, it: DirectConnectGatewayAssociation) -> Iterator[Line]:
    """The link of a Direct Connect gateway to a gateway of the VPC."""
    yield pair("gateway", it.direct_connect_gateway_id)
    yield pair("of account", it.direct_connect_gateway_owner_account)
    owner = it.associated_gateway.owner_account if it.associated_gateway is not None else None
    yield pair("leads to", f"{it.gateway} of account {owner}" if owner else it.gateway)
    yield pair("state", it.association_state, "plain" if it.carries else "warn")
    if it.state_change_error:
        yield pair("error", it.state_change_error, "bad")
    yield pair("tells", ", ".join(it.prefixes) or "no block")
    over = [each for each in known.virtual_interfaces or ()
            if each.direct_connect_gateway_id == it.direct_connect_gateway_id]  # fmt: skip
    for each in over:
        state = "down" if each.down else each.virtual_interface_state
        yield pair("over", f"{each.name} {state}", "bad" if each.down else "plain")
    if not over:
        why = known.why_unread("virtual_interfaces")
        yield pair("over", why or "virtual interfaces of other accounts or Regions", "warn")


def _connection(known: Network, it: VirtualInterface) -> Iterator[Line]:
    found: Connection | None = next(
        (each for each in known.direct_connections or () if each.connection_id == it.connection_id),
        None,
    )
    if found is None:
        # A hosted virtual interface is on a connection of another account, which is not listed.
        yield pair("connection", it.connection_id)
        if why := known.why_unread("direct_connections"):
            yield pair("", why, "warn")
        return
    yield pair("connection", f"{found.connection_name or ''} {found.connection_id}".strip())
    yield _state("", found.connection_state)
    yield pair("", " at ".join(filter(None, (found.bandwidth, found.location))))


def _state(label: str, state: str | None) -> Line:
    tone: Tone = "bad" if state == "down" else "plain" if state == "available" else "warn"
    return pair(label, state, tone)


def _peer(it: BgpPeer) -> Iterator[Line]:
    tone: Tone = "bad" if it.bgp_status == "down" else "plain"
    state = "" if it.bgp_peer_state == "available" else it.bgp_peer_state or ""
    status = (it.bgp_status or "unknown").upper()
    peer = it.customer_address or it.bgp_peer_id
    yield pair("BGP peer", f"{peer} {status} {state}".rstrip(), tone)
    yield pair("", f"ASN {it.asn_long or it.asn}, {it.address_family}, ours {it.amazon_address}")
