"""A VPC in one page: its blocks, names, Block Public Access, flow logs, and what overlaps."""

from collections.abc import Iterator, Sequence

from ecstui.analysis.network.flow_logs import coverage, told
from ecstui.analysis.network.overlaps import Claim, overlaps
from ecstui.model.network import Network
from ecstui.model.vpc import Vpc
from ecstui.state import feeds
from ecstui.ui.inspector.sheet import Line, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.subject import Kind


def lines(look: Look) -> Sequence[Line]:
    """What is known of the VPC."""
    known = look.readings.value(feeds.network(look.subject.id))
    listing = look.readings.value(feeds.VPCS)
    if known is None:
        return ()
    others = [it for it in listing.items if it.vpc_id != look.subject.id] if listing else []
    return [
        *section(known.vpc.vpc_id, _pairs(known)),
        *section("Flow logs", _flow_logs(known)),
        *section("Overlaps", _overlaps(known, others)),
        *section("Not read", (pair(part, why, "warn") for part, why in known.unread)),
    ]


def _pairs(known: Network) -> Iterator[Line]:
    vpc = known.vpc
    yield pair("name", vpc.name)
    yield pair("owner", vpc.owner_id)
    for block in vpc.blocks:
        yield pair("block", block)
    yield pair("default", "yes" if vpc.is_default else "no")
    states = vpc.block_public_access_states
    mode = states.internet_gateway_block_mode if states is not None else None
    yield pair("public access", f"blocked: {mode}" if mode not in (None, "off") else "not blocked")
    yield from _names(known)
    yield pair("subnets", len(known.subnets))


def _names(known: Network) -> Iterator[Line]:
    dns = known.dns
    if dns is None:
        yield pair("DNS", known.why_unread("dns") or "not read", "warn")
    else:
        yield pair("DNS support", "on" if dns.support else "off", "plain" if dns.support else "bad")
        yield pair("DNS hostnames", "on" if dns.hostnames else "off")
    if known.dhcp_options is not None:
        yield pair("name servers", ", ".join(known.dhcp_options.name_servers))


def _flow_logs(known: Network) -> Iterator[Line]:
    found = coverage(known)
    if found is None:
        yield pair("covers", known.why_unread("flow_logs") or "not read", "warn")
        return
    covered = bool(found.whole) or len(found.subnets) == found.known
    yield pair("covers", found.text, "plain" if covered else "warn")
    for log in found.failing:
        yield pair("failing", told(log), "bad")


def _overlaps(known: Network, others: Sequence[Vpc]) -> Iterator[Line]:
    for each in overlaps(known, others):
        yield text(f"{_claim(each.one)} overlaps {_claim(each.other)}", "warn")


def _claim(claim: Claim) -> str:
    """`10.60.0.0/16 of pcx-0a1b (acme-analytics)`."""
    return f"{claim.block} of {claim.owner}" + (f" ({claim.name})" if claim.name else "")


VPC = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.VPC,),
    feeds=lambda look: (feeds.network(look.subject.id), feeds.VPCS),
    lines=lines,
    ages=False,
    empty="This VPC is not in the list any more.",
)
