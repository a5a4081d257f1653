"""A VPC as a picture: what leads out of it on top, below it a lane for each Availability Zone with
the subnets as boxes, and in those what is there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from ecstui.analysis.network.topology import Node, NodeKind
from ecstui.analysis.wording import quantity
from ecstui.ui.networks import bar
from ecstui.ui.topology_rows import LEVEL_TONES, TopologyRow, node_tone
from ecstui.ui.widgets.column import fit
from ecstui.ui.widgets.lines import Span
from ecstui.ui.widgets.picture import Block, padded
from ecstui.ui.widgets.tones import Tone

LEAST = 96
"""Cells: with fewer a tree says more."""
NARROWEST = 30
"""Of a lane."""
GAP = 1
_Draw = Callable[[Node], tuple[Span, ...]]


def blocks(rows: Sequence[TopologyRow], width: int) -> Sequence[Block]:
    """Where each row is; nothing where there is no room, or there are no subnets among them."""
    if width < LEAST or not any(row.node.kind is NodeKind.SUBNET for row in rows):
        return ()
    return picture(rows, width)


def picture(rows: Sequence[TopologyRow], width: int) -> Sequence[Block]:
    """Where each row is in a picture of that width, whatever is in it."""
    found: list[Block] = []
    top = 0
    for vpc in dict.fromkeys(row.vpc_id for row in rows):
        of_vpc = [row for row in rows if row.vpc_id == vpc]
        found += _Drawing(of_vpc, width, top).blocks()
        top = max(block.bottom for block in found) + 1
    return found


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The picture of one VPC."""

    rows: Sequence[TopologyRow]
    width: int
    top: int

    def blocks(self) -> list[Block]:
        heading = [_heading(row.node, self.width, self.top) for row in self.of(NodeKind.VPC)]
        y = self.top + len(heading)
        ways = list(_flowing(self.of(NodeKind.WAY_OUT), 2, y, self.width - 2, _way))
        y = max((block.bottom for block in ways), default=y)
        return [*heading, *ways, *self._lanes(y + 1 if ways else y)]

    def of(self, kind: NodeKind) -> list[TopologyRow]:
        return [row for row in self.rows if row.node.kind is kind]

    def _lanes(self, y: int) -> Iterator[Block]:
        zones = list(dict.fromkeys(row.node.zone for row in self.rows if row.node.zone))
        at_once = max(1, min(len(zones), self.width // (NARROWEST + GAP)))
        lane = self.width // at_once - GAP
        for first in range(0, len(zones), at_once):
            drawn: list[Block] = []
            for number, zone in enumerate(zones[first : first + at_once]):
                drawn += self._lane(zone, number * (lane + GAP), y, lane)
            yield from drawn
            y = max(block.bottom for block in drawn) + 1

    def _lane(self, zone: str, x: int, y: int, width: int) -> Iterator[Block]:
        here = [row for row in self.rows if row.node.zone == zone]
        for row in here:
            if row.node.kind is NodeKind.ZONE:
                title = (Span(f"{row.node.name} ", "strong"), Span(row.node.said, "muted"))
                yield Block(row.id, x, y, width, (padded(title, width),))
                y += 1
        for row in here:
            if row.node.kind is NodeKind.SUBNET:
                inside = [it for it in here if it.node.parent == row.node.id]
                box = list(self._box(row, inside, x, y, width))
                yield from box
                y = box[0].bottom

    def _box(
        self, row: TopologyRow, inside: Sequence[TopologyRow], x: int, y: int, width: int
    ) -> Iterator[Block]:
        node = row.node
        lines = [_top(self._short(node.name), node, width)]
        free = f"{node.cidr}  {bar(node.room)} free"
        lines.append(_line((Span(free, _room_tone(node)),), width))
        exits = ", ".join(map(self._named, node.exits)) or node.said
        known = any(it.node.kind is NodeKind.SERVICE for it in inside)
        if node.tasks and not known:  # whose they are is not known
            exits = f"{exits}, {quantity(node.tasks, 'task')}"
        lines.append(_line((Span(f"→ {exits}", "muted"),), width))
        chips = list(_flowing(inside, x + 2, y + len(lines), width - 4, self._chip))
        height = max((it.bottom for it in chips), default=y + len(lines)) - y - len(lines)
        lines += [_line((), width)] * height
        lines.append(_bottom(width))
        yield Block(row.id, x, y, width, tuple(lines))
        yield from chips

    def _chip(self, node: Node) -> tuple[Span, ...]:
        if node.kind is NodeKind.INSIDE:
            sign = "⇄ NAT" if node.sort == "NAT gateway" else "◇"
            tone = LEVEL_TONES[node.level]
            return (Span(f"{sign} {self._short(node.name)}", "busy" if tone == "plain" else tone),)
        return (Span(node.name), Span(f"×{node.tasks}", "muted"))

    def _short(self, name: str) -> str:
        """Without the name of the VPC, which stands above."""
        vpc = next((row.node.name for row in self.of(NodeKind.VPC)), "")
        return name.removeprefix(f"{vpc}-") or name

    def _named(self, part: str) -> str:
        """An exit by what people call it."""
        for row in self.rows:
            if row.node.door == part:
                return f"{row.node.sort} {self._short(row.node.name)}"
        return part


def _flowing(
    rows: Sequence[TopologyRow], left: int, y: int, width: int, draw: _Draw
) -> Iterator[Block]:
    """Blocks of one line, side by side as far as there is room."""
    x = 0
    for row in rows:
        spans = draw(row.node)
        size = min(width, sum(cell_len(span.text) for span in spans))
        if x and x + size > width:
            x, y = 0, y + 1
        yield Block(row.id, left + x, y, size, (padded(spans, size),))
        x += size + 2


def _heading(node: Node, width: int, y: int) -> Block:
    title = (
        Span(f"{node.name} ", "strong"),
        Span(f"{node.part} " if node.part != node.name else "", "muted"),
        Span(f"{node.cidr} "),
        Span(" ".join(filter(None, (node.word, node.said))), LEVEL_TONES[node.level]),
    )
    return Block(node.id, 0, y, width, (padded(title, width),))


def _way(node: Node) -> tuple[Span, ...]:
    state = "" if node.word in ("attached", "available", "active") else f" {node.word}"
    return (
        Span("⇅ ", "muted"),
        Span(f"{node.sort} {node.name}"),
        Span(state, LEVEL_TONES[node.level]),
        Span(" !" if node.level != "plain" else "", LEVEL_TONES[node.level]),
    )


def _top(name: str, node: Node, width: int) -> tuple[Span, ...]:
    """`┌─ private-a ───── private ┐`; a name that is too long gives way."""
    word = f" {node.word} "
    room = width - cell_len(word) - 4
    title = fit(f" {name} ", min(cell_len(name) + 2, max(1, room)))
    line = "─" * (room - cell_len(title))
    return padded(
        (Span("┌─", "muted"), Span(title, "strong"), Span(f"{line}─", "muted"),
         Span(word, node_tone(node)), Span("┐", "muted")), width,
    )  # fmt: skip


def _bottom(width: int) -> tuple[Span, ...]:
    return (Span(f"└{'─' * (width - 2)}┘", "muted"),)


def _line(spans: Sequence[Span], width: int) -> tuple[Span, ...]:
    return (Span("│ ", "muted"), *padded(spans, width - 4), Span(" │", "muted"))


def _room_tone(node: Node) -> Tone:
    return "bad" if node.room is not None and node.room.full else "plain"
