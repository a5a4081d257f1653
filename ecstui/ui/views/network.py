"""The VPCs: what leads out of them, their zones and subnets, and the services in those.

A picture where there is room, else the same as a tree.
"""

from datetime import datetime

from ecstui.analysis.network.topology import NodeKind
from ecstui.analysis.wording import quantity
from ecstui.state.feed import Attention
from ecstui.ui import networks
from ecstui.ui.networks import bar
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.topology_layout import blocks
from ecstui.ui.topology_rows import LEVEL_TONES, TopologyRow, node_tone, topology_rows
from ecstui.ui.view import Readings, Step, Table, View
from ecstui.ui.widgets.column import Column, number_column

DEPTH = "  "
"""What each level of the tree is indented by."""


def table(subject: Subject, readings: Readings) -> Table[TopologyRow]:
    """A row for everything in the picture."""
    rows = list(topology_rows(subject, readings))
    notes = (networks.note(subject, readings), networks.crowded(readings))
    return Table(rows, len(rows), " ".join(filter(None, notes)))


def evidence(row: TopologyRow, _: datetime) -> str:
    """What is known of it, in a sentence."""
    node = row.node
    parts = [
        node.sort,
        node.word,
        node.cidr,
        f"{node.room.free} of {node.room.usable} addresses free" if node.room else "",
        quantity(node.tasks, "task") if node.tasks is not None else "",
        node.said,
    ]
    return f"{node.name}: {', '.join(filter(None, parts))}"


def opens(row: TopologyRow, _: Subject) -> Step | None:
    """A VPC among others leads to its own picture, a service to its tasks."""
    if row.node.kind is NodeKind.VPC and not row.alone:
        return Step("network", row.subject)
    if row.node.kind is NodeKind.SERVICE and row.node.part:
        return Step("tasks", row.subject)
    return None


def named(row: TopologyRow) -> str:
    """What people call it, and what it is where the name does not tell."""
    node = row.node
    telling = node.kind not in (NodeKind.WAY_OUT, NodeKind.INSIDE)
    return node.name if telling else f"{node.sort} {node.name}"


def exits(row: TopologyRow) -> str:
    """What packets leave by; of what is no subnet, what else there is to say."""
    return ", ".join(row.node.exits) or row.node.said


NETWORK: View[TopologyRow] = View(
    name="network",
    aliases=("net", "vpc", "topology"),
    about=(Kind.REGION, Kind.VPC),
    columns=(
        Column("name", "NETWORK", 23, lambda r, _: f"{DEPTH * r.node.depth}{named(r)}",
               lambda r: r.place, 2),
        Column("state", "STATE", 11, lambda r, _: r.node.word, lambda r: (r.node.word, r.place), 1,
               tone=lambda r: node_tone(r.node)),
        Column("cidr", "CIDR", 14, lambda r, _: r.node.cidr, lambda r: (r.node.cidr, r.place),
               drops=2),
        Column("free", "FREE", 13, lambda r, _: bar(r.node.room) if r.node.room else "",
               lambda r: r.node.room.free if r.node.room else None, drops=1, kind="number",
               tone=lambda r: LEVEL_TONES[r.node.level] if r.node.room and r.node.room.full
               else "plain"),
        number_column("tasks", "TASKS", 5, lambda r: r.node.tasks),
        Column("exits", "BY, OR BECAUSE", 20, lambda r, _: exits(r), exits, 2, drops=4),
    ),
    feeds=networks.wanted_with_tasks,
    table=table,
    key=lambda r: r.id,
    searched=lambda r: f"{r.node.name} {r.node.part} {r.node.sort} {r.node.word} {r.node.cidr} "
                       f"{r.node.zone} {r.node.said} {exits(r)}",
    evidence=evidence,
    empty=lambda _: "There is no VPC in this Region.",
    sort=("name", False),
    opens=opens,
    inspects=lambda r, _: r.subject,
    lacking="who is in the subnets may be missing",
    attention=Attention.VISIBLE,
    layout=blocks,
)  # fmt: skip
