"""Who uses a gateway, an endpoint or a connection: the subnets whose routes lead there."""

from collections.abc import Iterator
from dataclasses import dataclass

from ecstui.analysis.network.origins import subnet_name
from ecstui.analysis.network.routing import table_of
from ecstui.analysis.network.tenants import Tenant, Whereabouts, tenants
from ecstui.model.direct_connect import VirtualInterface
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterface


@dataclass(frozen=True, slots=True)
class Use:
    """A subnet, why it counts, and what stands there; None if that could not be read."""

    subnet: str
    why: str
    tenants: tuple[Tenant, ...] | None


def users(network: Network, part: str, known: Whereabouts | None = None) -> tuple[Use, ...]:
    """The subnets that use a part of a network, by id.

    :param known: whose tasks are where, as far as that has been read.
    """
    there: dict[str, list[NetworkInterface]] = {}
    for interface in network.interfaces or ():
        there.setdefault(interface.subnet_id, []).append(interface)
    read = network.interfaces is not None
    aliases = {part, *_gateways_of(network, part)}
    return tuple(
        Use(subnet_name(network, id_), why, tenants(there.get(id_, ()), known) if read else None)
        for id_, why in _reasons(network, part, aliases)
    )


def _gateways_of(network: Network, part: str) -> Iterator[str]:
    """What routes name instead of a connection or an attachment."""
    for vpn in network.vpn_connections or ():
        if vpn.vpn_connection_id == part and vpn.vpn_gateway_id:
            yield vpn.vpn_gateway_id
    for interface in network.virtual_interfaces or ():
        if interface.virtual_interface_id == part:
            yield from gateways_of(network, interface)
    for association in network.gateway_associations or ():
        if association.association_id == part:
            yield association.gateway
    for attachment in network.transit_attachments or ():
        if attachment.transit_gateway_attachment_id == part and attachment.transit_gateway_id:
            yield attachment.transit_gateway_id


def gateways_of(network: Network, interface: VirtualInterface) -> Iterator[str]:
    """What routes name to lead to a virtual interface: its virtual private gateway, or what its
    Direct Connect gateway is associated with.
    """
    if interface.virtual_gateway_id:
        yield interface.virtual_gateway_id
    for association in network.gateway_associations or ():
        beyond = association.direct_connect_gateway_id
        if beyond and beyond == interface.direct_connect_gateway_id and association.carries:
            yield association.gateway


def _reasons(network: Network, part: str, aliases: set[str]) -> Iterator[tuple[str, str]]:
    for subnet in network.subnets:
        table = table_of(network, subnet.subnet_id)
        routes = [it for it in table.routes if it.target in aliases] if table is not None else []
        if routes and table is not None:
            said = ", ".join(route.destination for route in routes)
            dead = " (blackhole)" if any(it.state == "blackhole" for it in routes) else ""
            yield subnet.subnet_id, f"{said} by {table.route_table_id}{dead}"
    for endpoint in network.endpoints or ():
        if endpoint.vpc_endpoint_id == part:
            yield from ((subnet, "has an interface of it") for subnet in endpoint.subnet_ids)
