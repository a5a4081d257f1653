"""The rows of a picture of the network: a node each, in the order of the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecstui.analysis.network.topology import Node, NodeKind, nodes
from ecstui.analysis.network.ways_out import Level
from ecstui.model.vpc import Vpc
from ecstui.ui.networks import inhabitants, networks, vpc_subject, vpcs, why_unread
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject
from ecstui.ui.view import Readings
from ecstui.ui.widgets.tones import Tone

LEVEL_TONES: Mapping[Level, Tone] = {
    Level.PLAIN: "plain",
    Level.WARN: "warn",
    Level.BAD: "bad",
}


@dataclass(frozen=True, slots=True)
class TopologyRow:
    """A node, and where it comes in the tree."""

    place: int
    vpc: Vpc
    node: Node
    whole: bool = True
    """Whether the VPC has been read: else there is only this row of it."""
    alone: bool = True
    """Whether there is no other VPC."""

    @property
    def id(self) -> str:
        """The node's, which is unlike any other's."""
        return self.node.id

    @property
    def vpc_id(self) -> str:
        """The id of its VPC."""
        return self.vpc.vpc_id

    @property
    def subject(self) -> Subject:
        """What it is, to look into."""
        return _subject(self.vpc, self.node)


def topology_rows(subject: Subject, readings: Readings) -> Iterator[TopologyRow]:
    """Every node of the VPCs that have been read, and a row for each of the others."""
    known = {network.vpc.vpc_id: network for network in networks(subject, readings)}
    found = vpcs(subject, readings)
    place = 0
    for vpc in sorted(found, key=lambda it: (it.is_default, it.name or it.vpc_id)):
        network = known.get(vpc.vpc_id)
        if network is None:
            node = _unread(vpc, why_unread(vpc, len(found), readings))
            yield TopologyRow(place, vpc, node, whole=False, alone=len(found) == 1)
            place += 1
            continue
        for node in nodes(network, inhabitants(network, readings)):
            yield TopologyRow(place, vpc, node, alone=len(found) == 1)
            place += 1


def _unread(vpc: Vpc, why: str) -> Node:
    word = "default" if vpc.is_default else ""
    blocks, name = ", ".join(vpc.blocks), vpc.name or vpc.vpc_id
    return Node(
        vpc.vpc_id, NodeKind.VPC, name, vpc.vpc_id, sort="VPC", word=word, cidr=blocks, said=why
    )


def _subject(vpc: Vpc, node: Node) -> Subject:
    around = vpc_subject(vpc)
    match node.kind:
        case NodeKind.SUBNET:
            return Subject(Kind.SUBNET, node.name, node.id, around)
        case NodeKind.SERVICE if node.part:
            return service_subject(node.part, cluster_subject(node.cluster.rpartition("/")[2]))
        case NodeKind.WAY_OUT | NodeKind.INSIDE:
            return Subject(Kind.NETWORK_PART, node.name, node.part, around)
        case _:
            return around


def node_tone(node: Node) -> Tone:
    """Of its class or state."""
    if node.level is not Level.PLAIN:
        return LEVEL_TONES[node.level]
    return "good" if node.word == "public" else "muted" if node.word == "isolated" else "plain"
