"""The network as a text for other programs."""

from collections.abc import Callable, Mapping, Sequence

from ecstui.analysis.network import diagram
from ecstui.ui.topology_layout import picture
from ecstui.ui.topology_rows import TopologyRow
from ecstui.ui.widgets.picture_svg import svg

WIDTH = 140
"""Cells of the picture."""

Draw = Callable[[Sequence[TopologyRow]], str]

FORMS: Mapping[str, Draw] = {
    "mermaid": lambda rows: diagram.mermaid([row.node for row in rows]),
    "dot": lambda rows: diagram.dot([row.node for row in rows]),
    "svg": lambda rows: svg(picture(rows, WIDTH), WIDTH),
}
"""The forms by name."""
ENDINGS = {"mermaid": "mmd", "dot": "dot", "svg": "svg"}
"""How the name of a file ends that has each form."""
