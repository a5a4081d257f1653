"""A rule of a security group or of a network ACL, with the group or the ACL that it is of: what it
says, who has it, and which rules name it.
"""

from collections.abc import Iterator, Sequence

from ecstui.analysis.network.acls import ordered
from ecstui.analysis.network.other_side import members, who, whose
from ecstui.analysis.network.rulebook import said_of_entry, said_of_rule
from ecstui.analysis.network.tenants import summary, tenants
from ecstui.analysis.wording import quantity
from ecstui.model.network import Network
from ecstui.model.network_acl import NetworkAcl, NetworkAclEntry
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.security_group import SecurityGroupRule
from ecstui.state import feeds
from ecstui.ui import networks
from ecstui.ui.inspector.sheet import Line, pair, section
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.inspector.tenant_lines import tenant_lines
from ecstui.ui.subject import Kind, Subject


def lines(look: Look) -> Sequence[Line]:
    """What is known of the rule, and of what it is of."""
    known = look.readings.value(feeds.network(_vpc(look.subject)))
    owner = _owner(look.subject)
    if known is None:
        return ()
    for rule in known.rules or ():
        if rule.group_id == owner and rule.security_group_rule_id == look.subject.id:
            return _of_group(known, rule, look)
    for acl in known.acls or ():
        for entry in acl.entries if acl.network_acl_id == owner else ():
            if entry_id(entry) == look.subject.id:
                return _of_acl(known, acl, entry, look)
    return ()


def entry_id(entry: NetworkAclEntry) -> str:
    """Unlike that of any other rule of its ACL: `in 100 0.0.0.0/0`."""
    block = entry.cidr_block or entry.ipv6_cidr_block or ""
    return f"{'out' if entry.egress else 'in'} {entry.number} {block}"


def _vpc(subject: Subject) -> str:
    within = subject.within(Kind.VPC)
    return within.id if within is not None else ""


def _owner(subject: Subject) -> str:
    return subject.parent.id.rpartition(" ")[2] if subject.parent is not None else ""


def _of_group(known: Network, rule: SecurityGroupRule, look: Look) -> list[Line]:
    having = members(known)
    return [
        *section(rule.security_group_rule_id, _rule(known, rule, having)),
        *section("Security group", _group(known, rule.group_id)),
        *section("Who has it", _who_has(known, rule.group_id, look)),
        *section("Named by rules of", _named_by(known, rule.group_id)),
    ]


def _rule(known: Network, rule: SecurityGroupRule, having: dict[str, str]) -> Iterator[Line]:
    yield pair("allows", said_of_rule(rule))
    yield pair("to" if rule.is_egress else "from", rule.other_side)
    yield pair("who that is", who(known, rule, having))
    yield pair("description", rule.description)


def _group(known: Network, group_id: str) -> Iterator[Line]:
    yield pair("id", group_id)
    group = next((it for it in known.groups or () if it.group_id == group_id), None)
    if group is None:
        yield pair("name", known.why_unread("groups") or "it could not be read", "warn")
        return
    yield pair("name", group.group_name)
    yield pair("description", group.description)
    mine = [it for it in known.rules or () if it.group_id == group_id]
    inward = sum(not it.is_egress for it in mine)
    yield pair("rules", f"{inward} in, {len(mine) - inward} out")


def _who_has(known: Network, group_id: str, look: Look) -> Iterator[Line]:
    def has_it(interface: NetworkInterface) -> bool:
        return group_id in interface.group_ids

    return tenant_lines(known, look.readings, has_it, "nothing in this VPC has it")


def _named_by(known: Network, group_id: str) -> Iterator[Line]:
    names = {it.group_id: it.group_name for it in known.groups or ()}
    for rule in known.rules or ():
        other = rule.referenced_group_info
        if other is not None and other.group_id == group_id:
            way = "out to it" if rule.is_egress else "in from it"
            owner = names.get(rule.group_id) or rule.group_id
            yield pair(owner, f"{way}, {said_of_rule(rule)}", width=24)


def _of_acl(known: Network, acl: NetworkAcl, entry: NetworkAclEntry, look: Look) -> list[Line]:
    block = entry.cidr_block or entry.ipv6_cidr_block or ""
    rule = [
        pair("allows" if entry.rule_action == "allow" else "denies", said_of_entry(entry)),
        pair("to" if entry.egress else "from", block),
        pair("who that is", whose(known, block)),
        pair("is tried", _when(acl, entry)),
    ]
    about = [pair("id", acl.network_acl_id), pair("name", acl.name),
             pair("default", "yes" if acl.is_default else "no")]  # fmt: skip
    return [
        *section(f"Rule {entry_id(entry)}", rule),
        *section("Network ACL", about),
        *section("Subnets behind it", _behind(known, acl, look)),
    ]


def _when(acl: NetworkAcl, entry: NetworkAclEntry) -> str:
    before = ordered(acl, egress=entry.egress).index(entry)
    return f"after {quantity(before, 'other')}" if before else "first"


def _behind(known: Network, acl: NetworkAcl, look: Look) -> Iterator[Line]:
    behind = {it.subnet_id for it in acl.associations}
    for subnet in known.subnets:
        if subnet.subnet_id not in behind:
            continue
        there = [it for it in known.interfaces or () if it.subnet_id == subnet.subnet_id]
        said = summary(tenants(there, networks.whereabouts(look.readings)))
        unread = "what is there could not be read" if known.interfaces is None else ""
        yield pair(subnet.name or subnet.subnet_id, unread or said or "nothing is there", width=24)


RULE = Tab(
    id="overview",
    title="Rule",
    kinds=(Kind.RULE,),
    feeds=lambda look: (
        feeds.network(_vpc(look.subject)),
        *networks.inhabitant_feeds(look.readings),
    ),
    lines=lines,
    ages=False,
    empty="This rule is not in the list any more.",
)
"""A rule."""
