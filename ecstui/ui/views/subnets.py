"""The subnets of the Region's VPCs, zone by zone: what each is, how full, and who is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.network.addresses import Room, room
from ecstui.analysis.network.population import Population
from ecstui.analysis.network.subnet_class import SubnetClass, SubnetKind, classify
from ecstui.model.network import Network
from ecstui.model.subnet import Subnet
from ecstui.model.vpc import Vpc
from ecstui.ui import networks
from ecstui.ui.networks import bar, vpc_subject
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings, Table, View
from ecstui.ui.widgets.column import Column, number_column
from ecstui.ui.widgets.tones import Tone

TIGHT = 0.1
"""With less than this part of its addresses free a subnet is nearly full."""
TONES: dict[SubnetClass, Tone] = {
    SubnetClass.BROKEN: "bad",
    SubnetClass.UNKNOWN: "warn",
    SubnetClass.ISOLATED: "muted",
}


@dataclass(frozen=True, slots=True)
class SubnetRow:
    """A subnet and what is thought of it.

    :param tasks: how many tasks are in it, by interfaces of their own or of their instances; None
        if that is not known.
    """

    vpc: Vpc
    subnet: Subnet
    kind: SubnetKind
    room: Room | None
    tasks: int | None

    @property
    def name(self) -> str:
        """What people call it, else its id."""
        return self.subnet.name or self.subnet.subnet_id


def table(subject: Subject, readings: Readings) -> Table[SubnetRow]:
    """A row for every subnet of the VPCs that have been read."""
    found = networks.networks(subject, readings)
    rows = [row for known in found for row in _rows(known, readings)]
    notes = (networks.note(subject, readings), networks.crowded(readings))
    return Table(rows, len(rows), " ".join(filter(None, notes)))


def _rows(known: Network, readings: Readings) -> Iterator[SubnetRow]:
    people = Population(known, networks.inhabitants(known, readings))
    for subnet in known.subnets:
        kind = classify(known, subnet)
        yield SubnetRow(known.vpc, subnet, kind, room(subnet), people.tasks(subnet))


def bar_tone(row: SubnetRow) -> Tone:
    """Red where nothing finds an address any more."""
    if row.room is None or row.room.free >= TIGHT * row.room.usable:
        return "plain"
    return "bad" if row.room.full else "warn"


def exits(row: SubnetRow) -> str:
    """What its packets leave by, the ordinary way first."""
    return ", ".join(row.kind.exits)


def evidence(row: SubnetRow, _: datetime) -> str:
    """Why it is of its class, and how many addresses are left."""
    said = f"{row.name} {row.kind.word}: {row.kind.why}"
    if row.room is None:
        return said
    return f"{said}, {row.room.free} of {row.room.usable} addresses free"


def inspects(row: SubnetRow, _: Subject) -> Subject:
    """The subnet, in its VPC."""
    return Subject(Kind.SUBNET, row.name, row.subnet.subnet_id, vpc_subject(row.vpc))


SUBNETS: View[SubnetRow] = View(
    name="subnets",
    aliases=("subnet",),
    about=(Kind.REGION, Kind.VPC),
    columns=(
        Column("vpc", "VPC", 12, lambda r, _: r.vpc.name or r.vpc.vpc_id, drops=5, sort_key=
               lambda r: (r.vpc.name or r.vpc.vpc_id, r.subnet.availability_zone, r.name)),
        Column("zone", "AZ", 15, lambda r, _: r.subnet.availability_zone,
               lambda r: r.subnet.availability_zone, drops=2),
        Column("subnet", "SUBNET", 22, lambda r, _: r.name, lambda r: r.name, 1, squeezed=17),
        Column("class", "CLASS", 8, lambda r, _: r.kind.word.value, lambda r: r.kind.word.value,
               tone=lambda r: TONES.get(r.kind.word, "plain")),
        Column("cidr", "CIDR", 14, lambda r, _: r.subnet.cidr_block or "",
               lambda r: r.subnet.cidr_block or "", drops=3),
        Column("free", "FREE", 13, lambda r, _: bar(r.room),
               lambda r: r.room.free if r.room else None, tone=bar_tone, kind="number"),
        number_column("tasks", "TASKS", 5, lambda r: r.tasks),
        Column("exits", "EXITS", 22, lambda r, _: exits(r), exits, 1, drops=4),
    ),
    feeds=networks.wanted_with_tasks,
    table=table,
    key=lambda r: r.subnet.subnet_id,
    searched=lambda r: f"{r.vpc.name} {r.vpc.vpc_id} {r.name} {r.subnet.subnet_id} "
                       f"{r.kind.word} {r.subnet.cidr_block} {r.subnet.availability_zone} "
                       f"{r.kind.table} {exits(r)}",
    evidence=evidence,
    empty=lambda _: "No subnet is known.",
    sort=("vpc", False),
    inspects=inspects,
    of_several=True,
    lacking="who is in the subnets may be missing",
)  # fmt: skip
