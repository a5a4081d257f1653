"""Pictures of VPCs for other programs: Mermaid and DOT, from the nodes of the topology.

Syntax: "Flowcharts" (Mermaid documentation), "DOT Language" (Graphviz documentation).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecstui.analysis.network.topology import Node, NodeKind
from ecstui.analysis.network.ways_out import Level

INDENT = "  "
ENTITIES = str.maketrans({"#": "#35;", "&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;"})
"""How Mermaid writes what it would read as its own ("Entity codes to escape characters")."""
COLOURS = {Level.WARN: "orange", Level.BAD: "red"}

Inside = Mapping[str, Sequence[Node]]
"""What is in a node, by the node's id; by nothing what is in none."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where packets of a subnet leave by."""

    source: str
    target: str


def edges(nodes: Sequence[Node]) -> Iterator[Edge]:
    """From each subnet to what its routes lead to, as far as that is in the picture."""
    doors: dict[str, list[str]] = {}
    for node in nodes:
        if node.door:
            doors.setdefault(node.door, []).append(node.id)
    for node in nodes:
        for exit_id in node.exits:
            yield from (Edge(node.id, target) for target in doors.get(exit_id, ()))


def mermaid(nodes: Sequence[Node]) -> str:
    """A flowchart in Mermaid's language."""
    names, inside = _names(nodes), _inside(nodes)
    lines = ["flowchart LR"]
    for root in inside.get("", ()):
        lines += _mermaid_of(root, inside, names, 1)
    lines += [f"{INDENT}{names[it.source]} --> {names[it.target]}" for it in edges(nodes)]
    for level, colour in COLOURS.items():
        marked = [names[node.id] for node in nodes if node.level is level]
        lines += [f"{INDENT}style {name} stroke:{colour},stroke-width:2px" for name in marked]
    return "\n".join(lines) + "\n"


def _mermaid_of(node: Node, inside: Inside, names: dict[str, str], depth: int) -> Iterator[str]:
    name, label, pad = names[node.id], _mermaid_text(_label(node)), INDENT * depth
    children = inside.get(node.id, ())
    if not children:
        yield f'{pad}{name}["{label}"]'
        return
    yield f'{pad}subgraph {name}["{label}"]'
    for child in children:
        yield from _mermaid_of(child, inside, names, depth + 1)
    yield f"{pad}end"


def _mermaid_text(text: str) -> str:
    """Without what Mermaid, or the browser that draws it, would read as its own."""
    return text.translate(ENTITIES).replace("\n", "<br/>")


def dot(nodes: Sequence[Node]) -> str:
    """A digraph in the DOT language, subnets as clusters."""
    names, inside = _names(nodes), _inside(nodes)
    lines = ["digraph network {", f"{INDENT}rankdir=LR;", f"{INDENT}compound=true;",
             f"{INDENT}node [shape=box];"]  # fmt: skip
    for root in inside.get("", ()):
        lines += _dot_of(root, inside, names, 1)
    for edge in edges(nodes):
        source, target = names[edge.source], names[edge.target]
        # An edge of DOT begins at a node: at the one that stands for the whole subnet.
        lines.append(f"{INDENT}{source}_ -> {target} [ltail=cluster_{source}];")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_of(node: Node, inside: Inside, names: dict[str, str], depth: int) -> Iterator[str]:
    name, pad = names[node.id], INDENT * depth
    label = _dot_text(_label(node))
    colour = f", color={COLOURS[node.level]}" if node.level in COLOURS else ""
    if node.kind not in (NodeKind.VPC, NodeKind.ZONE, NodeKind.SUBNET):
        yield f"{pad}{name} [label={label}{colour}];"
        return
    yield f"{pad}subgraph cluster_{name} {{"
    yield f"{pad}{INDENT}label={label};"
    if colour:
        yield f"{pad}{INDENT}{colour.removeprefix(', ')};"
    if node.kind is NodeKind.SUBNET:
        yield f'{pad}{INDENT}{name}_ [label="", shape=point, style=invis];'
    for child in inside.get(node.id, ()):
        yield from _dot_of(child, inside, names, depth + 1)
    yield f"{pad}}}"


def _dot_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """A plain word for each node, the same for the same nodes."""
    return {node.id: f"n{number}" for number, node in enumerate(nodes)}


def _inside(nodes: Iterable[Node]) -> Inside:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.parent, []).append(node)
    return found


def _label(node: Node) -> str:
    """What a node says of itself, on a line or two."""
    title = f"{node.sort} {node.name}" if node.kind is not NodeKind.SERVICE else node.name
    if node.kind is NodeKind.SERVICE:
        title = f"{title} ×{node.tasks}"
    parts = [node.word, node.cidr]
    if node.room is not None:
        parts.append(f"{node.room.free} of {node.room.usable} free")
    second = ", ".join(filter(None, parts))
    return _plain(title) + (f"\n{_plain(second)}" if second else "")


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
