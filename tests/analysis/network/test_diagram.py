"""The network as text for Mermaid and Graphviz."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from ecstui.analysis.network.diagram import dot, edges, mermaid
from ecstui.analysis.network.inhabitants import Inhabitant, homes
from ecstui.analysis.network.topology import Node, NodeKind, nodes
from ecstui.analysis.network.ways_out import Level
from ecstui.model.ecs import Attachment, KeyValuePair, Task
from ecstui.model.resource_tag import ResourceTag
from tests.analysis.network.world import NAT, PRIVATE, PUBLIC, REGION, VPC, network

CLUSTER = f"arn:aws:ecs:{REGION}:123456789012:cluster/prod"
CART = Inhabitant("service:cart", CLUSTER)
NASTY = 'a"b\\<c>\n{d}'


def drawn(name: str = "shop") -> list[Node]:
    known = network()
    vpc = replace(known.vpc, tags=(ResourceTag("Name", name),))
    return list(nodes(replace(known, vpc=vpc), {PRIVATE: Counter({CART: 3})}))


def test_subnets_lead_to_what_their_routes_say() -> None:
    found = {(it.source, it.target) for it in edges(drawn())}
    assert found == {
        (PRIVATE, f"{PUBLIC} {NAT.nat_gateway_id}"), (PUBLIC, f"{VPC} igw-1"),
    }  # fmt: skip


def test_mermaid_has_every_node_once_and_is_balanced() -> None:
    found, text = drawn(), mermaid(drawn())
    assert len(re.findall(r'n\d+\["', text)) == len(found)
    assert text.count("subgraph") == len(re.findall(r"^ *end$", text, re.MULTILINE))
    assert '["cart ×3"]' in text
    assert text.count("-->") == 2
    assert text.startswith("flowchart LR\n")


def test_dot_has_every_node_once_and_is_balanced() -> None:
    text = dot(drawn())
    assert text.count("{") == text.count("}")
    assert text.count("label=") == len(drawn()) + 3, "and the points of three subnets"
    assert text.count("->") == 2
    assert '"cart ×3"' in text


def test_names_from_aws_cannot_break_out() -> None:
    for line in mermaid(drawn(NASTY)).splitlines():
        assert line.count('"') in (0, 2), line
        assert "<c>" not in line, "a browser would read it as an element"
    for line in dot(drawn(NASTY)).splitlines():
        assert len(re.sub(r"\\.", "", line).split('"')) % 2 == 1, line


class Counted(list[Node]):
    """Nodes that know how often they were gone through."""

    times = 0

    def __iter__(self) -> Iterator[Node]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("draw", [mermaid, dot])
def test_many_nodes_are_not_gone_through_for_each_of_them(
    draw: Callable[[list[Node]], str],
) -> None:
    found = Counted(drawn())
    draw(found)
    assert found.times < len(found)


def test_what_is_wrong_is_marked() -> None:
    known = network(nat_gateways=(replace(NAT, state="failed"),))
    found = list(nodes(known, None))
    assert {it.id for it in found if it.level is Level.BAD} == {PRIVATE}
    assert "stroke:red" in mermaid(found)
    assert "color=red" in dot(found)
    unread = nodes(network(interfaces=None), None)
    assert {it.tasks for it in unread} == {None}, "nobody knows who is there"


def test_who_is_where() -> None:
    details = (KeyValuePair("subnetId", PRIVATE),)
    own = Task("t1", CLUSTER, "d", "RUNNING", "RUNNING", group="service:cart",
               attachments=(Attachment("a", details=details),))  # fmt: skip
    lost = replace(own, task_arn="t2", attachments=())
    assert homes(network(), [own, own, lost], {}) == {PRIVATE: Counter({CART: 2})}
    assert CART.arn == f"arn:aws:ecs:{REGION}:123456789012:service/prod/cart"


def test_services_of_one_name_are_told_apart() -> None:
    other = Inhabitant("service:cart", CLUSTER.replace("/prod", "/staging"))
    found = nodes(network(), {PRIVATE: Counter({CART: 1, other: 1})})
    names = [node.name for node in found if node.kind is NodeKind.SERVICE]
    assert names == ["cart (prod)", "cart (staging)"]
