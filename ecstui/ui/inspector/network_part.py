"""A gateway, an endpoint or a connection in one page, with who uses it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from ecstui.analysis.network.tenants import summary
from ecstui.analysis.network.users import Use, users
from ecstui.analysis.wording import ago
from ecstui.model.internet_gateway import EgressOnlyInternetGateway, InternetGateway
from ecstui.model.nat_gateway import NatGateway
from ecstui.model.network import Network
from ecstui.model.transit_gateway import TransitGatewayVpcAttachment
from ecstui.model.vpc_endpoint import VpcEndpoint
from ecstui.model.vpc_peering import VpcPeeringConnection
from ecstui.model.vpn import VpnConnection, VpnGateway
from ecstui.state import feeds
from ecstui.ui import networks
from ecstui.ui.inspector.direct_connect import association, virtual_interface
from ecstui.ui.inspector.sheet import Line, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.widgets.tones import Tone

T = TypeVar("T")


def _vpc(subject: Subject) -> str:
    within = subject.within(Kind.VPC)
    return within.id if within is not None else ""


def lines(look: Look) -> Sequence[Line]:
    """What is known of it."""
    known, part = look.readings.value(feeds.network(_vpc(look.subject))), look.subject.id
    if known is None:
        return ()
    found = list(_found(known, part, look.now))
    if not found:
        return ()
    used = users(known, part, networks.whereabouts(look.readings))
    lines_of = [line for use in used for line in _use(use)] if used else _nobody()
    return [*section(part, found), *section("Used by", lines_of), *_not_counted(look)]


def _use(use: Use) -> Iterator[Line]:
    yield pair(use.subnet, use.why, width=28)
    if use.tenants is None:
        yield pair("", "what is there could not be read", "warn", width=28)
    else:
        yield pair("", summary(use.tenants) or "nothing is there", "muted", width=28)


def _not_counted(look: Look) -> Sequence[Line]:
    """Which tasks may be missing from what is counted."""
    crowded = networks.crowded(look.readings)
    return (text(crowded, "muted"),) if crowded else ()


def _nobody() -> Iterator[Line]:
    yield pair("", "no route, and no subnet, leads to it")


def _found(known: Network, part: str, now: datetime) -> Iterator[Line]:
    """The lines of whichever list has it."""
    attached = known.transit_attachments
    yield from _in(known.internet_gateways, part, lambda it: it.internet_gateway_id, _gateway)
    for each in known.egress_only_gateways or ():
        if each.egress_only_internet_gateway_id == part:
            yield from _gateway(each)
    yield from _in(known.nat_gateways, part, lambda it: it.nat_gateway_id, _nat)
    yield from _in(known.endpoints, part, lambda it: it.vpc_endpoint_id, _endpoint)
    yield from _in(known.peerings, part, lambda it: it.vpc_peering_connection_id, _peering)
    yield from _in(known.vpn_gateways, part, lambda it: it.vpn_gateway_id, _vpn_gateway)
    yield from _in(
        known.vpn_connections, part, lambda it: it.vpn_connection_id, lambda it: _vpn(it, now)
    )
    yield from _in(
        known.virtual_interfaces, part, lambda it: it.virtual_interface_id,
        lambda it: virtual_interface(known, it),
    )  # fmt: skip
    yield from _in(
        known.gateway_associations, part, lambda it: it.association_id,
        lambda it: association(known, it),
    )  # fmt: skip
    yield from _in(attached, part, lambda it: it.transit_gateway_attachment_id, _transit)


def _in(
    items: Iterable[T] | None,
    part: str,
    name: Callable[[T], str],
    told: Callable[[T], Iterator[Line]],
) -> Iterator[Line]:
    for each in items or ():
        if name(each) == part:
            yield from told(each)


def _gateway(it: InternetGateway | EgressOnlyInternetGateway) -> Iterator[Line]:
    yield pair("name", it.name)
    for each in it.attachments:
        yield pair("attached to", f"{each.vpc_id} {each.state or ''}".strip())


def _nat(it: NatGateway) -> Iterator[Line]:
    yield pair("name", it.name)
    yield pair("state", it.state, "plain" if it.state == "available" else "bad")
    if it.failure_message:
        yield pair("failure", f"{it.failure_code}: {it.failure_message}", "bad")
    yield pair("kind", f"{it.connectivity_type or 'public'}, {it.availability_mode or 'zonal'}")
    yield pair("subnet", it.subnet_id or "none: of the whole VPC")
    for address in it.nat_gateway_addresses:
        zone = f" in {address.availability_zone}" if address.availability_zone else ""
        yield pair("address", f"{address.public_ip or address.private_ip}{zone}")


def _endpoint(it: VpcEndpoint) -> Iterator[Line]:
    yield pair("service", it.service_name)
    yield pair("kind", it.vpc_endpoint_type)
    yield pair("state", it.state, "plain" if it.available else "bad")
    on = "on" if it.named else "on, for what is on premises alone"
    yield pair("private DNS", on if it.private_dns_enabled else "off")
    for group in it.groups:
        yield pair("sec. group", f"{group.group_id} {group.group_name}".strip())
    for table in it.route_table_ids:
        yield pair("route table", table)
    yield pair("policy", it.policy_document)


def _peering(it: VpcPeeringConnection) -> Iterator[Line]:
    yield pair("name", it.name)
    status = it.status.code if it.status is not None else None
    yield pair("status", status, "plain" if it.active else "warn")
    for label, side in (("requester", it.requester_vpc_info), ("accepter", it.accepter_vpc_info)):
        blocks = ", ".join(side.blocks)
        yield pair(label, f"{side.vpc_id} of {side.owner_id} in {side.region}: {blocks}")


def _vpn_gateway(it: VpnGateway) -> Iterator[Line]:
    yield pair("name", it.name)
    yield pair("state", it.state)


def _vpn(it: VpnConnection, now: datetime) -> Iterator[Line]:
    yield pair("name", it.name)
    yield pair("state", it.state)
    yield pair("gateway", it.vpn_gateway_id or it.transit_gateway_id)
    yield pair("customer", it.customer_gateway_id)
    static = it.options is not None and it.options.static_routes_only
    yield pair("routing", "static" if static else "BGP")
    for tunnel in it.vgw_telemetry:
        since = tunnel.last_status_change
        for_how_long = f" for {ago(now - since)}" if since is not None else ""
        said = f"{tunnel.status}{for_how_long} {tunnel.status_message or ''}".rstrip()
        tone: Tone = "bad" if tunnel.status == "DOWN" else "plain"
        yield pair("tunnel", f"{tunnel.outside_ip_address} {said}", tone)
        if not static:
            yield pair("", f"{tunnel.accepted_route_count} routes accepted")
    for route in it.routes:
        yield pair("static route", f"{route.destination_cidr_block} {route.state or ''}".strip())


def _transit(it: TransitGatewayVpcAttachment) -> Iterator[Line]:
    yield pair("name", it.name)
    yield pair("gateway", it.transit_gateway_id)
    yield pair("state", it.state, "plain" if it.state == "available" else "warn")


NETWORK_PART = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.NETWORK_PART,),
    feeds=lambda look: (
        feeds.network(_vpc(look.subject)),
        *networks.inhabitant_feeds(look.readings),
    ),
    lines=lines,
    empty="This is not in the list any more.",
)
