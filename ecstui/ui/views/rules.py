"""Who may reach what: the rules of security groups, and of network ACLs in their order.

Of a service or a task, those that its packets meet, with what they mean for the ports that it
listens on; of a VPC, all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecstui.analysis.network.other_side import NOBODY, members
from ecstui.analysis.network.outcomes import MODEL
from ecstui.analysis.network.rulebook import Book, Rule, rules_of_acls, rules_of_groups, unused
from ecstui.model.network import Network
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.networks import networks, vpc_subject
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_path import PathReading
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column
from ecstui.ui.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule of a VPC."""

    network: Network
    rule: Rule

    @property
    def place(self) -> tuple[bool, tuple[int, int]]:
        """Security groups first, each rule where it is tried."""
        return self.rule.book is Book.ACL, self.rule.place

    @property
    def id(self) -> str:
        """Of the rule, unlike any other's."""
        way = "out" if self.rule.egress else "in"
        return f"{self.rule.id} {way} {self.rule.number} {self.rule.other}"


def wanted(subject: Subject, readings: Readings) -> tuple[Feed[Any], ...]:
    """The VPC, or what tells where the tasks are and what is there."""
    if subject.kind is Kind.VPC:
        return (feeds.VPCS, feeds.network(subject.id))
    return tuple(PathReading(subject, readings).wanted())


def table(subject: Subject, readings: Readings) -> Table[RuleRow]:
    """A row for every rule."""
    if subject.kind is Kind.VPC:
        known = networks(subject, readings)
        rows = [RuleRow(it, rule) for it in known for rule in _all(it)]
        return Table(rows, len(rows), " ".join(map(_unused, known)))
    reading = PathReading(subject, readings)
    rows = list(_met(reading))
    return Table(rows, len(rows), _note(reading) if rows else "")


def _all(network: Network) -> Iterator[Rule]:
    yield from rules_of_groups(network, (it.group_id for it in network.groups or ()))
    yield from rules_of_acls(network, None)


def _unused(network: Network) -> str:
    found = unused(network)
    return f"Nothing has or names {', '.join(found)}." if found else ""


def _met(reading: PathReading) -> Iterator[RuleRow]:
    """The rules that packets of the tasks meet, those of all places together."""
    origins, ports = reading.origins(), reading.ports
    for network in reading.networks:
        ends = [it.end for it in origins if it.network is network and it.end is not None]
        groups = [group for end in ends for group in end.group_ids]
        subnets = [end.subnet_id for end in ends]
        for rule in rules_of_groups(network, groups, ports):
            yield RuleRow(network, rule)
        for rule in rules_of_acls(network, subnets, ports):
            yield RuleRow(network, rule)


def _note(reading: PathReading) -> str:
    ports = ", ".join(map(str, reading.ports))
    unread = sorted({part for it in reading.networks for part, _ in it.unread})
    missing = f"Not read: {', '.join(unread)}. " if unread else ""
    about = f"Judged for TCP {ports}. " if ports else "Its containers listen on no port of TCP. "
    return f"{missing}{about}{MODEL}"


def evidence(row: RuleRow, _: datetime) -> str:
    """The rule in a sentence."""
    rule = row.rule
    traffic = "all traffic" if rule.protocol == "all" else f"{rule.protocol} {rule.ports}"
    verb = f"{'allows' if rule.allows else 'denies'} {traffic}"
    whom = f"{rule.other} ({rule.who})" if rule.who else rule.other
    way = f"{'to' if rule.egress else 'from'} {whom}"
    said = f"{rule.book} {rule.name} {rule.number}: {verb} {way}"
    if rule.book is Book.GROUP:
        having = members(row.network).get(rule.id)
        said = f"{said}; {f'it is on {having}' if having else _nobody(row.network)}"
    return f"{said}. {rule.verdict}".rstrip(" .")


def _nobody(network: Network) -> str:
    return NOBODY if network.interfaces is not None else "who has it could not be read"


def verdict_tone(row: RuleRow) -> Tone:
    """Of what it means for the ports."""
    if row.rule.good is None:
        return "muted"
    return "good" if row.rule.good else "bad"


def inspects(row: RuleRow, _: Subject) -> Subject:
    """The rule, in its security group or network ACL, in its VPC."""
    rule, vpc = row.rule, vpc_subject(row.network.vpc)
    owner = Subject(Kind.RESOURCE, rule.name, f"{rule.book} {rule.id}", vpc)
    way = "out" if rule.egress else "in"
    its_id = rule.number if rule.book is Book.GROUP else f"{way} {rule.number} {rule.other}"
    return Subject(Kind.RULE, its_id, its_id, owner)


def empty(subject: Subject) -> str:
    """What is said where there is no rule."""
    return f"No rule of {subject.name} is known, and so nothing reaches it."


RULES: View[RuleRow] = View(
    name="rules",
    aliases=("rule", "sg", "nacl"),
    about=(Kind.TASK, Kind.SERVICE, Kind.VPC),
    columns=(
        Column("book", "OF", 12, lambda r, _: r.rule.name, lambda r: r.place, 1, squeezed=10),
        Column("way", "WAY", 3, lambda r, _: "out" if r.rule.egress else "in",
               lambda r: (r.rule.egress, r.place)),
        Column("number", "RULE", 21, lambda r, _: r.rule.number, lambda r: (r.rule.number, r.place),
               drops=3),
        Column("action", "ACTION", 6, lambda r, _: "allow" if r.rule.allows else "deny",
               lambda r: (r.rule.allows, r.place), tone=lambda r: "plain" if r.rule.allows
               else "warn"),
        Column("protocol", "PROTO", 5, lambda r, _: r.rule.protocol,
               lambda r: (r.rule.protocol, r.place), drops=4),
        Column("ports", "PORTS", 11, lambda r, _: r.rule.ports, lambda r: (r.rule.ports, r.place)),
        Column("other", "OTHER SIDE", 18, lambda r, _: r.rule.other,
               lambda r: (r.rule.other, r.place), drops=2),
        Column("who", "WHO THAT IS", 18, lambda r, _: r.rule.who, lambda r: (r.rule.who, r.place),
               3, squeezed=12),
        Column("verdict", "FOR ITS PORTS", 16, lambda r, _: r.rule.verdict,
               lambda r: (r.rule.verdict, r.place), 2, drops=1, tone=verdict_tone),
    ),
    feeds=wanted,
    table=table,
    key=lambda r: r.id,
    searched=lambda r: f"{r.rule.book} {r.rule.name} {r.rule.id} {r.rule.number} {r.rule.protocol} "
                       f"{r.rule.ports} {r.rule.other} {r.rule.who} {r.rule.verdict}",
    evidence=evidence,
    empty=empty,
    sort=("book", False),
    inspects=inspects,
    of_several=True,
)  # fmt: skip
