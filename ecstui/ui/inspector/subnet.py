"""A subnet in one page: its class and why, its addresses, its routes, and its network ACL."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.network.acls import acl_of
from ecstui.analysis.network.addresses import reserved, room
from ecstui.analysis.network.flow_logs import logs_of, told
from ecstui.analysis.network.routing import table_of
from ecstui.analysis.network.subnet_class import SubnetClass, classify
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAclEntry
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.subnet import Subnet
from ecstui.state import feeds
from ecstui.ui import networks
from ecstui.ui.inspector.sheet import Line, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.tenant_lines import tenant_lines
from ecstui.ui.subject import Kind, Subject


def _vpc(subject: Subject) -> str:
    within = subject.within(Kind.VPC)
    return within.id if within is not None else ""


def lines(look: Look) -> Sequence[Line]:
    """What is known of the subnet."""
    known = look.readings.value(feeds.network(_vpc(look.subject)))
    if known is None:
        return ()
    subnet = next((it for it in known.subnets if it.subnet_id == look.subject.id), None)
    if subnet is None:
        return ()
    return [
        *section(subnet.subnet_id, _pairs(known, subnet)),
        *section("Addresses", _addresses(subnet)),
        *section("What is there", _there(known, subnet, look)),
        *section("Routes", _routes(known, subnet)),
        *section("Flow logs", (text(told(log)) for log in logs_of(known, subnet.subnet_id))),
        *section("Network ACL", _entries(known, subnet)),
    ]


def _pairs(known: Network, subnet: Subnet) -> Iterator[Line]:
    kind = classify(known, subnet)
    yield pair("class", kind.word.value, "bad" if kind.word is SubnetClass.BROKEN else "plain")
    yield pair("because", kind.why)
    yield pair("zone", f"{subnet.availability_zone} {subnet.availability_zone_id or ''}".strip())
    yield pair("VPC", known.vpc.name or known.vpc.vpc_id)
    if subnet.owner_id and known.vpc.owner_id and subnet.owner_id != known.vpc.owner_id:
        yield pair("owner", subnet.owner_id)


def _addresses(subnet: Subnet) -> Iterator[Line]:
    for six in subnet.ipv6_cidr_block_association_set:
        yield pair("IPv6", six.ipv6_cidr_block)
    left = room(subnet)
    if left is None or subnet.cidr_block is None:
        return
    yield pair("IPv4", subnet.cidr_block)
    yield pair("free", f"{left.free} of {left.usable}", "bad" if left.full else "plain")
    for kept in reserved(subnet.cidr_block):
        yield pair("kept", f"{kept.address} {kept.what_for}", "muted")


def _there(known: Network, subnet: Subnet, look: Look) -> Iterator[Line]:
    def here(interface: NetworkInterface) -> bool:
        return interface.subnet_id == subnet.subnet_id

    return tenant_lines(known, look.readings, here, "nothing is there")


def _routes(known: Network, subnet: Subnet) -> Iterator[Line]:
    table = table_of(known, subnet.subnet_id)
    if table is None:
        yield pair("table", known.why_unread("route_tables") or "not read", "warn")
        return
    yield pair("table", f"{table.route_table_id}{' (main)' if table.main else ''}")
    for route in table.routes:
        dead = route.state == "blackhole"
        said = f"{route.destination} → {route.target}{' blackhole' if dead else ''}"
        yield pair("", said, "bad" if dead else "plain")


def _entries(known: Network, subnet: Subnet) -> Iterator[Line]:
    acl = acl_of(known, subnet.subnet_id)
    if acl is None:
        yield pair("ACL", known.why_unread("acls") or "not read", "warn")
        return
    yield pair("ACL", f"{acl.network_acl_id}{' (default)' if acl.is_default else ''}")
    for entry in sorted(acl.entries, key=lambda it: (it.egress, it.rule_number)):
        yield pair("out" if entry.egress else "in", _told(entry))


def _told(entry: NetworkAclEntry) -> str:
    block = entry.cidr_block or entry.ipv6_cidr_block or ""
    return f"{entry.number} {entry.rule_action} {_traffic(entry)} {block}"


def _traffic(entry: NetworkAclEntry) -> str:
    if entry.protocol == "-1":
        return "all traffic"
    protocol = {"1": "ICMP", "6": "TCP", "17": "UDP"}.get(entry.protocol, entry.protocol)
    if entry.port_range is None:
        return f"{protocol} all ports"
    return f"{protocol} {entry.port_range.first}-{entry.port_range.last}"


SUBNET = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.SUBNET,),
    feeds=lambda look: (
        feeds.network(_vpc(look.subject)),
        *networks.inhabitant_feeds(look.readings),
    ),
    lines=lines,
    empty="This subnet is not in the list any more.",
)
